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
        #expect(both?.count == 2 && both?.newest == [ticket.rawValue])
        #expect(both?.ticketCount == 1)
        #expect(try await asked("acme", second)?.count == 1)
        #expect(try await asked("other", november) == nil)
    }

    @Test("what was counted is kept and counted on; a ticket that went to another customer is gone from it")
    func kept() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        var tickets: [Ticket.ID] = []
        for number in 1...7 {
            let id = try await trial.carlaAsks("Question \(number)")
            tickets.append(id)
            try await trial.office.answer(
                .requestInformation(missing: ["The log"]), text: "The log, please.", on: id, by: ana)
            try await Self.expectSame(trial, tickets: tickets)
        }
        try await trial.database.write { writer in
            let borealis = try writer.add(
                StoredOrganisation(name: "Borealis", domains: ["borealis.example"]))
            _ = try writer.add(
                StoredPerson(
                    name: "Bo", address: "bo@borealis.example", kind: .contact,
                    organisation: borealis.id, role: "contact"))
        }
        let (office, ben) = (trial.office, try await trial.asker("ben@harbor.example"))
        let turn = Office.Turn(on: tickets[3], by: ben, way: .page, at: office.clock())
        try await trial.database.write {
            try office.identify("Borealis", contact: "bo@borealis.example", turn, $0)
        }
        tickets.remove(at: 3)
        try await Self.expectSame(trial, tickets: tickets)
    }

    @Test("of a large desk it is not at hand before it was counted ahead; then it is, with what came since")
    func ahead() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, ana) = (trial.office, try await trial.asker("ana@harbor.example"))
        let quarter = Span(
            from: try Trial.berlin("2026-10-01 00:00"), to: try Trial.berlin("2027-01-01 00:00"))
        func asked(atMost limit: Int64) async throws -> [Clause: [AgreementRecord.Count]]? {
            try await trial.database.read {
                try office.recordAtHand(ofAgreement: "acme", in: quarter, in: $0, atMost: limit)?.counts
            }
        }
        func ask(_ subject: String) async throws {
            let id = try await trial.carlaAsks(subject)
            try await office.answer(
                .requestInformation(missing: ["The log"]), text: "The log, please.", on: id, by: ana)
        }
        try await ask("The export stops")
        #expect(try await asked(atMost: 1) == nil)
        #expect(try await asked(atMost: 1000) != nil)
        let fresh = Office(database: trial.database, shelf: AgreementShelf(), clock: office.clock)
        #expect(
            try await trial.database.read {
                try fresh.recordAtHand(ofAgreement: "acme", in: quarter, in: $0, atMost: 1)?.counts
            } == nil)
        try await fresh.keepRecords()
        try await ask("The import stops")
        let (kept, whole) = try await trial.database.read { reader in
            (
                try fresh.recordAtHand(ofAgreement: "acme", in: quarter, in: reader, atMost: 5)?.counts,
                try office.record(ofAgreement: "acme", in: quarter, in: reader).counts
            )
        }
        #expect(kept == whole)
        #expect(whole[.customerDuties]?.first { $0.kind == "informationRequested" }?.count == 2)
    }

    private static let november = Span(
        from: Instant(seconds: 1_793_487_600), to: Instant(seconds: 1_796_079_600))

    /// The desk's count is that of one which kept nothing, and names the newest five.
    private static func expectSame(_ trial: Trial, tickets: [Ticket.ID]) async throws {
        let fresh = Office(
            database: trial.database, shelf: AgreementShelf(), clock: trial.office.clock)
        let counts = try await trial.database.read { reader in
            try [trial.office, fresh].map {
                try $0.record(ofAgreement: "acme", in: november, in: reader).counts
            }
        }
        #expect(counts[0] == counts[1])
        let asked = counts[0][.customerDuties]?.first { $0.kind == "informationRequested" }
        #expect(asked?.count == tickets.count && asked?.ticketCount == tickets.count)
        #expect(asked?.newest == tickets.reversed().prefix(5).map(\.rawValue))
    }
}
