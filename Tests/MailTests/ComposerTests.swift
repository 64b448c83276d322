import Mail
import Testing

@Suite("A mail to be sent")
struct ComposerTests {
    let support = Mailbox(name: "Harbor, Support", address: MailAddress("support@harbor.example")!)
    let carla = Mailbox(name: "Carla Díaz", address: MailAddress("carla@acme.example")!)

    func mail(subject: String = "Re: The export fails", text: String = "We look at it.") -> Composer {
        Composer(
            from: support, to: [carla], subject: subject, text: text, messageID: "reply.1@harbor.example",
            date: MailDate(seconds: 1_772_440_200, offset: 3_600))
    }

    @Test("what is written is read again")
    func roundTrip() {
        var mail = mail(
            subject: "Größe und Preis 🙂 " + String(repeating: "lang ", count: 30), text: "Grüße\n.\nFrom x\n")
        mail.cc = [Mailbox(name: "Ben \"B\" O'Neil", address: MailAddress("ben@harbor.example")!)]
        mail.replyTo = Mailbox(address: MailAddress("support+t1.abc@harbor.example")!)
        mail.inReplyTo = "root@acme.example"
        mail.html = "<p>Grüße</p>"
        mail.attachments = [
            Attachment(
                filename: "Übersicht der offenen Punkte im März 2026, zweite Fassung.pdf",
                contentType: "application/pdf", content: (0..<5_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
            )
        ]
        let read = Message.parse(mail.bytes)
        #expect(read.subject == mail.subject.split(separator: " ").joined(separator: " "))
        #expect(
            read.from == support && read.to == [carla] && read.cc == mail.cc && read.replyTo == mail.replyTo)
        #expect(read.text == "Grüße\n.\nFrom x")
        #expect(read.html == "<p>Grüße</p>")
        #expect(read.attachments == mail.attachments)
        #expect(read.messageID == "reply.1@harbor.example" && read.inReplyTo == "root@acme.example")
        #expect(read.references == ["root@acme.example"] && read.date == mail.date)
    }

    @Test("only CRLF, lines within the limit of RFC 5322, ASCII in a header, the same bytes every time")
    func wire() {
        var mail = mail(
            subject: String(repeating: "ä", count: 300), text: String(repeating: "long ", count: 900))
        mail.references = (0..<100).map { "r\($0)@acme.example" }
        let bytes = mail.bytes
        #expect(bytes == mail.bytes)
        for line in String(decoding: bytes, as: UTF8.self).components(byCRLF: ()) {
            #expect(line.utf8.count <= 78, "\(line)")
            #expect(!line.utf8.contains(13) && !line.utf8.contains(10))
            #expect(line.utf8.allSatisfy { $0 < 0x80 })
        }
        let kept = Message.parse(bytes).references
        #expect(
            kept.count == Composer.referenceCountMax && kept.first == "r0@acme.example"
                && kept.last == "r99@acme.example")
    }

    @Test("no value breaks out of its field")
    func injection() {
        var mail = mail(subject: "x\r\nBcc: evil@example.org\u{2028}\u{0}", text: "\u{0}x")
        mail.to = [Mailbox(name: "A\r\nX-Evil: 1", address: carla.address)]
        mail.inReplyTo = "a>\r\nX-Evil: 2 <b"
        mail.attachments = [
            Attachment(filename: "a\"\r\nX-Evil: 3", contentType: "text/x\r\nX-Evil: 4", content: [1])
        ]
        let text = String(decoding: mail.bytes, as: UTF8.self)
        #expect(!text.components(byCRLF: ()).contains { $0.hasPrefix("X-Evil") || $0.hasPrefix("Bcc") })
        #expect(!text.utf8.contains(0))
    }

    @Test("no mail of ours names blind copies, and none offers to leave a list by itself")
    func noBulk() {
        for origin in [Composer.Origin.person, .answer, .notice] {
            var mail = mail()
            mail.origin = origin
            let header = String(decoding: mail.bytes, as: UTF8.self).lowercased()
            #expect(!header.contains("list-unsubscribe") && !header.contains("\r\nbcc:"))
        }
    }

    @Test("who asks for one-click leaving gets both of its fields, once")
    func leaving() {
        var mail = mail()
        (mail.origin, mail.leaving) = (.notice, "https://desk.harbor.example/leave/news/3/abc")
        let header = String(decoding: mail.bytes, as: UTF8.self).replacing("\r\n ", with: "")
        let lines = header.components(byCRLF: ()).filter { $0.hasPrefix("List-Unsubscribe") }
        #expect(
            lines == [
                "List-Unsubscribe: <https://desk.harbor.example/leave/news/3/abc>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            ])
    }

    @Test("the references of an answer: the customer's, then the customer's mail")
    func references() {
        let message = Fixture.message("references-with-comma")
        #expect(Composer.references(answering: message).last == message.messageID)
        #expect(Composer.references(answering: message).first == "root@acme.example")
    }
}

extension String {
    fileprivate func components(byCRLF: Void) -> [Substring] {
        split(separator: "\r\n", omittingEmptySubsequences: false)
    }
}
