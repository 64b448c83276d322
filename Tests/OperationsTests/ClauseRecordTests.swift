import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("What a clause did lately")
struct ClauseRecordTests {
    @Test("counts its facts since an instant and names the newest")
    func counted() async throws {
        let trial = try await Trial(at: "2026-11-20 10:00")
        _ = try await trial.carlaAsks("An old one")
        try trial.set("2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "We look at it.", on: id, by: ana)
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
        let record = try await trial.office.record(
            of: .acknowledgment, since: try Trial.berlin("2026-11-23 00:00"))
        #expect(record.counts.map(\.kind) == ["acknowledged", "received"])
        #expect(record.counts.map(\.count) == [1, 1])
        #expect(record.newest.map(\.subject) == ["ticket \(id)", "ticket \(id)"])
        #expect(record.newest.map(\.kind) == ["acknowledged", "received"])
    }

    @Test("a clause under which nothing happened has an empty record")
    func nothing() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = try await trial.carlaAsks()
        let record = try await trial.office.record(of: .exclusions, since: .earliest)
        #expect(record.counts.isEmpty)
        #expect(record.newest.isEmpty)
    }

    @Test("accesses stand under G; a hold and what is erased under J, though no ticket has those facts")
    func elsewhere() async throws {
        let world = try await AccessTests.world()
        let office = world.office
        try await office.giveAccess(world.wish(), on: world.ticket, by: world.ana)
        try await world.use(world.ben)
        try await office.setHold(true, on: world.ticket, reason: "Court of Kiel", by: world.mara)
        let given = try await office.record(of: .customerDuties, since: .earliest)
        #expect(given.counts.map(\.kind).sorted() == ["accessGiven", "accessUsed"])
        let held = try await office.record(of: .legal, since: .earliest)
        #expect(held.counts.map(\.kind) == ["held"] && held.newest.map(\.subject) == ["hold \(world.ticket)"])
    }
}

@Suite("What happened under the clauses of one agreement")
struct AgreementRecordTests {
    @Test("counts facts of its tickets within the span, names their tickets once, and counts its own facts")
    func counted() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ticket = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        for (day, text) in [("23", "The log, please."), ("24", "The version, please.")] {
            try trial.set("2026-11-\(day) 10:30")
            try await trial.office.answer(
                .requestInformation(missing: [text]), text: text, on: ticket, by: ana)
        }
        let november = Span(
            from: try Trial.berlin("2026-11-01 00:00"), to: try Trial.berlin("2026-12-01 00:00"))
        let second = Span(
            from: try Trial.berlin("2026-11-24 00:00"), to: try Trial.berlin("2026-11-25 00:00"))
        func asked(_ name: String, _ span: Span) async throws -> AgreementRecord.Count? {
            try await trial.office.database.read { reader in
                try trial.office.record(ofAgreement: name, in: span, in: reader)
                    .counts(of: .customerDuties).first { $0.kind == "informationRequested" }
            }
        }
        let both = try await asked("acme", november)
        #expect(both?.count == 2 && both?.tickets == [ticket.rawValue])
        #expect(try await asked("acme", second)?.count == 1)
        #expect(try await asked("other", november) == nil)
    }
}
