/// The two promises of every ticket.
public enum Promise: String, CaseIterable, Hashable, Sendable, Codable {
    case acknowledgment, resolution

    /// The clause that makes the promise.
    public var clause: Clause {
        switch self {
        case .acknowledgment: .acknowledgment
        case .resolution: .resolution
        }
    }
}
