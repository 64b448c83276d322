import Mail
import Testing

@Suite("A message from its bytes")
struct MessageTests {
    @Test("what Carla wrote is read, whatever the line ends")
    func plain() {
        for name in ["plain", "plain-lf-only"] {
            let message = Fixture.message(name)
            #expect(message.from == Mailbox(name: "Carla Diaz", address: MailAddress("carla@acme.example")!))
            #expect(message.to.map(\.address.description) == ["support@harbor.example"])
            #expect(message.subject == "The export fails")
            #expect(message.messageID == "\(name)@acme.example")
            #expect(message.date?.iso8601 == "2026-03-02T09:30:00+01:00")
            #expect(message.text == "Every night since Friday.\n")
            #expect(message.html == nil)
            #expect(message.attachments.isEmpty)
        }
    }

    @Test(
        "a charset that lies is never refused",
        arguments: [
            ("charset-lies-latin1", "Café € 5\n"), ("charset-lies-utf8", "Café 5 €\n"),
            ("charset-unknown", "Grüße\n"),
            ("charset-iso-8859-1-with-euro", "5 € “ja”\n"), ("charset-gb2312-superset", "朱镕基 2€\n"),
            ("charset-ks-c-5601", "똠방각하\n"), ("charset-shift-jis-circled", "①②髙\n"),
            ("charset-iso-2022-jp-circled", "① ok 日本語 ｱ\n"), ("nul-in-body", "beforeafter\n"),
            ("base64-broken", "Hello world"), ("boundary-missing", "Still readable.\n"),
            ("boundary-never-closed", "Cut of"), ("alternative", "Grüße"),
        ])
    func text(_ row: (String, String)) {
        #expect(Fixture.message(row.0).text == row.1)
    }

    @Test(
        "words of RFC 2047 as people meant them",
        arguments: [
            ("rfc2047-after-padding", "äö"), ("rfc2047-split-character", "äö end"),
            ("rfc2047-in-the-middle-of-a-word", "aäb"), ("rfc2047-raw-latin1", "Grüße"),
            ("rfc2047-header-injection", "Hello  Bcc: evil@example.org"), ("nul-in-subject", "onetwo"),
        ])
    func subject(_ row: (String, String)) {
        #expect(Fixture.message(row.0).subject == row.1)
    }

    @Test("References with commas, without @ and with two are all kept, in order")
    func references() {
        let message = Fixture.message("references-with-comma")
        #expect(message.references == ["root@acme.example", "noat", "a@b@c", "last@harbor.example"])
        #expect(message.inReplyTo == "root@acme.example")
    }

