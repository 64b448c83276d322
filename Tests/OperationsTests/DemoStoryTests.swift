import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("The desk to try has a past")
struct DemoStoryTests {
    @Test(
        "on whatever day it is told: agreements in each state, a month with its statement, something open",
        arguments: ["2026-11-26 17:20", "2027-01-01 00:30", "2028-02-29 09:00", "2027-03-28 03:30"])
    func told(now: String) async throws {
        let trial = try await Trial(at: now)
        let instant = try Trial.berlin(now)
        try await DemoStory.tell(trial.database, until: instant)
        let office = trial.office
        try await trial.database.read { reader in
            func agreement(_ name: String) throws -> Agreement? {
                try office.agreementFile(name, in: reader)?.agreement
            }
            #expect(try reader.draft(of: "borealis") != nil)
            #expect(try agreement("cobalt")?.offering?.signatures.isEmpty == true)
            #expect(try agreement("delphi")?.offering?.signatures.count == 1)
            #expect(try agreement("elmwood")?.notice != nil)
            let ended = try reader.agreements().first { $0.name == "fenwick" }
            #expect(try #require(ended?.inForceUntil) < instant)
            let books = try #require(try office.books("acme", in: reader, now: instant)).books
            let lines = books.ledger.issued.flatMap(\.statement.lines)
            #expect(lines.count > 1, "the story has broken promises")
            #expect(try reader.queue(QueueFilter(.all)).count == 4)
            let given = try (1...20).flatMap {
                try office.dossier(Ticket.ID($0), in: reader)?.ticket.accesses ?? []
            }
            #expect(given.map(\.what.system) == ["Directory server"])
            #expect(try reader.verifyAudit().isSound)
        }
    }

    @Test(
        "what is in force in the story was signed here by both, in the weeks before it began",
        arguments: [("acme", 1), ("elmwood", 1), ("elmwood", 2), ("fenwick", 1)])
    func signed(name: String, number: Int) async throws {
        let trial = try await Trial(at: "2026-11-26 17:20", withAgreement: false)
        try await DemoStory.tell(trial.database, until: try Trial.berlin("2026-11-26 17:20"))
        let version = AgreementVersion(agreement: name, number: number)
        #expect(try await trial.office.evidence(of: version) != nil)
        let (file, stored) = try await trial.database.read { reader in
            (
                try trial.office.agreementFile(name, in: reader),
                try reader.agreement(named: name, version: number)
            )
        }
        let held = file?.agreement?.versions.first { $0.number == number }
        #expect(held?.offering.signatures.count == 2)
        let from = number == 1 ? try Trial.berlin("2026-01-01 00:00") : held?.from
        #expect(stored?.inForceFrom == from)
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test("the demo desk without its story has Acme's agreement signed, and mails nobody of it")
    func agreedWithAcme() async throws {
        let trial = try await Trial(at: "2026-11-26 17:20", withAgreement: false)
        for _ in 1...2 {
            try await DemoStory.agreeWithAcme(
                trial.database, until: try Trial.berlin("2026-11-26 17:20"))
        }
        try await trial.database.read { reader in
            let versions = try reader.agreements()
            #expect(versions.map(\.name) == ["acme"])
            #expect(versions.first?.inForceFrom == (try Trial.berlin("2026-01-01 00:00")))
            #expect(try reader.outbox().allSatisfy { $0.state != .waiting })
        }
    }

    @Test(
        "last month's statement is issued by the desk at the beginning of the 10th; before that by Mara",
        arguments: [
            ("2026-11-26 17:20", "2026-11-10 00:00", true), ("2026-11-09 12:00", "2026-11-09 12:00", false),
        ])
    func statement(now: String, at: String, isByDesk: Bool) async throws {
        let trial = try await Trial(at: now)
        let instant = try Trial.berlin(now)
        try await DemoStory.tell(trial.database, until: instant)
        let office = trial.office
        let issue = try await trial.database.read { reader in
            try office.books("acme", in: reader, now: instant)?.books.ledger.issued.last
        }
        #expect(issue?.statement.month == CalendarMonth("2026-10"))
        #expect(issue?.at == (try Trial.berlin(at)))
        #expect((issue?.by == .desk) == isByDesk)
    }
}
