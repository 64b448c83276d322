import Operations

// Where customers are, and what is of one customer.
extension Page {
    static let portal = "/portal"
    static let portalFiling = "/portal/new"
    static let portalTickets = "/portal/tickets"
    static let portalAgreements = "/portal/agreements"
    static func portalTicket(_ id: Int64) -> String { "/portal/tickets/\(id)" }
    static func portalMessageText(_ ticket: Int64, _ message: Int64) -> String {
        "/portal/tickets/\(ticket)/texts/\(message)"
    }
    static func portalAct(_ id: Int64, _ noun: String) -> String { "/portal/tickets/\(id)/\(noun)" }
    static func portalAgreement(_ name: String, _ number: Int) -> String {
        "/portal/agreements/\(name)/\(number)"
    }
    static func portalPromises(_ name: String, _ number: Int) -> String {
        portalAgreement(name, number) + "/promises"
    }
    static func portalAgreementPDF(_ name: String, _ number: Int) -> String {
        portalAgreement(name, number) + "/pdf"
    }
    static func portalEvidence(_ name: String, _ number: Int) -> String {
        portalAgreement(name, number) + "/evidence"
    }
    static func portalStatement(_ name: String, _ month: String) -> String {
        "/portal/statements/\(name)/\(month)"
    }
    static let portalLive = "/portal/live"
    static let portalContacts = "/portal/contacts"
    static func portalProof(_ id: Int64, _ promise: String) -> String {
        "/portal/tickets/\(id)/proof/\(promise)"
    }
    static func portalNotice(_ name: String) -> String { "/portal/agreements/\(name)/notice" }
    /// The letter of notice as it was scanned.
    static func portalNoticeLetter(_ name: String, _ digest: String) -> String {
        "/portal/agreements/\(name)/letters/\(digest)"
    }
    static func portalChange(_ name: String, _ change: Office.Change) -> String {
        "/portal/agreements/\(name)/proposals/\(change.kind.rawValue)/\(change.number)"
    }
    static let portalReports = "/portal/reports"
    /// All tickets of a customer, for the desk.
    static func customerTickets(_ id: Int64) -> String { "/organisations/\(id)/tickets" }
    static func customerReports(_ id: Int64) -> String { "/organisations/\(id)/reports" }
    static func apiCustomerReport(_ id: Int64, _ name: String) -> String {
        "/api/organisations/\(id)/reports/\(name)"
    }
    static func rating(_ ticket: Int64, _ resolution: Int, _ word: String) -> String {
        "/rating/\(ticket)/\(resolution)/\(word)"
    }
}
