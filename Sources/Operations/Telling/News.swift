import Desk

/// What somebody at the desk is told of tickets, in one mail: the first by name, the rest by its number.
struct News {
    /// A ticket that is named.
    struct Item: Hashable {
        let ticket: Ticket.ID
        /// For example `Ticket 7, The export stops: 75 % of the acknowledgment time is used.`
        let line: String
        /// What stands in the mail: the line, and where to go.
        let paragraph: String
    }

    /// Tickets named in one mail, those that were due first; the rest is counted. More is a list that nobody
    /// reads, and writing it took a third of a wake of a thousand.
    static let namedMax = 10

    private(set) var named: [Item] = []
    private(set) var count = 0

    var isFull: Bool { named.count >= Self.namedMax }

    /// nil for what is only counted.
    mutating func add(_ item: Item?) {
        count += 1
        if let item, !isFull { named.append(item) }
    }

    /// In a mail.
    var text: String {
        let rest = count - named.count
        return named.map(\.paragraph).joined(separator: "\n")
            + (rest > 0 ? "\nAnd \(rest) more: see the queue.\n" : "")
    }

    /// What is said the same of whichever message is one kind: five replies at once are told once.
    static func sense(of kind: Notice.Kind) -> Notice.Kind {
        let any = Message.ID(0)
        return switch kind {
        case .customerReplied: .customerReplied(any)
        case .deliveryFailed: .deliveryFailed(any)
        default: kind
        }
    }

    /// New tickets, and replies on tickets that nobody has, are told by the bell and the queue: a mail to a
    /// whole group for each of them would bury the warnings.
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
