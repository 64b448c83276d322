import Agreements
import BusinessTime
import Desk
import Mail
import Storage
import Testing

@testable import Operations

@Suite("What people are told")
struct TellingTests {
    /// The mails in the outbox as they will arrive.
    private func mails(_ trial: Trial) async throws -> [(to: String, from: String, mail: Mail.Message)] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            try reader.outbox().reversed().compactMap { entry in
                guard let blob = try reader.blob(entry.blob) else { return nil }
                let mail = Mail.Message.parse(try blobs.bytes(of: blob))
                return (entry.envelopeTo, entry.envelopeFrom, mail)
            }
        }
    }

    private func accept(_ trial: Trial) async throws {
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
    }

    @Test("a warning and a breach reach the desk's people in one mail each, and never Carla")
    func warned() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = try await trial.carlaAsks("The export stops")
        _ = try await trial.carlaAsks("The import stops")
        let alarm = Alarm(office: trial.office)
        try trial.set("2026-11-23 12:01")
        try await alarm.ring()
        let sent = try await mails(trial)
        #expect(Set(sent.map(\.to)).contains("mara@harbor.example"))
        #expect(!sent.contains { $0.to == "carla@acme.example" })
        let mara = sent.filter { $0.to == "mara@harbor.example" }
        #expect(mara.count == 1)
        let text = mara[0].mail.readableText
        #expect(text.contains("The export stops: the acknowledgment promise (A.1) is broken"))
        #expect(text.contains("The import stops: the acknowledgment promise (A.1) is broken"))
        #expect(text.contains("/tickets/1"))
        #expect(mara[0].mail.automation.autoSubmitted == "auto-generated")
        #expect(mara[0].from == "")
    }

    @Test("forty tickets that break together are one mail that names those due first and counts the rest")
    func manyAtOnce() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        for number in 1...40 {
            try trial.set("2026-11-23 10:\(number < 10 ? "0" : "")\(number)")
            _ = try await trial.carlaAsks("Export \(number) stops")
        }
        try trial.set("2026-11-23 12:41")
        try await Alarm(office: trial.office).ring()
        let mara = try await mails(trial).filter { $0.to == "mara@harbor.example" }
        #expect(mara.count == 1)
        let text = mara[0].mail.readableText
        let named = (1...40).filter { text.contains("Export \($0) stops") }
        #expect(named.count < 40 && named.first == 1 && named == Array(1...(named.last ?? 0)))
        let all = try #require(mara[0].mail.subject.split(separator: " ").first.flatMap { Int($0) })
        let lines = text.split(separator: "\n").count { $0.hasPrefix("Ticket ") }
        #expect(text.contains("And \(all - lines) more: see the queue."))
    }

    @Test("five replies in one transaction are one thing to know; those on another ticket are another")
    func once() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let now = trial.office.clock()
        let count = try await trial.database.write { writer in
            var sitting = Office.Sitting(writer: writer, now: now)
            for (ticket, message) in [(7, 1), (7, 2), (7, 3), (7, 4), (8, 5)] as [(Int64, Int64)] {
                let item = trial.office.item("\(message)", of: Ticket.ID(ticket))
                sitting.tell([3], .customerReplied(Desk.Message.ID(message)), of: Ticket.ID(ticket)) { item }
            }
            return sitting.news[3]?.count
        }
        #expect(count == 2)
    }

    @Test("silence is told: two reminders, then the closing, from an address that takes bounces")
    func silence() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(
            .requestInformation(missing: ["The log of the export"]), text: "Please send the log.", on: id,
            by: ana)
        try await accept(trial)
        let alarm = Alarm(office: trial.office)
        // Each period counts from the reminder that really went out, so the alarm rings day by day.
        for day in 24...30 {
            try trial.set("2026-11-\(day) 18:00")
            try await alarm.ring()
        }
        for day in 10...31 {
            try trial.set("2026-12-\(day) 18:00")
            try await alarm.ring()
        }
        let toCarla = try await mails(trial).filter { $0.to == "carla@acme.example" }.dropFirst()
        #expect(toCarla.count == 3)
        #expect(toCarla.first?.mail.readableText.contains("The log of the export") == true)
        #expect(toCarla.last?.mail.readableText.contains("We closed ticket 1") == true)
        for notice in toCarla {
            #expect(notice.mail.automation.autoSubmitted == "auto-generated")
            #expect(notice.from.hasPrefix("bounce+b1-"))
        }
    }

    @Test("who does a thing is not told of it")
    func ownActs() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.office.act(
            .assign(Assignment(person: ana.person, group: "Front desk")), on: id, by: ana)
        #expect(try await mails(trial).isEmpty)
        for person in [nil, ana.person] {
            try await trial.office.act(
                .assign(Assignment(person: person, group: "Front desk")), on: id, by: ben)
        }
        #expect(try await mails(trial).map(\.to) == ["ana@harbor.example"])
    }

    @Test("a lower severity is told to Carla with its reason and the way to dispute it")
    func lowered() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.act(.setSeverity(.low, reason: "One user, one page."), on: id, by: ana)
        let told = try #require(try await mails(trial).first { $0.to == "carla@acme.example" })
        #expect(told.mail.readableText.contains("lowered the severity of ticket 1 to low"))
        #expect(told.mail.readableText.contains("One user, one page."))
        #expect(told.mail.readableText.contains("20 business days"))
    }

    @Test("somebody who left is told nothing")
    func disabled() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = try await trial.carlaAsks()
        try await trial.database.write { writer in
            guard var mara = try writer.person(address: "mara@harbor.example") else { return }
            mara.disabledAt = .earliest
            try writer.update(mara)
        }
        try trial.set("2026-11-23 12:01")
        try await Alarm(office: trial.office).ring()
        let sent = try await mails(trial)
        #expect(!sent.isEmpty)
        #expect(!sent.contains { $0.to == "mara@harbor.example" })
    }
}
