import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("What is derived is rebuilt from the facts")
struct ReindexingTests {
    private func seeded(_ count: Int) async throws -> Trial {
        let trial = try await Trial(at: "2026-11-23 15:00")
        try await trial.office.seed(tickets: count)
        try await trial.office.keepReckonings()
        return trial
    }

    private func digests(_ trial: Trial, but left: DerivedTable? = nil) async throws -> [String] {
        try await trial.database.read { reader in
            try DerivedTable.allCases.filter { $0 != left }.map { try reader.digest(of: $0) }
        }
    }

    @Test("a sound store is the same after it, byte for byte, whenever it is rebuilt")
    func same() async throws {
        let trial = try await seeded(80)
        // Credits of later breaches are written down as the hours go by.
        let before = try await digests(trial, but: .reckoned)
        try trial.set("2026-11-23 18:00")
        let outcome = try await trial.office.reindex()
        #expect(outcome.tickets == 80)
        #expect(outcome.changed.isEmpty)
        #expect(!outcome.searchChanged)
        #expect(try await digests(trial, but: .reckoned) == before)
    }

    @Test("from empty tables it gives the same rows")
    func fromNothing() async throws {
        let trial = try await seeded(80)
        let before = try await digests(trial)
        try await trial.database.write { writer in
            for table in DerivedTable.allCases { try writer.clear(table) }
        }
        let outcome = try await trial.office.reindex()
        #expect(outcome.changed.count == 80)
        #expect(try await digests(trial) == before)
    }

    @Test("what was spoilt is named and mended: a subject, a channel, a due instant, a row of no ticket")
    func spoilt() async throws {
        let trial = try await seeded(30)
        let before = try await digests(trial)
        try await trial.database.write { writer in
            guard var row = try writer.ticketRow(3) else { return }
            row.subject = "Something else"
            try writer.put(row)
            guard var row = try writer.ticketRow(4) else { return }
            row.channel = "chat"
            try writer.put(row)
            try writer.setDue(of: .ticket(5), at: .latest)
            var ghost = TicketRow(id: 1000, received: .earliest)
            ghost.subject = "Never received"
            try writer.put(ghost)
        }
        let outcome = try await trial.office.reindex()
        #expect(Set(outcome.changed) == [Ticket.ID(3), Ticket.ID(4), Ticket.ID(5), Ticket.ID(1000)])
        #expect(try await digests(trial) == before)
    }

    @Test("whether a ticket was read is kept: it is no fact")
    func unread() async throws {
        let trial = try await seeded(2)
        try await trial.database.write { try $0.setUnread(false, ticket: 1) }
        _ = try await trial.office.reindex()
        #expect(try await trial.database.read { try $0.ticketRow(1)?.isUnread } == false)
        #expect(try await trial.database.read { try $0.ticketRow(2)?.isUnread } == true)
    }
}
