import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Bounces on the message they answer")
struct BounceTests {
    /// Carla asks, Ana answers, our server takes the answer.
    private func answered() async throws -> (MailTrial, OutboxEntry) {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let ana = try await trial.database.read { try $0.person(address: "ana@harbor.example") }
        let asker = Access.Asker(
            person: Person.ID(try #require(ana).id), role: .tier1, groups: ["Front desk"], means: .session)
        _ = try await trial.office.answer(
            .reply, text: "I am looking at it.", on: Ticket.ID(1), by: asker)
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 queued") }.drain()
        _ = try await trial.database.write { try $0.setUnread(false, ticket: 1) }
        let entries = try await trial.database.read { try $0.outbox() }
        return (trial, try #require(entries.first { !$0.envelopeFrom.isEmpty }))
    }

    @Test(
        "5.x.x: the mail failed, the ticket is back in the queue, by address or by Message-ID",
        arguments: [true, false])
    func final(byAddress: Bool) async throws {
        let (trial, entry) = try await answered()
        let to = byAddress ? entry.envelopeFrom : "support@harbor.example"
        let id = byAddress ? "unknown@elsewhere.example" : entry.messageID
        try await trial.take(report("5.1.1", action: "failed", of: id), from: "", to: [to])
        let after = try #require(try await trial.database.read { try $0.outboxEntry(entry.id) })
        #expect(after.state == .failed)
        #expect(after.answer.contains("5.1.1"))
        let message = try #require(try await trial.messages(1).first { $0.id == entry.message })
        #expect(message.delivery == .failed)
        #expect(try await trial.ticket(1)?.sent.contains { $0.failure?.contains("5.1.1") == true } == true)
        #expect(try await trial.database.read { try $0.ticketRow(1)?.isUnread } == true)
        // Nobody answers a report.
        #expect(try await trial.receipts().allSatisfy { !$0.hasPrefix("MAILER-DAEMON") })
    }

    @Test("a queue that expired failed, though its status is 4.4.1: the ticket is back in the queue")
    func expired() async throws {
        let (trial, entry) = try await answered()
        try await trial.take(
            report("4.4.1", action: "failed", of: entry.messageID), from: "", to: [entry.envelopeFrom])
        #expect(try await trial.database.read { try $0.outboxEntry(entry.id) }?.state == .failed)
        #expect(try await trial.database.read { try $0.ticketRow(1)?.isUnread } == true)
        #expect(try await trial.messages(1).allSatisfy { !$0.text.contains("still being tried") })
    }

    @Test("4.x.x is a note and changes nothing")
    func late() async throws {
        let (trial, entry) = try await answered()
        try await trial.take(
            report("4.4.1", action: "delayed", of: entry.messageID), from: "", to: [entry.envelopeFrom])
        #expect(try await trial.database.read { try $0.outboxEntry(entry.id) }?.state == .accepted)
        let notes = try await trial.messages(1).filter { $0.direction == .note }
        #expect(notes.contains { $0.text.contains("is late, and is still being tried") })
    }

    @Test("a report on no mail of ours is kept in quarantine, in sight")
    func stranger() async throws {
        let (trial, entry) = try await answered()
        let forged = entry.envelopeFrom.replacing("b1-", with: "b1-9")
        try await trial.take(report("5.1.1", action: "failed", of: "x@y.example"), from: "", to: [forged])
        #expect(try await trial.database.read { try $0.outboxEntry(entry.id) }?.state == .accepted)
        #expect(try await trial.database.read { try $0.inboxCount(.quarantined) } == 1)
    }
}

/// A delivery report on a mail of ours, as lines.
func report(
    _ status: String, action: String, of messageID: String, to address: String = "carla@acme.example",
    number: Int = 1
) -> [String] {
    [
        "From: MAILER-DAEMON@mx.acme.example", "Return-Path: <>", "Subject: Undelivered",
        "Message-ID: <\(action)\(number)@mx.acme.example>", "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b",
        "Content-Type: text/plain", "", "Sorry.", "--b", "Content-Type: message/delivery-status", "",
        "Reporting-MTA: dns; mx.acme.example", "", "Final-Recipient: rfc822; \(address)",
        "Action: \(action)", "Status: \(status)", "Diagnostic-Code: smtp; 550 no such user", "", "--b",
        "Content-Type: text/rfc822-headers", "", "Message-ID: <\(messageID)>", "", "--b--", "",
    ]
}
