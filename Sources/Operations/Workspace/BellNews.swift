import Desk
public import Storage

/// What the bell tells somebody since they last looked: tickets that came, promises that come close to
/// breaking or broke, and what asks for them: replies, tickets given to them, their name in a note.
public struct BellNews: Sendable {
    /// Tickets counted and listed no further than this.
    public static let countMax = 100

    /// All that is told of one ticket.
    public struct Item: Sendable {
        public let ticket: TicketRow
        /// Each kind once, the gravest first.
        public let told: [TicketNews]

        /// The newest of it.
        public var newest: TicketNews { told.max { $0.sequence < $1.sequence } ?? told[0] }
    }

    /// One for each ticket, the newest first.
    public let items: [Item]
    /// The newest fact among them: who has seen the list has seen this.
    public let through: Int64

    public init(for asker: Access.Asker, _ visibility: Visibility, _ reader: Reader) throws {
        let all = try reader.news(
            for: NewsListener(asker, reader), visibility, limit: Self.countMax * 3)
        let byTicket = Dictionary(grouping: all, by: \.ticket.id).values
        items = Array(
            byTicket.map(Self.item).sorted { $0.newest.sequence > $1.newest.sequence }.prefix(Self.countMax))
        through = all.first?.sequence ?? 0
    }

    /// A promise that broke is no longer one that comes close to it.
    private static func item(_ all: [TicketNews]) -> Item {
        let newest = Dictionary(all.map { ($0.kind, $0) }) { $0.sequence >= $1.sequence ? $0 : $1 }
        let told = newest.values.filter { $0.kind != .warned || newest[.broken] == nil }
            .sorted { $0.gravity > $1.gravity }
        // That it is new says least of all.
        let worth = told.count > 1 ? told.filter { $0.kind != .received } : told
        return Item(ticket: all[0].ticket, told: worth)
    }

    public static func count(
        for asker: Access.Asker, _ visibility: Visibility, _ reader: Reader
    ) throws -> Int {
        try reader.newsCount(for: NewsListener(asker, reader), visibility, atMost: countMax)
    }
}

extension Office {
    /// What stood on a page was seen by whoever looked at it; nothing that came after.
    public func see(newsThrough sequence: Int64, by asker: Access.Asker) async throws {
        try await database.write { writer in
            // A number that no fact has yet would keep the bell quiet about what comes.
            let newest = try writer.lastSequence()
            try writer.set(newsSeen: min(sequence, newest), by: asker.person.rawValue)
        }
    }
}

extension TicketNews {
    /// Who did it; nil where no person did.
    public var doer: Int64? {
        let words = actor.split(separator: " ")
        guard words.count == 2, ["agent", "contact"].contains(words[0]) else { return nil }
        return Int64(words[1])
    }

    fileprivate var gravity: Int {
        switch kind {
        case .received: 0
        case .assigned: 1
        case .escalated: 2
        case .replied: 3
        case .reopened: 4
        case .disputed, .objected: 5
        case .mentioned: 6
        case .warned: 7
        case .broken: 8
        }
    }
}
