import Desk
import Mail
import Operations
import Storage
import Testing

@testable import Channels

@Suite("Who was copied unseen stays unseen")
struct BlindCopyTests {
    private static let canary = "canary-bcc@elsewhere.example"

    /// Everything that is to go out, as bytes and as it reads.
    private func sent(_ trial: MailTrial) async throws -> [(to: String, words: String)] {
        try await trial.database.read { reader in
            try reader.outbox(limit: 200).compactMap { entry in
                guard let blob = try reader.blob(entry.blob) else { return nil }
                let bytes = try trial.database.blobs.bytes(of: blob)
                let mail = Mail.Message.parse(bytes)
                return (
                    entry.envelopeTo,
                    String(decoding: bytes, as: UTF8.self) + mail.subject + mail.readableText
                )
            }
        }
    }

    private func ana(_ trial: MailTrial) async throws -> Access.Asker {
        try await trial.database.read { reader in
            let person = try reader.person(address: "ana@harbor.example")
            return try #require(try person.flatMap { try Access.Asker($0, .session, in: reader) })
        }
    }

    @Test("a mail's Bcc is kept for the desk, follows no ticket, and stands in no mail that goes out")
    func incoming() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops", "Bcc: Hidden <\(Self.canary)>, <two@acme.example>"))
        let ana = try await ana(trial)
        try await trial.office.answer(.reply, text: "We look.", on: Ticket.ID(1), by: ana)
        let origins = try await trial.database.read { try $0.origins(ofTicket: 1) }
        #expect(origins.values.map(\.blindCopies) == [[Self.canary, "two@acme.example"]])
        let mails = try await sent(trial)
        #expect(mails.contains { $0.to == "carla@acme.example" })
        for mail in mails {
            #expect(!mail.words.contains("canary-bcc") && mail.to != Self.canary, "\(mail.to)")
            #expect(!mail.words.contains("two@acme.example") && mail.to != "two@acme.example")
        }
    }

    @Test("an agent's answer by mail goes to the customer without the agent's own Bcc, and not to it")
    func answered() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let token = try await trial.replyAddress(1)
        let number = try await trial.take(
            [
                "From: Ana Lima <ana@harbor.example>", "To: \(token)", "Bcc: \(Self.canary)",
                "Subject: Re: Ticket 1", "Message-ID: <answer@harbor.example>", "", "It runs again.",
            ], from: "ana@harbor.example", to: [token])
        try await trial.office.confirmOwnMail(number, by: ana(trial))
        try await trial.intake.readNew()
        let answer = try #require(
            try await trial.messages(1).last { $0.direction == .outgoing && !$0.isAutomatic })
        #expect(answer.text == "It runs again.")
        let mails = try await sent(trial)
        #expect(mails.contains { $0.to == "carla@acme.example" && $0.words.contains("It runs again.") })
        for mail in mails { #expect(!mail.words.contains("canary-bcc") && mail.to != Self.canary) }
    }

    @Test("so many are kept and no more")
    func many() async throws {
        let trial = try await MailTrial()
        let all = (1...150).map { "p\($0)@elsewhere.example" }.joined(separator: ",\r\n ")
        try await trial.take(mail("Many", "Bcc: \(all)"))
        let kept = try await trial.database.read { try $0.origins(ofTicket: 1) }.values.map(
            \.blindCopies.count)
        #expect(kept == [Intake.otherCountMax])
    }

    @Test("erased with its message, or with whom it names, no blind copy is left", arguments: [true, false])
    func erased(withMessage: Bool) async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops", "Bcc: Canary-Bcc@elsewhere.example, two@acme.example"))
        let id = try #require(try await trial.messages(1).first?.id)
        try await trial.database.write { writer in
            if withMessage {
                try writer.erase(message: id, at: trial.now)
            } else {
                try writer.forget(address: Self.canary, person: 0)
            }
        }
        let left = try await trial.database.read { try $0.origins(ofTicket: 1) }.values.map(\.blindCopies)
        #expect(left == (withMessage ? [] : [["two@acme.example"]]))
    }
}
