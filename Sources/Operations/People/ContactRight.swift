/// What a contact can be given beside their own tickets.
public enum ContactRight: String, CaseIterable, Hashable, Sendable {
    /// Every ticket of their organisation.
    case organisation
    /// The agreement whole, with fee and signatures.
    case agreement
    /// Statements and credits.
    case books
}

/// What a contact must be to do something.
enum ContactNeed: Hashable, Sendable {
    /// Only signed in.
    case anything
    /// One that sees the ticket.
    case ownTicket
    /// Of the agreement's customer.
    case ownAgreement
    /// Given the right to it, or named to sign.
    case right(ContactRight)
    /// Named to sign; to others it is not there.
    case signature
}

extension Capability {
    /// nil for what is the desk's alone.
    var ofContacts: ContactNeed? {
        switch self {
        case .ticketCreate, .startChat, .exportTickets: .anything
        case .ticketView, .reply, .reopen, .dispute, .follow, .readChats: .ownTicket
        case .agreementPromises: .ownAgreement
        case .agreementView: .right(.agreement)
        case .statementView, .statementDispute: .right(.books)
        case .agreementEvidence: .signature
        default: nil
        }
    }
}
