import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("A ticket that is kept folded is never a stale one")
struct FoldedTicketsTests {
    /// The ticket as a program that has just started folds it.
    private func anew(_ trial: Trial, _ id: Ticket.ID) async throws -> Ticket? {
        let office = Office(database: trial.database, shelf: AgreementShelf(), clock: { .earliest })
        return try await trial.database.read { try office.dossier(id, in: $0)?.ticket }
    }

    @Test("after each act the next reader has all its facts")
    func acts() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        for reason in ["One user.", "One page.", "One word."] {
            let severity: Agreements.Severity = reason == "One page." ? .high : .low
            try await trial.office.act(.setSeverity(severity, reason: reason), on: id, by: ana)
            #expect(try await trial.ticket(id).ticket == anew(trial, id))
        }
        #expect(try await trial.ticket(id).facts.count == 4)
    }

    private struct Undone: Error {}

    @Test("what a transaction wrote and undid is seen by nobody after it")
    func undone() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let office = trial.office
        let before = try await trial.ticket(id).ticket
        let now = office.clock()
        await #expect(throws: Undone.self) {
            try await trial.database.write { writer in
                let desk = try office.dossier(id, in: writer)
                let command = Command(
                    .escalate(to: .tier2, reason: "Hard"), by: .agent(Person.ID(1)), way: .page)
                try office.append(command, to: desk, id: id, now: now, writer)
                // Folded inside the transaction, and so perhaps kept.
                #expect(try office.dossier(id, in: writer)?.ticket.tier == .tier2)
                throw Undone()
            }
        }
        #expect(try await trial.ticket(id).ticket == before)
        let ana = try await trial.asker("ana@harbor.example")
        try await office.act(.setSeverity(.high, reason: "Many users"), on: id, by: ana)
        #expect(try await trial.ticket(id).ticket == anew(trial, id))
        #expect(try await trial.ticket(id).ticket.tier == .tier1)
    }
}
