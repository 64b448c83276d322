import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("The alarm, over many tickets at once")
struct AlarmTests {
    private static let wake = Command(.wake, by: .desk, way: .rule)

    @Test("after a stop of two days every ticket of several batches is woken once, and nothing is left due")
    func batches() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        try await trial.office.seed(tickets: 2 * Alarm.batchSizes.next + 60)
        try trial.set("2026-11-25 15:00")
        let (office, now) = (trial.office, trial.office.clock())
        let overdue = try await trial.database.read { try $0.due(upTo: now, limit: 10_000).map(\.stream) }
        #expect(overdue.count > Alarm.batchSizes.next)
        let alarm = Alarm(office: office)
        #expect(try await alarm.ring() == overdue.count)
        #expect(try await alarm.ring() == 0)
        let left = try await trial.database.read { reader in
            try overdue.flatMap { stream -> [Fact] in
                let desk = try #require(try office.dossier(Ticket.ID(stream.id), in: reader))
                #expect(desk.ticket == Ticket(id: desk.ticket.id, facts: desk.facts))
                #expect(Set(desk.facts).count == desk.facts.count)
                return try decide(Self.wake, ticket: desk.ticket, terms: desk.terms, now: now)
            }
        }
        #expect(left.isEmpty)
        #expect(try await office.reindex().changed.isEmpty)
    }

    @Test("what was decided on a ticket that somebody has written on since is not carried out")
    func stale() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        let id = try await trial.carlaAsks()
        try trial.set("2026-11-24 15:00")
        let (office, now) = (trial.office, trial.office.clock())
        let early = try await trial.database.read { reader in
            try office.decision(Self.wake, on: office.dossier(id, in: reader), id: id, now: now, reader)
        }
        #expect(!early.new.isEmpty)
        let ana = try await trial.asker("ana@harbor.example")
        try await office.act(.setSeverity(.high, reason: "Many users"), on: id, by: ana)
        await #expect(throws: StoreProblem.lostRace(stream: .ticket(id.rawValue), expected: 1, actual: 2)) {
            try await trial.database.write { writer in
                var sitting = Office.Sitting(writer: writer, now: now)
                try office.carryOut(early, of: Self.wake, in: &sitting)
            }
        }
        #expect(try await trial.ticket(id).facts.count == 2)
        #expect(try await Alarm(office: office).ring() == 1)
        #expect(try await trial.ticket(id).facts.contains { $0.what == .broken(.acknowledgment) })
    }

    @Test("in a batch it is decided anew, on what was written, and the others as they were decided")
    func staleInABatch() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        let (id, other) = (try await trial.carlaAsks(), try await trial.carlaAsks("The import stops"))
        try trial.set("2026-11-24 15:00")
        let (office, now) = (trial.office, trial.office.clock())
        let early = try await trial.database.read { reader in
            try [id, other].map { id in
                try office.decision(Self.wake, on: office.dossier(id, in: reader), id: id, now: now, reader)
            }
        }
        let ana = try await trial.asker("ana@harbor.example")
        try await office.act(.setSeverity(.high, reason: "Many users"), on: id, by: ana)
        let decisions = Dictionary(uniqueKeysWithValues: early.map { ($0.ticket.id.rawValue, $0) })
        try await trial.database.write { writer in
            var batch = try WakingBatch(office, decisions, now: now, writer)
            for due in try writer.due(upTo: now, limit: 10) { try batch.wake(due) }
        }
        for ticket in [id, other] {
            let desk = try await trial.ticket(ticket)
            #expect(desk.facts.contains { $0.what == .broken(.acknowledgment) })
            #expect(try decide(Self.wake, ticket: desk.ticket, terms: desk.terms, now: now).isEmpty)
        }
        #expect(try await trial.ticket(id).facts.contains { $0.what.kind == .severitySet })
        #expect(try await Alarm(office: office).ring() == 0)
        #expect(try await office.reindex().changed.isEmpty)
    }

    @Test("a clock set back an hour after a breach and forward again writes and mails nothing twice")
    func clockSetBack() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let broken = try await trial.carlaAsks()
        try trial.set("2026-11-23 10:30")
        let later = try await trial.carlaAsks("The import stops")
        let alarm = Alarm(office: trial.office)
        func news() async throws -> [String] {
            try await trial.database.read { try $0.outbox(limit: 200).map(\.envelopeTo).sorted() }
        }
        func breaches(_ id: Ticket.ID) async throws -> [Instant] {
            try await trial.ticket(id).facts.filter { $0.what == .broken(.acknowledgment) }.map(\.happened)
        }
        try trial.set("2026-11-23 12:01")
        try await alarm.ring()
        let noon = try Trial.berlin("2026-11-23 12:00")
        #expect(try await breaches(broken) == [noon])
        let (facts, told) = (try await trial.ticket(broken).facts, try await news())

        try trial.set("2026-11-23 11:01")
        for _ in 1...2 { try await alarm.ring() }
        #expect(try await trial.ticket(broken).facts == facts)
        #expect(try await news() == told)
        // What comes in that hour has its whole time from then on.
        let during = try await trial.carlaAsks("It stops again")

        for moment in ["2026-11-23 12:00", "2026-11-23 12:01", "2026-11-23 12:02"] {
            try trial.set(moment)
            try await alarm.ring()
        }
        #expect(try await trial.ticket(broken).facts == facts)
        for moment in ["2026-11-23 12:31", "2026-11-23 13:02"] {
            try trial.set(moment)
            for _ in 1...2 { try await alarm.ring() }
        }
        #expect(try await breaches(broken) == [noon])
        #expect(try await breaches(later) == [try Trial.berlin("2026-11-23 12:30")])
        #expect(try await breaches(during) == [try Trial.berlin("2026-11-23 13:01")])
        for id in [broken, later, during] {
            let desk = try await trial.ticket(id)
            let recorded = desk.facts.map(\.recorded)
            #expect(recorded == recorded.sorted() && Set(desk.facts).count == desk.facts.count)
        }
        #expect(try await trial.office.reindex().changed.isEmpty)
    }
}
