import Agreements

/// An acknowledgment that clause F counts apart from those that people wrote.
public enum ApartAcknowledgment: String, CaseIterable, Hashable, Sendable {
    /// By the receipt, where the agreement lets it acknowledge (A.1).
    case automatic
    /// By the answered call that the inquiry came in by (F).
    case answeredCall = "answered-call"
}

extension Ticket {
    /// nil while unacknowledged, and where a person's answer acknowledged.
    public var acknowledgedApart: ApartAcknowledgment? {
        guard let acknowledgment else { return nil }
        if acknowledgment.by == .desk { return .automatic }
        // A conversation names the words of the call that it was; an answer has words of its own.
        return acknowledgment.message == receipt.message ? .answeredCall : nil
    }
}
