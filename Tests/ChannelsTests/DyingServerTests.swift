import BusinessTime
import Desk
import Operations
import Storage
import Testing

@testable import Channels

/// Acme's mail through a real store and a server that dies in the middle of the conversation.
@Suite("A mail server that dies")
struct DyingServerTests {
    /// Where the line drops, and what has to come of the mail.
    struct Death: Sendable, CustomTestStringConvertible {
        let step: String
        /// Whether the server has the whole mail by then.
        let isTaken: Bool

        var testDescription: String { step }
    }

    static let deaths = [
        Death(step: "CONNECT", isTaken: false), Death(step: "EHLO", isTaken: false),
        Death(step: "MAIL", isTaken: false), Death(step: "RCPT", isTaken: false),
        Death(step: "DATA", isTaken: false), Death(step: ".", isTaken: true),
    ]

    private func submission(_ sink: SubmissionSink) async throws -> Submission {
        let port = try await sink.start()
        guard case .smtp(var smtp) = try SubmissionServer("smtp://127.0.0.1:\(port)?tls=none") else {
            preconditionFailure("an address of SMTP")
        }
        smtp.times.reply = .seconds(2)
        return Submission(server: .smtp(smtp), connections: 1)
    }

    /// Ana's answer to Carla and the receipt before it: two mails wait.
    private func trialWithMail() async throws -> MailTrial {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let ana = try await trial.database.read { try $0.person(address: "ana@harbor.example") }
        let asker = Access.Asker(
            person: Person.ID(try #require(ana).id), role: .tier1, groups: ["Front desk"], means: .session)
        _ = try await trial.office.answer(
            .reply, text: "I am looking at it.", on: Ticket.ID(1), by: asker)
        return trial
    }

    private func drain(_ trial: MailTrial, through submission: Submission) async throws {
        let delivery = Delivery(
            office: trial.office, jitter: { $0.lowerBound },
            send: { letter in
                let from = letter.from.isEmpty ? nil : letter.from
                return Delivery.Outcome(
                    await submission.send(envelopeFrom: from, to: letter.to, bytes: letter.bytes))
            })
        try await delivery.drain()
    }

    @Test(
        "nothing is lost and nothing goes twice by itself; what is open is uncertain",
        arguments: DyingServerTests.deaths)
    func dies(_ death: Death) async throws {
        let trial = try await trialWithMail()
        let ids = try await trial.database.read { try $0.outbox() }.map(\.messageID)
        let dying = SubmissionSink(.init(closesAt: death.step))
        let first = try await submission(dying)
        for _ in ids {
            try await drain(trial, through: first)
            trial.pass(seconds: 60)
        }
        await first.stop()
        try await dying.stop()
        let states = try await trial.database.read { try $0.outbox() }.map(\.state)
        let taken = dying.record.bodies.count
        #expect(states.allSatisfy { $0 == (death.isTaken ? .uncertain : .waiting) })
        #expect(taken == (death.isTaken ? ids.count : 0))

        // A sound server comes: what was never taken goes at its time, what is open after 10 minutes.
        let sound = SubmissionSink()
        let second = try await submission(sound)
        trial.pass(seconds: 120)
        try await drain(trial, through: second)
        #expect(death.isTaken == sound.record.bodies.isEmpty)
        trial.pass(seconds: 600)
        try await drain(trial, through: second)
        await second.stop()
        try await sound.stop()
        let entries = try await trial.database.read { try $0.outbox() }
        #expect(entries.allSatisfy { $0.state == .accepted })
        #expect(sound.record.bodies.count == ids.count)
        // The copy of an uncertain mail has the Message-ID of the first.
        for id in ids {
            #expect(sound.record.bodies.filter { $0.contains("Message-ID: <\(id)>") }.count == 1)
            let before = dying.record.bodies.filter { $0.contains("Message-ID: <\(id)>") }.count
            #expect(before == (death.isTaken ? 1 : 0))
        }
    }

    @Test("a line that drops after the server's reply costs nothing and sends nothing twice")
    func afterReply() async throws {
        let trial = try await trialWithMail()
        let sink = SubmissionSink(.init(closesAfterMail: true))
        let submission = try await submission(sink)
        try await drain(trial, through: submission)
        trial.pass(seconds: 3600)
        try await drain(trial, through: submission)
        await submission.stop()
        try await sink.stop()
        #expect(try await trial.database.read { try $0.outbox() }.allSatisfy { $0.state == .accepted })
        let count = try await trial.database.read { try $0.outbox().count }
        #expect(sink.record.bodies.count == count)
    }

    @Test("twice uncertain is not tried a third time: it is shown, and a person decides")
    func twiceUncertain() async throws {
        let trial = try await trialWithMail()
        let sink = SubmissionSink(.init(closesAt: "."))
        let submission = try await submission(sink)
        for _ in 1...6 {
            try await drain(trial, through: submission)
            trial.pass(seconds: 900)
        }
        let entries = try await trial.database.read { try $0.outbox() }
        #expect(sink.record.bodies.count == 2 * entries.count)
        #expect(entries.allSatisfy { $0.state == .uncertain && !$0.isOpen })
        await submission.stop()
        try await sink.stop()
    }

    @Test("the desk that dies while it sends finds the mail uncertain, and sends it once more")
    func deskDies() async throws {
        let trial = try await trialWithMail()
        let due = try await trial.database.read { try $0.dueOutbox(at: MailTrial.start) }
        _ = try await trial.database.write { writer in
            for entry in due { _ = try writer.takeOutboxEntry(entry.id) }
        }
        try await Delivery(office: trial.office, send: nil).recover()
        let sink = SubmissionSink()
        let submission = try await submission(sink)
        try await drain(trial, through: submission)
        #expect(sink.record.bodies.isEmpty)
        trial.pass(seconds: 600)
        try await drain(trial, through: submission)
        #expect(sink.record.bodies.count == due.count)
        await submission.stop()
        try await sink.stop()
    }
}
