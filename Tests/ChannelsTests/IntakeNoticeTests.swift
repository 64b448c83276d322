import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Mail to the notice address: clause I")
struct IntakeNoticeTests {
    private static let notices = "notices@harbor.example"
    private static let mara = Actor.agent(Person.ID(3))

    private static func letter(
        _ subject: String = "We end our agreement", from: String = "Carla <carla@acme.example>",
        _ fields: String...
    ) -> [String] {
        [
            "From: \(from)", "To: \(notices)", "Message-ID: <\(subject.count)@acme.example>",
            "Date: Mon, 23 Nov 2026 10:00:00 +0100",
        ] + fields + ["Subject: \(subject)", "", "We give notice of termination.", ""]
    }

    private func alerts(_ trial: MailTrial) async throws -> Int {
        try await trial.database.read {
            try $0.outbox().filter { $0.envelopeTo == "mara@harbor.example" }.count
        }
    }

    private func waiting(_ trial: MailTrial) async throws -> [StoredNoticeMail] {
        try await trial.database.read { try $0.noticeMailsWaiting() }
    }

    private func agreement(_ trial: MailTrial) async throws -> Agreement? {
        try await trial.database.read { try trial.office.agreementFile("acme", in: $0)?.agreement }
    }

    @Test("it is no ticket; Mara is told, confirms days later, and the last day counts from the receipt")
    func confirmed() async throws {
        let trial = try await MailTrial()
        let inbox = try await trial.take(Self.letter(), to: [Self.notices])
        #expect(try await trial.subjects().isEmpty)
        #expect(try await trial.receipts().filter { $0 == "carla@acme.example" }.isEmpty)
        #expect(try await alerts(trial) == 1)
        #expect(try await agreement(trial)?.noticeMails.map(\.received) == [MailTrial.start])
        trial.pass(seconds: 3 * 86_400)
        let day = try #require(LocalDate("2026-12-23"))
        await #expect(throws: Desk.Refusal.wrongLastDay(day)) {
            try await trial.office.giveNotice(
                byMail: inbox, for: "acme", shown: day.adding(days: 3), by: Self.mara)
        }
        #expect(try await waiting(trial).count == 1, "what is refused changes nothing")
        try await trial.office.giveNotice(byMail: inbox, for: "acme", shown: day, by: Self.mara)
        let notice = try #require(try await agreement(trial)?.notice)
        #expect(notice.lastDay == day && notice.received == MailTrial.start && notice.mail == inbox)
        let entry = try #require(try await trial.database.read { try $0.inboxEntry(inbox) })
        #expect(notice.reference == "<20@acme.example>, mail \(inbox) of the inbox, SHA-256 \(entry.blob)")
        #expect(try await agreement(trial)?.noticeMails.isEmpty == true)
        #expect(try await waiting(trial).isEmpty)
        await #expect(throws: Desk.Refusal.noNoticeMail) {
            try await trial.office.putNoticeMailAside(inbox, by: Self.mara)
        }
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test("what gives no notice becomes a ticket that was received when the mail was")
    func inquiry() async throws {
        let trial = try await MailTrial()
        let inbox = try await trial.take(Self.letter("Who signs for you?"), to: [Self.notices])
        trial.pass(seconds: 7200)
        try await trial.office.putNoticeMailAside(inbox, by: Self.mara)
        try await trial.intake.readNew()
        #expect(try await trial.subjects() == ["Who signs for you?"])
        let ticket = try #require(try await trial.ticket(1))
        #expect(ticket.receivedAt == MailTrial.start)
        #expect(ticket.pinning == .version(AgreementVersion(agreement: "acme", number: 1)))
        #expect(try await trial.receipts().contains("carla@acme.example"))
        try await trial.intake.readNew()
        #expect(try await trial.subjects().count == 1)
        #expect(try await agreement(trial)?.noticeMails.isEmpty == true)
    }

    @Test("a second letter while notice stands is kept with it, and is no ticket")
    func second() async throws {
        let trial = try await MailTrial()
        let first = try await trial.take(Self.letter(), to: [Self.notices])
        let day = try #require(LocalDate("2026-12-23"))
        let early = try await trial.take(Self.letter("Did you get it?"), to: [Self.notices])
        let refused = await #expect(throws: Desk.Refusal.self) {
            try await trial.office.joinNotice(early, of: "acme", by: Self.mara)
        }
        #expect(refused?.code == "no-notice-stands")
        try await trial.office.giveNotice(byMail: first, for: "acme", shown: day, by: Self.mara)
        trial.pass(seconds: 86_400)
        let again = try await trial.take(Self.letter("We end it, once more"), to: [Self.notices])
        for inbox in [early, again] {
            try await trial.office.joinNotice(inbox, of: "acme", by: Self.mara)
        }
        try await trial.intake.readNew()
        #expect(try await trial.subjects().isEmpty)
        #expect(try await waiting(trial).isEmpty)
        let notice = try #require(try await agreement(trial)?.notice)
        #expect(notice.lastDay == day && notice.mail == first)
        #expect(try await trial.database.read { try $0.noticeMail(again)?.agreement } == "acme")
    }

    @Test("a stranger's is kept in sight, and given for the agreement that a manager finds it is about")
    func stranger() async throws {
        let trial = try await MailTrial()
        let letter = Self.letter(from: "Lawyers <office@lawyers.example>")
        let inbox = try await trial.take(letter, from: "office@lawyers.example", to: [Self.notices])
        #expect(try await waiting(trial).map(\.agreement) == [nil])
        #expect(try await agreement(trial) == nil)
        #expect(try await alerts(trial) == 1)
        let choices = try await trial.database.read { try trial.office.noticeReading(inbox, in: $0)?.choices }
        #expect(choices == ["acme"])
        try await trial.office.giveNotice(
            byMail: inbox, for: "acme", shown: try #require(LocalDate("2026-12-23")), by: Self.mara)
        #expect(try await agreement(trial)?.notice?.mail == inbox)
    }

    @Test(
        "a program's mail waits in sight and alarms nobody",
        arguments: ["Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <news.acme.example>"])
    func robot(field: String) async throws {
        let trial = try await MailTrial()
        try await trial.take(Self.letter("News", field), to: [Self.notices])
        #expect(try await waiting(trial).map(\.isAutomatic) == [true])
        #expect(try await alerts(trial) == 0)
        #expect(try await trial.subjects().isEmpty)
    }

    @Test("the desk's own letters to the notice address come back without a trace, with nobody told")
    func own() async throws {
        let trial = try await MailTrial()
        let inbox = try await trial.take(Self.letter(), to: [Self.notices])
        try await trial.office.giveNotice(
            byMail: inbox, for: "acme", shown: try #require(LocalDate("2026-12-23")), by: Self.mara)
        let own = try #require(
            try await trial.database.read { try $0.outbox().first { $0.envelopeTo == Self.notices } })
        let alerted = try await alerts(trial)
        try await trial.take(
            [
                "From: Support <support@harbor.example>", "To: \(Self.notices)",
                "Message-ID: <\(own.messageID)>", "Auto-Submitted: auto-generated",
                "Subject: Notice of termination: acme", "", "The last day.", "",
            ], from: nil, to: [Self.notices])
        #expect(try await waiting(trial).isEmpty)
        #expect(try await alerts(trial) == alerted)
        #expect(try await trial.subjects().isEmpty)
        #expect(try await trial.database.read { try $0.inboxCount(.quarantined) } == 0)
    }

    @Test("sent to the support address too, it is an inquiry as well, once")
    func both() async throws {
        let trial = try await MailTrial()
        let inbox = try await trial.take(
            Self.letter(), to: [Self.notices, "support@harbor.example"])
        #expect(try await trial.subjects() == ["We end our agreement"])
        #expect(try await waiting(trial).count == 1)
        try await trial.office.putNoticeMailAside(inbox, by: Self.mara)
        try await trial.intake.readNew()
        #expect(try await trial.subjects().count == 1)
    }

    @Test("the same mail delivered twice is one; a flood of strangers alarms a bounded number of times")
    func flood() async throws {
        let trial = try await MailTrial()
        try await trial.take(Self.letter(), to: [Self.notices])
        try await trial.take(Self.letter(), to: [Self.notices])
        #expect(try await waiting(trial).count == 1)
        for number in 1...30 {
            let letter = Self.letter(
                String(repeating: "x", count: number), from: "Eve <eve@elsewhere.example>")
            try await trial.take(letter, from: "eve@elsewhere.example", to: [Self.notices])
        }
        #expect(try await waiting(trial).count == 31)
        #expect(try await alerts(trial) == 10)
    }

    @Test("erasing who wrote it leaves the mail that gives notice, and what waits")
    func erased() async throws {
        let trial = try await MailTrial()
        let waiting = try await trial.take(Self.letter(), to: [Self.notices])
        let aside = try await trial.take(Self.letter("A question"), to: [Self.notices])
        try await trial.office.putNoticeMailAside(aside, by: Self.mara)
        let (named, isEmptied) = try await trial.database.write { writer in
            (
                try writer.inboxEntries(from: "carla@acme.example"),
                try writer.empty(inboxEntry: waiting, at: MailTrial.start)
            )
        }
        #expect(named == [aside] && !isEmptied)
    }
}
