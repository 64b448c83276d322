import Mail
import Testing

@Suite("Mails with a trouble each")
struct TroubleTests {
    @Test(
        "the text is found",
        arguments: [
            ("boundary-empty", "Still readable."), ("boundary-quote-never-closed", "Still readable."),
            ("boundary-not-named", "Still readable."), ("boundary-with-nul", "Still readable."),
            ("boundary-is-prefix-of-inner", "inner"), ("boundary-inner-is-prefix", "inner"),
            ("type-text-alone", "Still readable.\n"), ("type-empty", "Grüße\n"),
            ("type-with-blanks", "Grüße\n"), ("header-byte-order-mark", "Still readable.\n"),
            ("header-after-empty-lines", "Still readable.\n"),
            ("header-without-an-end", "the text begins at once\nand goes on\n"),
            ("header-with-a-stray-line", "Still readable.\n"), ("header-raw-shift-jis", "日本語\n"),
            ("header-raw-iso-2022-jp", "日本語\n"), ("header-raw-koi8-r", "Привет\n"),
            ("mailbox-file-line", "From here on it fails.\n"), ("line-ends-cr-only", "one\ntwo\n"),
            ("parts-behind-the-last-boundary", "first"),
            ("transfer-encoding-unknown", "Still readable.\n"),
            ("quoted-printable-broken", "Grüße weiter =ZZ und 5=5 = \nEnde"),
            (
                "flowed",
                "This is one long paragraph that was cut in two.\n\n> a quote that was cut\n"
                    + ">> deeper\nFrom the start, stuffed.\n-- \nCarla\n"
            ),
            ("flowed-delsp", "これは長い行です。\n"), ("uuencode", "See the file.\n\n\nThanks\n"),
            ("uuencode-only-in-words", "We\nbegin 100 tests here\nand more\nend\n"),
        ])
    func text(_ row: (String, String)) {
        #expect(Fixture.message(row.0).text == row.1)
    }

    @Test(
        "who, and about what",
        arguments: [
            ("header-byte-order-mark", "carla@acme.example", "The export fails"),
            ("header-after-empty-lines", "carla@acme.example", "The export fails"),
            ("header-blank-before-colon", "carla@acme.example", "The export fails"),
            ("header-with-a-stray-line", "carla@acme.example", "The export fails"),
            ("header-fields-twice", "a@acme.example", "one"),
            ("header-folded-oddly", "carla@acme.example", "The export   fails"),
            ("header-raw-shift-jis", "carla@acme.example", "日本語"),
            ("header-raw-iso-2022-jp", "carla@acme.example", "日本語"),
            ("header-raw-koi8-r", "carla@acme.example", "Привет"),
            ("mailbox-file-line", "carla@acme.example", "The export fails"),
            ("line-ends-cr-only", "carla@acme.example", "The export fails"),
        ])
    func header(_ row: (String, String, String)) {
        let message = Fixture.message(row.0)
        #expect(message.from?.address.description == row.1)
        #expect(message.subject == row.2)
    }

    @Test("fields given twice count the first time; an id folded in the middle is one")
    func ids() {
        #expect(Fixture.message("header-fields-twice").messageID == "1@acme.example")
        #expect(Fixture.message("header-folded-oddly").messageID == "folded@acme.example")
    }

    @Test("recipients in groups, named and empty")
    func groups() {
        let message = Fixture.message("recipients-undisclosed")
        #expect(message.to.isEmpty)
        #expect(
            message.cc.map(\.address.description) == [
                "ana@harbor.example", "ben@harbor.example", "mara@harbor.example",
            ])
    }

    @Test("of ten thousand references the newest are kept")
    func references() {
        let references = Fixture.message("references-ten-thousand").references
        #expect(references.count == Limits.standard.referenceCountMax)
        #expect(references.last == "9999@acme.example")
    }

    @Test(
        "files and their names",
        arguments: [
            ("boundary-quote-never-closed", ["a.pdf"]), ("boundary-not-named", ["a.pdf"]),
            ("boundary-is-prefix-of-inner", ["a.pdf"]), ("boundary-inner-is-prefix", ["a.pdf"]),
            ("parts-behind-the-last-boundary", ["late.pdf"]),
            ("filename-rfc2231-cut-in-a-character", ["länge.pdf"]),
            ("filename-plain-and-encoded", ["€.pdf"]),
            ("filename-of-twelve-pieces", ["p0p1p2p3p4p5p6p7p8p9p10p11"]), ("uuencode", ["notes.txt"]),
            ("inline-image-referenced-by-style", ["logo.png"]),
        ])
    func files(_ row: (String, [String])) {
        #expect(Fixture.message(row.0).attachments.map(\.filename) == row.1)
    }

    @Test("a page is read where no text says the same, and once where one does")
    func readable() {
        #expect(
            Fixture.message("html-with-text-footer").readableText
                == "The export fails.\nThis list is kept by Acme.")
        #expect(Fixture.message("alternative-with-blank-text").readableText == "The export fails.")
        #expect(Fixture.message("text-and-page-not-as-alternatives").readableText == "The export fails.")
        #expect(Fixture.message("page-in-utf-16").html == "<p>Grüße</p>")
        #expect(Fixture.message("type-twice").html == "<b>Bold</b>\n")
    }

    @Test("letters that look like an address of a picture are none")
    func inline() {
        #expect(
            Fixture.message("inline-image-referenced-by-style").attachments.map(\.isShownInline) == [false])
    }

    @Test("a forwarded mail is kept whole, also in base 64; a digest keeps each of its mails")
    func forwarded() throws {
        let files = Fixture.message("forwarded-in-base64").attachments
        try #require(files.map(\.contentType) == ["message/rfc822"])
        #expect(Message.parse(files[0].content).text == "inner text\n")
        let digest = Fixture.message("digest-of-two").attachments
        #expect(digest.map(\.contentType) == ["message/rfc822", "message/rfc822"])
        #expect(digest.allSatisfy { Message.parse($0.content).subject == "Inner" })
    }

    @Test("a hand-written hour is read")
    func date() {
        #expect(
            Fixture.message("date-two-digit-hour-missing").date?.iso8601 == "2026-03-02T09:05:07+01:00")
    }
}
