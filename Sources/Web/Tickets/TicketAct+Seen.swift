import Desk
import Operations

// Two who answer at once: the second is told once what the first wrote, and decides anew.
extension TicketAct {
    /// Whether what is posted goes to the customer in somebody's own words.
    var speaksToCustomer: Bool {
        switch self {
        case .replies, .acknowledgment, .resolution, .informationRequests, .extensions, .outOfScope: true
        default: false
        }
    }

    /// What the sender's page showed of what is said and is about to be; nil for notes, programs and old
    /// pages.
    func seen(_ fields: Fields) -> Seen? {
        guard speaksToCustomer, fields["visibility"] != "internal" else { return nil }
        return Seen(fields["seen"])
    }
}
