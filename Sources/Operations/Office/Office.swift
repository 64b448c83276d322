public import BusinessTime
public import Desk
import Foundation
public import Storage

/// Where a command becomes facts: one transaction loads the ticket and its pinned terms, decides, appends,
/// and writes every row that follows from it.
public final class Office: Sendable {
    public let database: Database
    public let shelf: AgreementShelf
    public let changes = Changes()
    public let clock: @Sendable () -> Instant
    public let secret: Secret
    /// Wakes the alarm and the delivery after a commit.
    public let wakeUp: @Sendable () -> Void

    public init(
        database: Database, shelf: AgreementShelf, clock: @escaping @Sendable () -> Instant,
        secret: Secret = .system, wakeUp: @escaping @Sendable () -> Void = {}
    ) {
        self.database = database
        self.shelf = shelf
        self.clock = clock
        self.secret = secret
        self.wakeUp = wakeUp
    }

    /// What a decision is made on.
    public struct Dossier: Sendable {
        public let ticket: Ticket
        public let terms: PinnedTerms?
        public let facts: [Fact]
    }

    /// A ticket with its terms as the store has them; nil when there is none of this number.
    public func dossier(_ id: Ticket.ID, in reader: Reader) throws -> Dossier? {
        let facts = try reader.facts(of: .ticket(id.rawValue)).map { try FactForm.decode($0.fact) }
        guard let ticket = Ticket(id: id, facts: facts) else { return nil }
        return Dossier(ticket: ticket, terms: try shelf.terms(of: ticket, in: reader), facts: facts)
    }

    /// Decides and appends. `command` is made inside the transaction, so that the message it names is
    /// written with the facts or not at all.
    @discardableResult
    public func perform(
        on id: Ticket.ID, _ command: @escaping @Sendable (Writer, Dossier, Instant) throws -> Command
    ) async throws -> Ticket {
        let now = clock()
        return try await database.write { writer in
            guard let desk = try self.dossier(id, in: writer) else { throw Refusal.noTicket }
            let asked = try command(writer, desk, now)
            return try self.append(asked, to: desk, id: id, now: now, writer)
        }
    }

    /// Inside a transaction of the caller's.
    @discardableResult
    public func append(
        _ command: Command, to desk: Dossier?, id: Ticket.ID, now: Instant, _ writer: Writer
    ) throws -> Ticket {
        let new = try decide(command, ticket: desk?.ticket, terms: desk?.terms, now: now)
        let stream = FactStream.ticket(id.rawValue)
        let before = desk?.facts ?? []
        try writer.append(try new.map(FactForm.encode), to: stream, following: Int64(before.count))
        guard let ticket = Ticket(id: id, facts: before + new) else { throw Refusal.noTicket }
        if !new.isEmpty {
            try index(ticket, subject: nil, now: now, writer)
            writer.afterCommit { [changes, wakeUp] in
                changes.publish(id)
                wakeUp()
            }
        }
        return ticket
    }
}

extension Refusal {
    static let noTicket = Refusal(
        "no-ticket", "There is no such ticket.", remedy: "Check its number in the queue.")
}
