import Desk

/// One thing that somebody at the desk is told about a ticket.
struct News: Hashable {
    let person: Int64
    let ticket: Ticket.ID
    /// For example `Ticket 7, The export stops: 75 % of the acknowledgment time is used.`
    let line: String
    /// What stands in the mail: the line, and where to go.
    let paragraph: String

    /// New tickets, and replies on tickets that nobody has, are told by the queue itself: a mail to a whole
    /// group for each of them would bury the warnings.
    static func isMailed(_ notice: Notice) -> Bool {
        switch (notice.kind, notice.to) {
        case (.newTicket, _), (.message, _), (.receipt, _), (.customerReplied, .group): false
        default: true
        }
    }

    /// What the desk's people hear of at all, and with them who follows the ticket.
    static func isOfDesk(_ notice: Notice) -> Bool {
        switch (notice.kind, notice.to) {
        case (.newTicket, _), (.message, _), (.receipt, _), (_, .requester), (_, .contact): false
        default: true
        }
    }
}
