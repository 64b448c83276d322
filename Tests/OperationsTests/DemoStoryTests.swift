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
            #expect(try reader.verifyAudit().isSound)
        }
    }
}
