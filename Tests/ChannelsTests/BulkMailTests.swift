import Desk
import Mail
import Operations
import Storage
import Testing

@Suite("One-click leaving stands on bulk notices alone")
struct BulkMailTests {
    private struct Sent {
        let row: OutboxEntry
        let header: String
        let automatic: String?
        let text: String
    }

    /// The rows of the outbox, the oldest first, as their bytes say.
    private func sent(_ trial: MailTrial, to address: String) async throws -> [Sent] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            try reader.outbox(limit: 200).reversed().filter { $0.envelopeTo == address }.compactMap { row in
                guard let blob = try reader.blob(row.blob) else { return nil }
                let bytes = try blobs.bytes(of: blob)
                let mail = Mail.Message.parse(bytes)
                let header = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n\r\n").first ?? ""
                return Sent(
                    row: row, header: header.lowercased(), automatic: mail.automation.autoSubmitted,
                    text: mail.readableText)
            }
        }
    }

    /// Carla asks; she gets a receipt, a request for information, an answer, and a survey.
    private func story() async throws -> MailTrial {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let id = Ticket.ID(1)
        let (ana, mara) = (
            try await asker("ana@harbor.example", trial), try await asker("mara@harbor.example", trial)
        )
        try await trial.office.act(
            .assign(Assignment(person: ana.person, group: "Front desk")), on: id, by: mara)
        try await trial.office.answer(
            .requestInformation(missing: ["The log"]), text: "Please send the log.", on: id, by: ana)
        try await settle(trial)
        try await trial.take(
            mail("Re: The export stops", body: "Here is the log."), to: [try await trial.replyAddress(1)])
        try await trial.office.answer(.resolve(.fix), text: "It goes to the end now.", on: id, by: ana)
        try await settle(trial)
        trial.pass(seconds: 3 * 86_400)
        try await settle(trial)
        while try await trial.office.sendSurveys() > 0 {}
        return trial
    }

    private func asker(_ address: String, _ trial: MailTrial) async throws -> Access.Asker {
        try #require(
            try await trial.database.read { reader in
                try reader.person(address: address).flatMap { try Access.Asker($0, .session, in: reader) }
            })
    }

    private func settle(_ trial: MailTrial) async throws {
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
        try await Alarm(office: trial.office).ring()
    }

    @Test("never on a receipt, a request for information, an answer or a survey; no bulk mark is on them")
    func ofTickets() async throws {
        let trial = try await story()
        let mails = try await sent(trial, to: "carla@acme.example")
        #expect(mails.map(\.automatic) == ["auto-replied", nil, nil, "auto-replied"])
        #expect(mails.last?.text.contains("/rating/") == true, "the last is the survey")
        for mail in mails {
            for field in ["list-unsubscribe", "list-id", "precedence", "/leave/"] {
                #expect(!mail.header.contains(field), "\(field) in \(mail.header)")
            }
            #expect(!mail.text.contains("/leave/"))
        }
    }

    @Test("on the news for an agent, by which one request leaves them")
    func news() async throws {
        let trial = try await story()
        let told = try #require(try await sent(trial, to: "ana@harbor.example").first)
        #expect(told.header.contains("list-unsubscribe-post: list-unsubscribe=one-click"))
        #expect(told.header.replacing("\r\n ", with: "").contains("/leave/news/"))
    }

    @Test("what leaves from nobody, and what a bounce can be put on")
    func returnAddresses() async throws {
        let trial = try await story()
        let mails = try await sent(trial, to: "carla@acme.example")
        #expect(mails.map(\.row.envelopeFrom.isEmpty) == [true, false, false, true])
        #expect(mails[1].row.envelopeFrom.hasPrefix("bounce+b1-"), "a mail of a ticket")
        let toAna = try await sent(trial, to: "ana@harbor.example").map(\.row.envelopeFrom)
        #expect(Set(toAna) == [""])
    }
}
