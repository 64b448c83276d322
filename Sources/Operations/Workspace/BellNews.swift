import Desk
public import Storage

/// What the bell tells somebody: tickets that came, and promises that come close to breaking or broke, since
/// they last looked.
public struct BellNews: Sendable {
    /// Tickets counted and listed no further than this.
    public static let countMax = 100

    /// One for each ticket, with the gravest that happened to it; the newest first.
    public let items: [TicketNews]
    /// The newest fact among them: who has seen the list has seen this.
    public let through: Int64

    public init(for asker: Access.Asker, _ visibility: Visibility, _ reader: Reader) throws {
        let all = try reader.news(
            for: asker.person.rawValue, actor: FactForm.word(asker.actor), visibility,
            limit: Self.countMax * 3)
        let gravest = Dictionary(all.map { ($0.ticket.id, $0) }) { $0.gravity >= $1.gravity ? $0 : $1 }
        items = Array(gravest.values.sorted { $0.sequence > $1.sequence }.prefix(Self.countMax))
        through = all.first?.sequence ?? 0
    }

    public static func count(
        for asker: Access.Asker, _ visibility: Visibility, _ reader: Reader
    ) throws -> Int {
        try reader.newsCount(
            for: asker.person.rawValue, actor: FactForm.word(asker.actor), visibility, atMost: countMax)
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
    fileprivate var gravity: Int {
        switch kind {
        case .received: 0
        case .warned: 1
        case .broken: 2
        }
    }
}
