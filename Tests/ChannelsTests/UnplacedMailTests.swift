import BusinessTime
import Desk
import Operations
import Testing

@testable import Channels
@testable import Storage

/// Raw mails of Carla's that are no message on a ticket, whatever the envelope says of them.
@Suite("A person's mail is found where it became no message")
struct UnplacedMailTests {
    private func carla(_ trial: MailTrial) async throws -> Person.ID {
        let person = try await trial.database.read { try $0.person(address: "carla@acme.example") }
        return Person.ID(try #require(person).id)
    }

    private func erase(_ gate: GateTrial) async throws {
        let (office, carla) = (gate.trial.office, try await carla(gate.trial))
        let id = try await office.askErasure(
            of: carla, reason: "By letter", by: gate.asker("mara@harbor.example"))
        try await office.settle(.confirm, on: id, by: gate.asker("ivo@harbor.example"))
    }

    private func bytes(of inbox: Int64, _ trial: MailTrial) async throws -> Int64? {
        try await trial.database.read { reader in
            try reader.inboxEntry(inbox).flatMap { try reader.blob($0.blob)?.size }
        }
    }

    @Test("erased: what waits in quarantine from <>, what was discarded, and nobody else's")
    func quarantine() async throws {
        let gate = try await GateTrial()
        let waiting = try await gate.send("out-of-office-to-nothing", from: "")
        let discarded = try await gate.send("read-receipt-to-nothing", from: "")
        let others = try await gate.send("agent-forged", from: "")
        try await gate.trial.office.discard(
            discarded, reason: "A receipt.", by: gate.asker("mara@harbor.example"))
        #expect(try await bytes(of: waiting, gate.trial) ?? 0 > 0)
        try await erase(gate)
        #expect(try await bytes(of: waiting, gate.trial) == 0)
        #expect(try await bytes(of: discarded, gate.trial) == 0)
        #expect(try await bytes(of: others, gate.trial) ?? 0 > 0)
        let left = try await gate.trial.database.read { try $0.inboxEntries(from: "carla@acme.example") }
        #expect(left.isEmpty)
    }

    @Test(
        "erased: a copy of a mail that is on a ticket, by another way, and a report that returns one to her")
    func copies() async throws {
        let gate = try await GateTrial()
        let first = try await gate.trial.take(mail("First"), source: "imap:1:1:1")
        let copy = try await gate.trial.take(mail("First"), from: "", source: "imap:1:2:1")
        let sent = try await gate.trial.database.read { try $0.outbox() }
        let receipt = try #require(sent.first)
        let report = try await gate.trial.take(
            [
                "From: MAILER-DAEMON@mx.acme.example", "Return-Path: <>", "Message-ID: <r@mx.acme.example>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "", "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.acme.example",
                "", "Final-Recipient: rfc822; carla@acme.example", "Action: failed", "Status: 5.1.1", "",
                "--b", "Content-Type: message/rfc822", "", "Message-ID: <\(receipt.messageID)>", "",
                "Carla's words.", "--b--", "",
            ], from: "")
        #expect(try await gate.kept(report) == nil)
        try await erase(gate)
        for inbox in [first, copy, report] {
            #expect(try await bytes(of: inbox, gate.trial) == 0, "mail \(inbox)")
        }
    }

    @Test("over after its time: the copy of a mail on the ticket goes with it")
    func retained() async throws {
        let gate = try await GateTrial()
        let first = try await gate.trial.take(mail("Advertising"), from: "x@stranger.example")
        let copy = try await gate.trial.take(
            mail("Advertising"), from: "", source: "imap:1:1:1")
        let (office, ana) = (gate.trial.office, try await gate.asker("ana@harbor.example"))
        try await office.act(.markNotInquiry(reason: "Advertising"), on: Ticket.ID(1), by: ana)
        try await office.retain(at: MailTrial.start.advanced(by: 4 * 366 * 86_400))
        #expect(try await bytes(of: first, gate.trial) == 0)
        #expect(try await bytes(of: copy, gate.trial) == 0)
    }

    @Test("exported: mails in quarantine as they arrived, none that are on a ticket twice")
    func exported() async throws {
        let gate = try await GateTrial()
        try await gate.trial.take(mail("First"))
        let waiting = try await gate.send("out-of-office-to-nothing", from: "")
        let (office, carla) = (gate.trial.office, try await carla(gate.trial))
        let (record, files) = try await office.export(carla, by: gate.asker("mara@harbor.example"))
        #expect(record.messages.map(\.subject).contains("First"))
        #expect(record.mails.map(\.path) == ["mails/\(waiting).eml"])
        #expect(record.mails.map(\.state) == ["waiting"])
        let raw = try #require(files.first { $0.path == "mails/\(waiting).eml" })
        #expect(String(decoding: raw.bytes, as: UTF8.self).contains("I am away until Monday."))
    }

    @Test("mails that were kept back before whose they are was noted are looked at by the hourly job")
    func older() async throws {
        let gate = try await GateTrial()
        let waiting = try await gate.send("out-of-office-to-nothing", from: "")
        let nameless = try await gate.send("sender-missing", from: "")
        // As a desk has it that was raised from an older schema.
        try await gate.trial.database.write { writer in
            try writer.run("DELETE FROM unplaced_mail WHERE inbox IN ($1, $2)", waiting, nameless)
        }
        let before = try await gate.trial.database.read { try $0.unnotedQuarantine() }
        #expect(before == [waiting, nameless])
        _ = try await gate.trial.office.sealWhenDue()
        let (found, after) = try await gate.trial.database.read { reader in
            (try reader.inboxEntries(from: "carla@acme.example"), try reader.unnotedQuarantine())
        }
        #expect(found == [waiting])
        #expect(after.isEmpty)
    }
}
