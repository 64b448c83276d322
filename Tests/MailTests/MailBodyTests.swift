import Mail
import Testing

@Suite("What a mail says, in two faces")
struct MailBodyTests {
    private let body = MailBody(
        [
            .paragraph("Hello Carla,\n\nsee https://harbor.example/a?b=1&c=2."),
            .table([.init("A person answers by", "Tuesday, 09:50"), .init("To be resolved by", "Friday")]),
            .list(["The log", "The <version>"]),
            .link(label: "The page", address: "https://desk.harbor.example/x"),
            .signature("Ana Ortiz\nHarbor Software"),
            .quote(introduction: "On Monday, Carla wrote:", text: "It stops.\n> before"),
        ], language: "en")

    @Test("both say the same")
    func faces() {
        #expect(
            body.text == """
                Hello Carla,

                see https://harbor.example/a?b=1&c=2.

                A person answers by: Tuesday, 09:50
                To be resolved by: Friday

                - The log
                - The <version>

                The page:
                https://desk.harbor.example/x

                -- \nAna Ortiz
                Harbor Software

                On Monday, Carla wrote:
                > It stops.
                >> before

                """)
        let read = SafeHTML.plainText(body.html)
        for words in [
            "Hello Carla,", "Tuesday, 09:50", "To be resolved by", "The <version>", "Ana Ortiz", "It stops.",
        ] {
            #expect(read.contains(words), "\(words) in \(read)")
        }
    }

    @Test("web addresses are links without the full stop behind them")
    func links() {
        #expect(body.html.contains("<a href=\"https://harbor.example/a?b=1&amp;c=2\""))
        #expect(body.html.contains("<a href=\"https://desk.harbor.example/x\""))
        #expect(body.html.contains(">The page <bdi>[desk.harbor.example]</bdi></a>"))
        #expect(body.html.contains(">https://harbor.example/a?b=1&amp;c=2</a>."))
    }

    @Test("nothing in the words becomes markup, and nothing is fetched from elsewhere")
    func hostile() {
        let hostile = "<script>x</script><img src=https://evil.example/p.png> \"'><b> javascript:alert(1)"
        let html = MailBody([
            .paragraph(hostile), .list([hostile]), .table([.init(hostile, hostile)]),
            .quote(introduction: hostile, text: hostile), .link(label: hostile, address: "javascript:x"),
            .picture(contentID: "\"><script>", name: hostile), .signature(hostile),
        ]).html
        for tag in ["<script", "<img src=\"https", "<img src=https", "<b>", "href=\"javascript"] {
            #expect(!html.contains(tag), "\(tag)")
        }
    }

    @Test("the HTML is what the allow-list lets through")
    func allowed() throws {
        let start = try #require(body.html.firstRange(of: "<body>")).upperBound
        let end = try #require(body.html.firstRange(of: "</body>")).lowerBound
        let inside = String(body.html[start..<end])
        #expect(SafeHTML.sanitize(inside) == inside)
    }

    @Test("plain text keeps its paragraphs, lists and addresses")
    func plain() {
        let text = "One line\nand another.\n\n- first\n- second\n\nhttps://desk.harbor.example/sign/x\n"
        let body = MailBody(plain: text)
        #expect(body.text == text)
        #expect(body.blocks.contains(.list(["first", "second"])))
        #expect(body.html.contains("href=\"https://desk.harbor.example/sign/x\""))
    }

    @Test("a picture travels beside the HTML that shows it, a file beside both")
    func related() throws {
        let picture = Attachment(
            filename: "error.png", contentType: "image/png", content: Array(1...200),
            contentID: "1.ab@harbor.example", isShownInline: true)
        let file = Attachment(filename: "log.txt", contentType: "text/plain", content: Array("x".utf8))
        var mail = Composer(
            from: Mailbox(address: MailAddress("support@harbor.example")!),
            to: [Mailbox(address: MailAddress("carla@acme.example")!)], subject: "Re: x",
            body: MailBody([
                .paragraph("Look:"), .picture(contentID: "1.ab@harbor.example", name: "error.png"),
            ]),
            messageID: "a@harbor.example", date: MailDate(seconds: 1_772_440_200))
        mail.attachments = [picture, file]
        let wire = String(decoding: mail.bytes, as: UTF8.self)
        let order = [
            "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html",
        ]
        var rest = wire[...]
        for type in order {
            let found = try #require(rest.firstRange(of: type), "\(type) is missing")
            rest = rest[found.upperBound...]
        }
        let read = Message.parse(mail.bytes)
        #expect(read.attachments == [picture, file])
        #expect(read.text == "Look:\n\n[error.png]")
        #expect(read.html?.contains("cid:1.ab@harbor.example") == true)
    }
}

@Suite("What was said before, below an answer")
struct QuotedHistoryTests {
    private func earlier(_ text: String, _ number: Int = 1) -> QuotedHistory.Earlier {
        .init(introduction: "On Monday, 23 November 2026, 16:5\(number), Carla Reyes wrote:", text: text)
    }

    @Test("at most so many messages, the newest ones")
    func messages() {
        let most = QuotedHistory.messageCountMax
        #expect(QuotedHistory((1...most).map { earlier("\($0)", $0) }).blocks.count == most)
        let more = QuotedHistory((0...most).map { earlier("\($0)", $0) }).blocks
        #expect(more.count == most)
        #expect(more.first == .quote(introduction: earlier("0", 0).introduction, text: "0"))
    }

    @Test("at most so many bytes, and it is said where it is cut")
    func bytes() {
        let line = String(repeating: "x", count: 99)
        let most = QuotedHistory.byteCountMax / 100
        func quoted(_ lines: Int) -> String {
            let text = Array(repeating: line, count: lines).joined(separator: "\n")
            return MailBody(QuotedHistory([earlier(text)]).blocks).text
        }
        #expect(!quoted(most).contains("[...]"))
        #expect(quoted(most + 1).contains("[...]"))
        #expect(quoted(most + 5000).utf8.count == quoted(most + 1).utf8.count)
    }

    @Test("each message in its own words: its history and its signature stay out")
    func own() {
        let text = """
            It stops again.

            -- \nCarla

            On Friday, 20 November 2026, 10:00, Ana Ortiz wrote:
            > Try this.
            """
        #expect(
            QuotedHistory([earlier(text)]).blocks
                == [.quote(introduction: earlier("").introduction, text: "It stops again.")])
    }

    @Test(
        "who answers with all of it below is read in their own words",
        arguments: [
            "On Monday, 23 November 2026, 16:50, Carla Reyes wrote:",
            "Am Montag, 23. November 2026, 16:50 Uhr schrieb Carla Reyes:",
        ])
    func readAgain(_ introduction: String) {
        let history = QuotedHistory([
            .init(introduction: introduction, text: "It stops.\nAt 40 %."),
            .init(introduction: introduction, text: "Hello."),
        ])
        let mail = MailBody([.paragraph("We look at it.")] + history.blocks)
        #expect(ReplyText.newText(in: mail.text) == "We look at it.")
    }
}
