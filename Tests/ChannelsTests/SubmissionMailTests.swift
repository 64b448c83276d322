import Testing

@testable import Channels

@Suite("What a mail asks of a server, by what that offers")
struct SubmissionMailTests {
    private static func offers(_ lines: String...) -> SubmissionOffers {
        SubmissionOffers(SMTPReply(code: 250, lines: ["mail.example"] + lines))
    }

    private static func mail(
        from: String = "bounce+b1-2.x@harbor.example", to: String = "carla+a=b@acme.example",
        _ bytes: String = "Subject: x\r\n\r\n.\r\n", id: String? = "a+1@harbor.example"
    ) -> SubmissionMail {
        SubmissionMail(from: from, to: to, bytes: Array(bytes.utf8), envelopeID: id)
    }

    @Test("reports are asked for where they are offered and somebody can get them (RFC 3461)")
    func reports() throws {
        let dsn = Self.offers("DSN", "SIZE 1000")
        #expect(
            try Self.mail().mailCommand(dsn)
                == "MAIL FROM:<bounce+b1-2.x@harbor.example> SIZE=17 RET=HDRS ENVID=a+2B1@harbor.example")
        let original = "ORCPT=rfc822;carla+2Ba+3Db@acme.example"
        #expect(
            Self.mail().recipientCommand(dsn)
                == "RCPT TO:<carla+a=b@acme.example> NOTIFY=FAILURE,DELAY \(original)")
        #expect(try Self.mail(from: "").mailCommand(dsn) == "MAIL FROM:<> SIZE=17")
        #expect(Self.mail(from: "").recipientCommand(dsn) == "RCPT TO:<carla+a=b@acme.example> NOTIFY=NEVER")
        #expect(try Self.mail().mailCommand(Self.offers()) == "MAIL FROM:<bounce+b1-2.x@harbor.example>")
        #expect(Self.mail().recipientCommand(Self.offers()) == "RCPT TO:<carla+a=b@acme.example>")
        let long = Self.mail(id: String(repeating: "x", count: 101))
        #expect(try !long.mailCommand(dsn).contains("ENVID"))
    }

    @Test("what the server can't take is refused before it is sent")
    func refused() throws {
        #expect(throws: SubmissionFailure.self) { try Self.mail().mailCommand(Self.offers("SIZE 16")) }
        #expect(try Self.mail().mailCommand(Self.offers("SIZE 17")).contains("SIZE=17"))
        #expect(try Self.mail().mailCommand(Self.offers("SIZE 0")).contains("SIZE=17"))
        let umlaut = Self.mail(to: "jörg@acme.example")
        #expect(throws: SubmissionFailure.self) { try umlaut.mailCommand(Self.offers("8BITMIME")) }
        #expect(try umlaut.mailCommand(Self.offers("SMTPUTF8")).hasSuffix(" SMTPUTF8"))
        #expect(!umlaut.recipientCommand(Self.offers("SMTPUTF8", "DSN")).contains("ORCPT"))
        let eight = Self.mail("Subject: x\r\n\r\nä\r\n")
        #expect(try eight.mailCommand(Self.offers("8BITMIME")).hasSuffix(" BODY=8BITMIME"))
    }

    @Test("offers are read in any case, with the old way to write AUTH")
    func offered() {
        let offers = Self.offers("starttls", "AUTH=LOGIN", "auth PLAIN xoauth2")
        #expect(offers.has("STARTTLS") && !offers.has("DSN"))
        #expect(offers.mechanisms == ["LOGIN", "PLAIN", "XOAUTH2"])
        #expect(offers.sizeMax == nil)
    }

    @Test("replies in pieces, of several lines, and what is none")
    func replies() throws {
        var reader = SMTPReplyReader()
        for byte in "250-one\r\n250 two\r\n354\n".utf8 { reader.take([byte]) }
        #expect(try reader.next() == SMTPReply(code: 250, lines: ["one", "two"]))
        #expect(try reader.next() == SMTPReply(code: 354, lines: [""]))
        #expect(try reader.next() == nil && reader.isEmpty)
        for broken in ["hello\r\n", "25\r\n", "999 x\r\n", String(repeating: "2", count: 9000)] {
            var reader = SMTPReplyReader()
            reader.take(Array(broken.utf8))
            #expect(throws: SMTPReplyReader.Violation.self) { try reader.next() }
        }
        var endless = SMTPReplyReader()
        endless.take(Array(String(repeating: "250-x\r\n", count: 201).utf8))
        #expect(throws: SMTPReplyReader.Violation.self) { try endless.next() }
    }
}
