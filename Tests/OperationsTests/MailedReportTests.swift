import Agreements
import BusinessTime
import Desk
import Foundation
import Mail
import Operations
import Reports
import Storage
import Testing

@Suite("Reports that are mailed by themselves")
struct MailedReportTests {
    private func order(
        _ report: String, split: String = "organisation", every: String = "mon", to: [String],
        customer: Int64? = nil
    ) throws -> ScheduleOrder {
        let found = try #require(Report.named(report))
        let days = try #require(ReportRhythm.Every(every))
        let rhythm = try #require(ReportRhythm(days, hour: 7))
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        var order = ScheduleOrder(
            found, split: ReportQuery.Split(split, of: found), rhythm, zone: try ZoneFiles().rules(of: zone),
            recipients: to)
        customer.map { order.only[.organisation] = "\($0)" }
        return order
    }

    private struct Sent {
        let to: String
        let mail: Mail.Message
        let header: String
    }

    private func sent(_ trial: Trial) async throws -> [Sent] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            try reader.outbox().reversed().compactMap { entry in
                guard let blob = try reader.blob(entry.blob) else { return nil }
                let bytes = try blobs.bytes(of: blob)
                let text = String(decoding: bytes, as: UTF8.self)
                return Sent(
                    to: entry.envelopeTo, mail: Mail.Message.parse(bytes),
                    header: String(text.prefix(upTo: text.range(of: "\r\n\r\n")?.lowerBound ?? text.endIndex))
                )
            }
        }
    }

    @Test("each week goes out once, with its days, as a PDF that one request leaves")
    func weekly() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let mara = try await trial.asker("mara@harbor.example")
        _ = try await trial.carlaAsks()
        let before = try await sent(trial).count
        try await trial.office.addSchedule(
            try order("volume", to: ["mara@harbor.example", "ana@harbor.example"]), by: mara)
        #expect(try await trial.office.mailDueReport() == 0, "Monday 7 o'clock is over")
        try trial.set("2026-11-30 06:59")
        #expect(try await trial.office.mailDueReport() == 0)
        try trial.set("2026-11-30 07:00")
        #expect(try await trial.office.mailDueReport() == 1)
        #expect(try await trial.office.mailDueReport() == 0, "once")
        let mails = try await sent(trial).dropFirst(before)
        #expect(mails.map(\.to).sorted() == ["ana@harbor.example", "mara@harbor.example"])
        let first = try #require(mails.first)
        #expect(first.mail.subject == "Volume, 2026-11-23 to 2026-11-29")
        #expect(first.mail.attachments.map(\.filename) == ["volume-2026-11-23-2026-11-29.pdf"])
        #expect(first.mail.attachments.first?.content.starts(with: Array("%PDF".utf8)) == true)
        #expect(first.header.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
        #expect(first.header.contains("/leave/report-1/"))
    }

    @Test("a desk that was stopped for weeks makes up for each of them, one mail for each")
    func madeUp() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.addSchedule(try order("volume", to: ["mara@harbor.example"]), by: mara)
        try trial.set("2026-12-16 12:00")
        var looks = 0
        while try await trial.office.mailDueReport() > 0 { looks += 1 }
        #expect(looks == 3)
        let subjects = try await sent(trial).map(\.mail.subject)
        #expect(
            subjects
                == ["2026-11-23 to 2026-11-29", "2026-11-30 to 2026-12-06", "2026-12-07 to 2026-12-13"]
                .map { "Volume, \($0)" })
    }

    @Test("two that look at the same time send one")
    func race() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.addSchedule(try order("backlog", to: ["mara@harbor.example"]), by: mara)
        try trial.set("2026-11-30 08:00")
        async let one = trial.office.mailDueReport()
        async let other = trial.office.mailDueReport()
        _ = try await (one, other)
        #expect(try await sent(trial).count == 1)
    }

    @Test("paused nothing goes out and nothing is made up for; removed it is gone; by hand at once")
    func paused() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, mara) = (trial.office, try await trial.asker("mara@harbor.example"))
        let id = try await office.addSchedule(try order("volume", to: ["mara@harbor.example"]), by: mara)
        try await office.pauseSchedule(id, true, by: mara)
        try trial.set("2026-12-02 10:00")
        #expect(try await office.mailDueReport() == 0)
        try await office.pauseSchedule(id, false, by: mara)
        #expect(try await office.mailDueReport() == 0)
        #expect(try await office.mailReportNow(id, by: mara) == 1)
        #expect(try await sent(trial).map(\.mail.subject) == ["Volume, 2026-11-25 to 2026-12-01"])
        try await office.removeSchedule(id, by: mara)
        try trial.set("2026-12-30 10:00")
        #expect(try await office.mailDueReport() == 0)
        #expect(try await trial.database.read { try $0.schedules() }.isEmpty)
    }

    @Test(
        "a contact gets their own organisation's alone, nothing of agents, and of money with the right to it")
    func contacts() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, mara) = (trial.office, try await trial.asker("mara@harbor.example"))
        let carla = try #require(
            try await trial.database.read { try $0.person(address: "carla@acme.example") })
        let acme = try #require(carla.organisation)
        func code(_ order: ScheduleOrder) async throws -> String? {
            do {
                try await office.addSchedule(order, by: mara)
                return nil
            } catch let refusal as Refusal {
                return refusal.code
            }
        }
        let to = ["carla@acme.example"]
        #expect(try await code(try order("volume", to: to)) == "foreign-recipient")
        #expect(try await code(try order("volume", to: to, customer: acme + 1)) == "foreign-recipient")
        #expect(
            try await code(try order("volume", split: "agent", to: to, customer: acme))
                == "agents-to-customer")
        #expect(try await code(try order("credits-eur", to: to, customer: acme)) == "books-to-customer")
        #expect(try await code(try order("volume", to: ["nobody@acme.example"])) == "unknown-recipient")
        #expect(try await code(try order("volume", to: [])) == "no-recipients")
        #expect(try await code(try order("volume", split: "month", to: to, customer: acme)) == nil)
        // Who moves to another customer meanwhile gets nothing.
        try await trial.database.write { writer in
            let beta = try writer.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
            var moved = carla
            moved.organisation = beta.id
            try writer.update(moved)
        }
        try trial.set("2026-11-30 07:00")
        #expect(try await office.mailDueReport() == 1)
        #expect(try await sent(trial).isEmpty)
    }

    @Test("a list is left by its link alone, and only that one; agents leave their news, managers do not")
    func leaving() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let (office, mara) = (trial.office, try await trial.asker("mara@harbor.example"))
        let people = ["mara@harbor.example", "ana@harbor.example"]
        for report in ["volume", "backlog"] {
            try await office.addSchedule(try order(report, to: people), by: mara)
        }
        _ = try await office.mailReportNow(1, by: mara)
        let mail = try #require(try await sent(trial).first { $0.to == "ana@harbor.example" })
        let link = try #require(
            mail.header.replacing("\r\n ", with: "").firstMatch(of: /<([^>]*leave[^>]*)>/))
        let parts = link.1.split(separator: "/").suffix(3).map(String.init)
        let person = try #require(Int64(parts[1]))
        #expect(try await office.leave("report-2", person: person, word: parts[2]) == nil)
        #expect(try await office.leave("news", person: person, word: parts[2]) == nil)
        #expect(try await office.leave("report-1", person: person + 1, word: parts[2]) == nil)
        #expect(try await office.leaving("report-1", person: person, word: parts[2])?.hasLeft == false)
        #expect(try await office.leave("report-1", person: person, word: parts[2])?.hasLeft == true)
        #expect(try await office.mailReportNow(1, by: mara) == 1)
        #expect(try await office.mailReportNow(2, by: mara) == 2)
        try await office.rejoin(.report(1), person: Person.ID(person))
        #expect(try await office.mailReportNow(1, by: mara) == 2)
    }

    @Test("only managers arrange them")
    func access() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        for address in ["ana@harbor.example", "ivo@harbor.example"] {
            let asker = try await trial.asker(address)
            await #expect(throws: Access.Denial.self) {
                try await trial.office.addSchedule(
                    try order("volume", to: ["mara@harbor.example"]), by: asker)
            }
        }
    }
}