    @Test("a missing Message-ID is derived from the content: the same for the same mail, another for another")
    func derivedID() {
        let bytes = Fixture.bytes("message-id-missing")
        let message = Message.parse(bytes)
        #expect(message.isMessageIDDerived)
        #expect(message.messageID.hasSuffix("@no-message-id.invalid"))
        #expect(
            Message.parse(Array("Received: from x by y; now\r\n".utf8) + bytes).messageID == message.messageID
        )
        #expect(Message.parse(bytes.filter { $0 != 13 }).messageID == message.messageID)
        #expect(Message.parse(bytes + Array("!".utf8)).messageID != message.messageID)
    }

    @Test("an inline part is inline only when the page shows it; no part is dropped")
    func inlineImages() {
        let attachments = Fixture.message("inline-image-by-cid").attachments
        #expect(attachments.map(\.filename) == ["logo.png", "unused.png"])
        #expect(attachments.map(\.isShownInline) == [true, false])
        #expect(attachments.map(\.size) == [18, 18])
    }

    @Test("file names by RFC 2231 and RFC 2047, paths cut off, a forwarded mail kept whole")
    func filenames() {
        let message = Fixture.message("filename-rfc2231-and-2047")
        #expect(message.text == "Text first.\nText last.")
        #expect(message.attachments.map(\.filename) == ["ä.pdf", "Grüße.pdf", "evil name.exe", nil])
        #expect(message.attachments.map(\.size).prefix(3) == [1, 2, 3])
        #expect(message.attachments[3].contentType == "message/rfc822")
        #expect(String(decoding: message.attachments[3].content, as: UTF8.self).contains("inner text"))
    }

    @Test("a mail of HTML alone is read by the charset its page names, and has a readable text")
    func htmlOnly() {
        let message = Fixture.message("html-only")
        #expect(message.text == nil)
        #expect(message.html?.contains("Grüße") == true)
        #expect(message.readableText == "Grüße\n\n> old")
        #expect(message.replyText == "Grüße")
    }

    @Test("dates in old forms are read, impossible ones are missing")
    func dates() {
        #expect(Fixture.message("date-obsolete").date?.iso8601 == "2026-03-02T09:30:00-05:00")
        #expect(Fixture.message("date-nonsense").date == nil)
        let forms = [
            "Mon, 02 Mar 2026 09:30:00 GMT": "2026-03-02T09:30:00+00:00",
            "2 mar 2026 9:30:00 +0530": "2026-03-02T09:30:00+05:30",
            "Mon Mar  2 09:30:00 2026": "2026-03-02T09:30:00+00:00",
            "Sun, 29 Feb 2032 23:59:60 -0330": "2032-02-29T23:59:59-03:30",
            "02-Mar-2026 09:30:00 -0800": "2026-03-02T09:30:00-08:00",
        ]
        for (text, expected) in forms { #expect(MailDate(parsing: text)?.iso8601 == expected, "\(text)") }
    }

    @Test("a date written and read again is the same second in the same offset")
    func dateRoundTrip() {
        for step in 0..<2_000 {
            let date = MailDate(
                seconds: Int64(step) * 1_999_993 - 900_000_000, offset: (step % 53 - 26) * 1_800)
            #expect(MailDate(parsing: date.rfc5322) == date)
        }
    }

    @Test("a bounce names whom it could not reach, why, and which mail of ours")
    func bounces() throws {
        let failed = try #require(Fixture.message("bounce-5xx").deliveryReport)
        #expect(failed.originalMessageID == "reply.3@harbor.example")
        #expect(failed.envelopeID == "delivery-3")
        #expect(failed.recipients.map(\.address) == ["carla@acme.example"])
        try #require(failed.recipients.count == 1)
        #expect(failed.recipients[0].status == "5.1.1")
        #expect(failed.recipients[0].diagnostic == "smtp; 550 5.1.1 no such user")
        #expect(failed.isFailure)
        let late = try #require(Fixture.message("bounce-4xx-delayed").deliveryReport)
        #expect(!late.isFailure && late.recipients[0].isTransient)
        #expect(late.originalMessageID == "reply.3@harbor.example")
        #expect(Fixture.message("bounce-5xx").kind == .bounce)
        let expired = try #require(Fixture.message("bounce-failed-with-4xx").deliveryReport)
        #expect(expired.isFailure && !expired.recipients[0].isTransient, "given up, whatever the status")
    }

    @Test(
        "the action decides, the status only where there is no action that we know",
        arguments: [
            ("failed", "5.1.1", true, false), ("failed", "4.4.1", true, false), ("failed", "", true, false),
            ("delayed", "4.4.1", false, true), ("delayed", "5.0.0", false, true),
            ("delayed", "", false, true), ("delivered", "2.0.0", false, false),
            ("relayed", "5.0.0", false, false), ("", "5.1.1", true, false), ("", "4.2.2", false, true),
            ("lost", "5.0.0", true, false), ("", "", false, false),
        ])
    func reportedAction(_ row: (String, String, Bool, Bool)) {
        let raw = """
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.acme.example

            Final-Recipient: rfc822; carla@acme.example
            Action: \(row.0)
            Status: \(row.1)

            --b--
            """
        let recipient = Message.parse(Array(raw.utf8)).deliveryReport?.recipients.first
        #expect(recipient?.isPermanent == row.2 && recipient?.isTransient == row.3, "\(row)")
    }

    @Test("receipt is the earliest own line in an unbroken chain; a forged one below is not believed")
    func receipt() {
        let message = Fixture.message("received-chain")
        let own: Set = ["desk.harbor.example", "mx2.harbor.example"]
        #expect(
            ReceivedLines.receipt(message.receivedLines, ownHosts: own)?.iso8601
                == "2026-03-02T09:30:40+00:00")
        #expect(ReceivedLines.receipt(message.receivedLines, ownHosts: ["elsewhere.example"]) == nil)
        #expect(
            message.deliveredTo.map(\.description) == [
                "support@harbor.example", "help@harbor.example", "support+other@harbor.example",
            ])
    }

    @Test("every fixture can be read, and the JSON line has no line end inside")
    func everyFixture() {
        #expect(Fixture.names.count > 100)
        for name in Fixture.names {
            let json = ParseReport.json(Fixture.message(name))
            #expect(json.first == UInt8(ascii: "{") && json.last == UInt8(ascii: "}"))
            #expect(!json.contains(10) && !json.contains(0))
        }
    }
}
