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
    /// Named to sign; others of the organisation are told that they are not.
    case signing
}

extension Capability {
    /// nil for what is the desk's alone.
    var ofContacts: ContactNeed? {
        switch self {
        case .ticketCreate, .startChat, .exportTickets, .exportOwn: .anything
        case .ticketView, .reply, .reopen, .dispute, .follow, .readChats, .rate, .giveAccess: .ownTicket
        case .agreementPromises: .ownAgreement
        case .agreementView: .right(.agreement)
        case .statementView, .statementDispute, .creditClaim, .reportOwn: .right(.books)
        case .agreementEvidence: .signature
        case .noticeGiveAsCustomer, .confirmAdjustment: .signing
        default: nil
        }
    }
}
