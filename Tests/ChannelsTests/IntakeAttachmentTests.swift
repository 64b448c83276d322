import BusinessTime
import Desk
import Storage
import Testing

@testable import Channels

@Suite("Everything that comes with a mail is kept")
struct IntakeAttachmentTests {
    private static let letter = [
        "From: carla@acme.example", "To: support@harbor.example", "Message-ID: <files@acme.example>",
        "Subject: With files", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x", "", "--x",
        "Content-Type: multipart/related; boundary=y", "", "--y", "Content-Type: text/html", "",
        "<p>See <img src=\"cid:shown@acme\"></p>", "--y", "Content-Type: image/png",
        "Content-ID: <shown@acme>", "Content-Disposition: inline", "", "shown", "--y",
        "Content-Type: image/png", "Content-ID: <unused@acme>", "Content-Disposition: inline", "", "unused",
        "--y--", "--x", "Content-Type: application/pdf", "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename=\"../re\u{202E}port.pdf\"", "", "JVBERg==", "--x",
        "Content-Type: message/rfc822", "", "Subject: forwarded", "", "inside", "--x--", "",
    ]

    @Test("attachments, inline parts that nothing shows, and forwarded mails, each with its bytes")
    func everyPart() async throws {
        let trial = try await MailTrial()
        try await trial.take(Self.letter)
        let message = try #require(try await trial.messages(1).first)
        let stored = try await trial.database.read { try $0.attachments(of: message.id) }
        #expect(stored.map(\.name) == ["file-1", "file-2", "report.pdf", "forwarded-4.eml"])
        #expect(stored.map(\.isInline) == [true, false, false, false])
        #expect(stored.map(\.contentID) == ["shown@acme", "unused@acme", nil, nil])
        #expect(
            stored.map(\.mediaType) == ["image/png", "image/png", "application/pdf", "message/rfc822"])
        let blobs = trial.database.blobs
        let contents = try await trial.database.read { reader in
            try stored.map { try reader.blob($0.blob).map { try blobs.bytes(of: $0) } ?? [] }
        }
        #expect(contents[2] == Array("%PDF".utf8))
        #expect(String(decoding: contents[3], as: UTF8.self).contains("inside"))
    }

    @Test("a file on a reply belongs to the reply, also when it is too large to lie in the database")
    func onReply() async throws {
        let trial = try await MailTrial()
        try await trial.take(mail("First"))
        let file = String(repeating: String(repeating: "x", count: 70) + "\r\n", count: 3000)
        try await trial.take([
            "From: carla@acme.example", "Message-ID: <second@acme.example>",
            "References: <First@acme.example>", "Subject: Re: First", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "See the log.", "--x",
            "Content-Type: text/x-log", "Content-Disposition: attachment; filename=app.log", "", file,
            "--x--", "",
        ])
        let reply = try #require(try await trial.messages(1).last { $0.direction == .incoming })
        #expect(reply.text.contains("See the log."))
        let stored = try await trial.database.read { try $0.attachments(of: reply.id) }
        #expect(stored.map(\.name) == ["app.log"])
        #expect(stored.first.map { $0.size > Int64(Blob.inlineMax) } == true)
    }

    @Test(
        "at the limit of files nothing is said; over it agents read what is missing, and the raw mail is kept"
    )
    func limit() async throws {
        for (count, isOver) in [(200, false), (201, true)] {
            let trial = try await MailTrial()
            var lines = [
                "From: carla@acme.example", "Message-ID: <many@acme.example>", "Subject: Many",
                "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "Look.",
            ]
            for number in 1...count {
                lines += ["--x", "Content-Type: image/png; name=\(number).png", "", "p\(number)"]
            }
            try await trial.take(lines + ["--x--", ""])
            let messages = try await trial.messages(1)
            let stored = try await trial.database.read { try $0.attachments(of: messages[0].id) }
            #expect(stored.count == 200)
            let notes = messages.filter { $0.direction == .note }
            #expect(notes.map(\.visibility) == (isOver ? [.internal] : []))
            #expect(notes.allSatisfy { $0.text.contains("more than 200 files") })
        }
    }

    @Test("a part of a type with a NUL, or with no sender at all, holds up no other mail")
    func poison() async throws {
        let trial = try await MailTrial()
        for lines in [
            ["Subject: nobody", "", "x"],
            [
                "From: carla@acme.example", "Subject: nul\u{0}in it", "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: a/b\u{0}c",
                "Content-ID: <a\u{0}b@c>", "", "b\u{0}ytes", "--x--", "",
            ],
        ] {
            let sender = IncomingMail(
                envelopeFrom: "carla@acme.example", recipients: ["support@harbor.example"],
                bytes: Array(lines.joined(separator: "\r\n").utf8), peer: "test",
                receipt: MailTrial.start.seconds * 1000)
            _ = try await trial.intake.keep(sender)
        }
        try await trial.take(mail("Behind them"))
        #expect(try await trial.database.read { try $0.inboxCount(.new) } == 0)
        let quarantined = try await trial.database.read { try $0.inbox(.quarantined) }
        #expect(quarantined.count == 1)
        #expect(quarantined.first?.why.hasPrefix("The mail names no sender.") == true)
        #expect(try await trial.subjects().contains("Behind them"))
    }
}
