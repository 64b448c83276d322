import Desk
import Operations
import Storage
import Testing

@testable import Channels

@Suite("What agents write by mail")
struct AgentAnswerTests {
    /// Carla's ticket 1, and a mail that says that Ana wrote it to the ticket's own address, by a way that
    /// proves nothing.
    private func claimed(
        _ text: String, to more: String = "", from sender: String = "ana@harbor.example"
    ) async throws -> (MailTrial, Int64) {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let token = try await trial.replyAddress(1)
        let number = try await trial.take(
            [
                "From: Ana Lima <\(sender)>", "To: \(token)\(more)", "Subject: Re: Ticket 1",
                "Message-ID: <answer@harbor.example>", "", text, "", "> Ticket 1, The export stops",
            ], from: sender, to: [token])
        return (trial, number)
    }

    private func ana(_ trial: MailTrial) async throws -> Access.Asker {
        let person = try await trial.database.read { try $0.person(address: "ana@harbor.example") }
        return Access.Asker(
            person: Person.ID(try #require(person).id), role: .tier1, groups: ["Front desk"], means: .session)
    }

    private func confirmed(_ text: String, to more: String = "") async throws -> (MailTrial, StoredMessage) {
        let (trial, number) = try await claimed(text, to: more)
        try await trial.office.confirmOwnMail(number, by: ana(trial))
        try await trial.intake.readNew()
        return (trial, try #require(try await trial.messages(1).last { !$0.isAutomatic }))
    }

    @Test("without proof it waits for Ana's word, she is told once an hour, and then it goes to Carla")
    func confirmedAnswer() async throws {
        let (trial, number) = try await claimed("It runs again.")
        let ana = try await ana(trial)
        #expect(try await trial.messages(1).allSatisfy { $0.direction == .incoming || $0.isAutomatic })
        #expect(
            try await trial.database.read { try $0.quarantine(claiming: ana.person.rawValue) }.map(\.inbox)
                == [number])
        let token = try await trial.replyAddress(1)
        try await trial.take(
            ["From: ana@harbor.example", "To: \(token)", "Subject: x", "Message-ID: <2@x.example>", "", "x"],
            to: [token])
        let asked = {
            try await trial.database.read { try $0.outbox() }.count { $0.envelopeTo == "ana@harbor.example" }
        }
        #expect(try await asked() == 1)
        try await trial.office.confirmOwnMail(number, by: ana)
        try await trial.intake.readNew()
        let answer = try #require(
            try await trial.messages(1).last { $0.direction == .outgoing && !$0.isAutomatic })
        #expect(answer.text == "It runs again." && answer.author == ana.person.rawValue)
        let mails = try await trial.database.read { try $0.outbox(ofMessage: answer.id) }
        #expect(mails.map(\.envelopeTo) == ["carla@acme.example"])
        await #expect(throws: Refusal.self) { try await trial.office.confirmOwnMail(number, by: ana) }
    }

    @Test("Ben can't say that it is Ana's, nor can a token of hers; what she disowns is discarded and kept")
    func disowned() async throws {
        let (trial, number) = try await claimed("Pay at once.")
        let ana = try await ana(trial)
        let person = try await trial.database.read { try $0.person(address: "ben@harbor.example") }
        let ben = Access.Asker(
            person: Person.ID(try #require(person).id), role: .tier2, groups: ["Front desk"], means: .session)
        let token = Access.Asker(
            person: ana.person, role: .tier1, groups: ["Front desk"], means: .ownClient([.read, .write]))
        for asker in [ben, token] {
            await #expect(throws: Refusal.self) { try await trial.office.confirmOwnMail(number, by: asker) }
        }
        try await trial.office.disownMail(number, by: ana)
        #expect(try await trial.database.read { try $0.quarantine(number) }?.state == .discarded)
        #expect(try await trial.database.read { try $0.inboxEntry(number) } != nil)
    }

    @Test("a colleague's release makes a note of it, never an answer in Ana's name")
    func released() async throws {
        let (trial, number) = try await claimed("It runs again.")
        let person = try await trial.database.read { try $0.person(address: "mara@harbor.example") }
        let mara = Access.Asker(
            person: Person.ID(try #require(person).id), role: .manager, groups: [], means: .session)
        try await trial.office.release(number, sender: "", by: mara)
        try await trial.intake.readNew()
        #expect(try await trial.messages(1).last?.direction == .note)
    }

    @Test("a first line #note makes it a note, and the line goes")
    func note() async throws {
        let (_, message) = try await confirmed("\r\n #Note \r\n\r\nAsk Ben first.")
        #expect(message.direction == .note && message.text == "Ask Ben first.")
    }

    @Test("what went to Carla directly is a note: she has it")
    func direct() async throws {
        let (_, message) = try await confirmed("It runs again.", to: ", carla@acme.example")
        #expect(message.direction == .note)
    }

    @Test("files of Ana's mail go to Carla with her words; a mail attached whole stays with a note")
    func files() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let token = try await trial.replyAddress(1)
        let part = { (type: String, name: String, words: String) in
            [
                "--b", "Content-Type: \(type)", "Content-Disposition: attachment; filename=\(name)", "",
                words,
            ]
        }
        let lines =
            [
                "From: Ana Lima <ana@harbor.example>", "To: \(token)", "Subject: Re: Ticket 1",
                "Message-ID: <files@harbor.example>", "Content-Type: multipart/mixed; boundary=b", "",
                "--b", "",
                "Set it as in the file.",
            ] + part("text/csv", "limits.csv", "limit,40")
            + part("message/rfc822", "notice.eml", "Subject: Ticket 1\r\n\r\nBen noted: they owe us.")
            + part("application/pgp-signature", "signature.asc", "-----BEGIN PGP SIGNATURE-----") + ["--b--"]
        let number = try await trial.take(lines, from: "ana@harbor.example", to: [token])
        try await trial.office.confirmOwnMail(number, by: ana(trial))
        try await trial.intake.readNew()
        let messages = try await trial.messages(1)
        let answer = try #require(messages.last { $0.direction == .outgoing && !$0.isAutomatic })
        let note = try #require(messages.last)
        #expect(note.direction == .note && note.text.contains("did not go to the customer"))
        let names = { (message: Int64) in
            try await trial.database.read { try $0.attachments(of: message) }.map(\.name)
        }
        #expect(try await names(answer.id) == ["limits.csv"])
        #expect(try await names(note.id) == ["notice.eml", "signature.asc"])
        let sent = try #require(try await trial.database.read { try $0.outbox(ofMessage: answer.id) }.first)
        let blobs = trial.database.blobs
        let blob = try #require(try await trial.database.read { try $0.blob(sent.blob) })
        let bytes = String(decoding: try blobs.bytes(of: blob), as: UTF8.self)
        #expect(bytes.contains("filename=limits.csv") || bytes.contains("filename=\"limits.csv\""))
        #expect(!bytes.contains("notice.eml") && !bytes.contains("signature.asc"))
    }

    @Test("files that no mail takes make it a note that says so, with the files")
    func tooManyFiles() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let token = try await trial.replyAddress(1)
        let parts = (1...21).flatMap {
            [
                "--b", "Content-Type: text/csv", "Content-Disposition: attachment; filename=\($0).csv", "",
                "\($0)",
            ]
        }
        let lines =
            [
                "From: Ana Lima <ana@harbor.example>", "To: \(token)", "Subject: Re: Ticket 1",
                "Message-ID: <many@harbor.example>", "Content-Type: multipart/mixed; boundary=b", "",
                "--b", "",
                "All of them.",
            ] + parts + ["--b--"]
        let number = try await trial.take(lines, from: "ana@harbor.example", to: [token])
        try await trial.office.confirmOwnMail(number, by: ana(trial))
        try await trial.intake.readNew()
        let messages = try await trial.messages(1)
        #expect(messages.allSatisfy { $0.direction != .outgoing || $0.isAutomatic })
        #expect(messages.contains { $0.text.contains("More than 20 files.") })
    }

    @Test("what the desk would refuse is a note that says why, and nothing goes out")
    func refused() async throws {
        let (trial, number) = try await claimed("It runs again.")
        let ana = try await ana(trial)
        _ = try await trial.office.answer(
            .resolve(.fix), text: "It was the disk.", on: Ticket.ID(1), by: ana)
        try await Delivery(office: trial.office) { _ in .accepted("250") }.drain()
        trial.pass(seconds: 30 * 86_400)
        try await Alarm(office: trial.office).ring()
        try await trial.office.confirmOwnMail(number, by: ana)
        try await trial.intake.readNew()
        let texts = try await trial.messages(1).map(\.text)
        #expect(texts.contains("It runs again."))
        #expect(texts.contains { $0.hasPrefix("Ana Lima's mail above did not go to the customer. ") })
        let sent = try await trial.messages(1).filter { $0.direction == .outgoing && !$0.isAutomatic }
        #expect(sent.map(\.text) == ["It was the disk."])
    }

    @Test("an absence notice to a notice answers nobody")
    func absence() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("The export stops"))
        let token = try await trial.replyAddress(1)
        let number = try await trial.take(
            [
                "From: Ana Lima <ana@harbor.example>", "To: \(token)", "Auto-Submitted: auto-replied",
                "Subject: Away", "Message-ID: <away@harbor.example>", "", "I am away.",
            ], from: "ana@harbor.example", to: [token])
        try await trial.office.confirmOwnMail(number, by: ana(trial))
        try await trial.intake.readNew()
        #expect(try await trial.messages(1).last?.direction == .note)
    }

    @Test("Ana's answer goes where Carla's mail asks for it; receipts and notices go to Carla herself")
    func replyTo() async throws {
        let trial = try await MailTrial()
        let lines = mail("The export stops")
        try await trial.take(["Reply-To: carla@home.example"] + lines)
        _ = try await trial.office.answer(.reply, text: "It runs.", on: Ticket.ID(1), by: ana(trial))
        let sent = try await trial.database.read { try $0.outbox() }
        #expect(
            sent.filter { $0.envelopeFrom.isEmpty && $0.ticket == 1 }.map(\.envelopeTo) == [
                "carla@acme.example"
            ])
        #expect(sent.filter { !$0.envelopeFrom.isEmpty }.map(\.envelopeTo) == ["carla@home.example"])
        // And what she writes from there joins the ticket.
        let token = try await trial.replyAddress(1)
        try await trial.take(
            [
                "From: carla@home.example", "To: \(token)", "Subject: Re: x", "Message-ID: <3@home.example>",
                "", "Thanks.",
            ], from: "carla@home.example", to: [token])
        #expect(try await trial.subjects().count == 1)
        #expect(try await trial.messages(1).last?.text.contains("Thanks.") == true)
    }

    @Test("never to the desk itself, to a colleague, or where the sender was checked and is not who it says")
    func notHonoured() async throws {
        for asked in ["support@harbor.example", "ana@harbor.example"] {
            let trial = try await MailTrial()
            try await trial.take(["Reply-To: \(asked)"] + mail("The export stops"))
            _ = try await trial.office.answer(.reply, text: "It runs.", on: Ticket.ID(1), by: ana(trial))
            let sent = try await trial.database.read { try $0.outbox() }.first { !$0.envelopeFrom.isEmpty }
            #expect(sent?.envelopeTo == "carla@acme.example", "\(asked)")
        }
        let failed = try await MailTrial()
        try await failed.take(mail("The export stops"))
        let origin = MessageOrigin(
            message: 1, proof: "failed", detail: "spf", replyTo: "eve@evil.example", others: [])
        #expect(try await failed.database.read { try Office.honours(origin, $0) } == nil)
    }
}
