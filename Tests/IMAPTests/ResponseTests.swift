import Testing

@testable import IMAP

@Suite struct ResponseTests {
    static let table: [(String, Response)] = [
        ("* OK ready", told(.condition(Condition(.ok, "ready")))),
        ("* ok", told(.condition(Condition(.ok)))),
        ("* PREAUTH hello", told(.condition(Condition(.preauth, "hello")))),
        ("* BYE [UNAVAILABLE] later", told(.condition(Condition(.bye, code: .unavailable, "later")))),
        (
            "* OK [CAPABILITY IMAP4rev1 Idle AUTH=PLAIN] hi",
            told(
                .condition(
                    Condition(
                        .ok, code: .capability(Capabilities(["IMAP4REV1", "IDLE", "AUTH=PLAIN"])), "hi")))
        ),
        ("* CAPABILITY IMAP4rev1 MOVE", told(.capability(Capabilities(["IMAP4REV1", "MOVE"])))),
        ("* 23 EXISTS", told(.exists(23))),
        ("* 0 RECENT", told(.recent(0))),
        ("* 4 EXPUNGE", told(.expunged(4))),
        (
            "* OK [UIDVALIDITY 3857529045] UIDs valid",
            told(.condition(Condition(.ok, code: .uidValidity(3_857_529_045), "UIDs valid")))
        ),
        ("* OK [UIDNEXT 4392]", told(.condition(Condition(.ok, code: .uidNext(4392))))),
        (
            "* OK [HIGHESTMODSEQ 715194045007]",
            told(.condition(Condition(.ok, code: .highestChange(715_194_045_007))))
        ),
        ("* OK [UIDNEXT x] odd", told(.condition(Condition(.ok, code: .other("UIDNEXT"), "odd")))),
        (
            "* OK [PERMANENTFLAGS (\\Deleted \\*)] some",
            told(.condition(Condition(.ok, code: .other("PERMANENTFLAGS"), "some")))
        ),
        ("* SEARCH 2 84 882", told(.found([2, 84, 882]))),
        ("* SEARCH", told(.found([]))),
        ("* SEARCH 2 5 (MODSEQ 917162500)", told(.found([2, 5]))),
        (
            "* ESEARCH (TAG \"d5\") UID ALL 4:18,21,9:7",
            told(.searched(Searched(tag: "d5", isByUID: true, ranges: [4...18, 21...21, 7...9])))
        ),
        (
            "* esearch (tag d5) uid min 4 count 17 all 1:4294967295 modseq 12",
            told(.searched(Searched(tag: "d5", isByUID: true, ranges: [1...UInt32.max])))
        ),
        (
            "* ESEARCH (TAG \"d5\") UID",
            told(.searched(Searched(tag: "d5", isByUID: true, ranges: [])))
        ),
        ("* ESEARCH", told(.searched(Searched(tag: nil, isByUID: false, ranges: [])))),
        (
            "* LIST (\\HasNoChildren) \"/\" INBOX",
            told(.folder(FolderLine(attributes: ["\\HasNoChildren"], written: Array("INBOX".utf8))))
        ),
        (
            "* LIST () NIL \"Entw&APw-rfe\"",
            told(.folder(FolderLine(attributes: [], written: Array("Entw&APw-rfe".utf8))))
        ),
        ("* ENABLED CONDSTORE", told(.other("ENABLED"))),
        ("* STATUS INBOX (MESSAGES 3)", told(.other("STATUS"))),
        ("* VANISHED (EARLIER) 41,43:116", told(.other("VANISHED"))),
        ("+ idling", .goOn("idling")),
        ("+", .goOn("")),
        ("d1 OK done", .done(tag: "d1", Condition(.ok, "done"))),
        (
            "d2 NO [TRYCREATE] no such folder",
            .done(tag: "d2", Condition(.no, code: .tryCreate, "no such folder"))
        ),
        ("d3 BAD what", .done(tag: "d3", Condition(.bad, "what"))),
        (
            "d4 NO [AUTHENTICATIONFAILED] x {5}",
            .done(tag: "d4", Condition(.no, code: .authenticationFailed, "x {5}"))
        ),
        ("* OK words that end in {12}", told(.condition(Condition(.ok, "words that end in {12}")))),
    ]

    @Test("A response is read whole and in bytes", arguments: table)
    func reads(_ line: String, _ wanted: Response) {
        #expect(Heard(line + "\r\n").responses == [wanted])
        #expect(Heard(line + "\r\n", pieces: [1]).responses == [wanted])
        // Some servers end a line with LF alone.
        #expect(Heard(line + "\n").responses == [wanted])
    }

    static let broken = [
        "", "*", "* ", "* 12", "* FROB(", "d1", "d1 ", "d1 MAYBE x", "d1 PREAUTH x", "* SEARCH 1 x",
        "* SEARCH 4294967296", "* -1 EXISTS", "* 1 FETCH", "* 1 FETCH (UID)", "* 1 FETCH (UID x)",
        "* 1 FETCH (UID 1", "* 1 FETCH (BODY[ {3}", "* 1 FETCH (FLAGS \\Seen)", "* 1 FETCH (X \"abc)",
        "* ESEARCH (TAG \"d5\") UID ALL", "* ESEARCH (TAG \"d5\") UID ALL 1:*", "* ESEARCH UID ALL 0:4",
        "* ESEARCH UID ALL 1,", "* ESEARCH UID ALL 4294967296", "* ESEARCH (ATG \"d5\") UID",
        "* ESEARCH (TAG \"d5\" UID", "* ESEARCH UID MIN", "* ESEARCH UID ALL 1:2x",
        "* OK [UIDNEXT 0] n", "d1 OK [UIDNEXT 0] n", "* 1 FETCH (X \"a\\",
        "* LIST x", "* 1 FETCH (RFC822.SIZE -4)", "* 99999999999 EXISTS",
    ]

    @Test("What is no response is a violation, never a crash", arguments: broken)
    func refuses(_ line: String) {
        let heard = Heard(line + "\r\n")
        #expect(heard.responses.isEmpty || heard.responses == [told(.other("FROB"))])
        #expect(heard.violation != nil || !heard.responses.isEmpty || line.contains("{3}"))
    }
}

@Suite struct FetchTests {
    @Test func `Sizes are read in any order`() {
        for line in [
            "* 7 FETCH (UID 9 RFC822.SIZE 4423 INTERNALDATE \" 7-Nov-2026 09:41:00 +0100\")",
            "* 7 FETCH (INTERNALDATE \" 7-Nov-2026 09:41:00 +0100\"  RFC822.SIZE 4423 UID 9)",
            "* 7 FETCH (FLAGS (\\Seen $Junk) UID 9 MODSEQ (12) RFC822.SIZE 4423 "
                + "INTERNALDATE \"07-Nov-2026 08:41:00 +0000\")",
        ] {
            let fetched = Heard(line + "\r\n").fetched
            #expect(fetched?.uid == 9 && fetched?.size == 4423 && fetched?.internalDate == 1_794_040_860)
        }
    }

    @Test("A body comes in pieces, whatever stands in it and around it", arguments: [[1], [7], [1 << 16]])
    func readsBody(_ pieces: [Int]) {
        let mail = "Subject: ) d1 OK\r\n\r\n* 9 EXISTS {4}\r\n"
        let text = "* 1 FETCH (UID 5 BODY[] {\(mail.utf8.count)}\r\n\(mail) FLAGS ())\r\nd1 OK done\r\n"
        let heard = Heard(text, pieces: pieces)
        #expect(heard.bodies == [Array(mail.utf8)])
        #expect(heard.fetched?.uid == 5 && heard.fetched?.body == .streamed(mail.utf8.count))
        #expect(heard.responses.last == .done(tag: "d1", Condition(.ok, "done")))
    }

    static let forms: [(String, Fetched.Body, [[UInt8]])] = [
        ("BODY[] {0}\r\n", .streamed(0), [[]]),
        ("BODY[HEADER]<0> {2}\r\nab", .streamed(2), [Array("ab".utf8)]),
        ("BODY[HEADER.FIELDS (TO CC)] {2}\r\nab", .streamed(2), [Array("ab".utf8)]),
        ("BODY[] \"a\\\"b\"", .inline(Array("a\"b".utf8)), []),
        ("BODY[] NIL", .absent, []),
    ]

    @Test("Each form of a body", arguments: forms)
    func readsForm(_ form: String, _ wanted: Fetched.Body, _ bodies: [[UInt8]]) {
        let heard = Heard("* 1 FETCH (UID 5 \(form))\r\n")
        #expect(heard.fetched?.body == wanted && heard.bodies == bodies && heard.fetched?.uid == 5)
    }

    @Test func `Items that nobody asked for are stepped over, literals and nesting too`() {
        let envelope = "(\"Mon\" {5}\r\na)b\"c ((\"C\" NIL \"carla\" \"acme.example\")) NIL)"
        let heard = Heard("* 1 FETCH (ENVELOPE \(envelope) BODY (\"TEXT\" (\"X\" \"Y\") NIL 3) UID 5)\r\n")
        #expect(heard.fetched?.uid == 5 && heard.violation == nil && heard.bodies.isEmpty)
    }

    static let dates: [(String, Int64?)] = [
        ("17-Jul-1996 02:44:25 -0700", 837_596_665), (" 1-Jan-1970 00:00:00 +0000", 0),
        ("29-Feb-2024 23:59:60 +0000", 1_709_251_200), ("31-Dec-1969 23:59:59 +0000", -1),
        ("1-Foo-2026 00:00:00 +0000", nil), ("1-Jan-2026 24:00:00 +0000", nil), ("1-Jan-2026", nil),
        ("1-Jan-2026 00:00:00 +9900", nil), ("99999999999999999999-Jan-2026 0:0:0 +0000", nil), ("", nil),
    ]

    @Test("Internal dates", arguments: dates)
    func readsDate(_ text: String, _ wanted: Int64?) {
        #expect(InternalDate.seconds(Array(text.utf8)) == wanted)
    }
}

@Suite struct BoundTests {
    static let bounds: Bounds = {
        var bounds = Bounds()
        bounds.lineBytesMax = 100
        bounds.literalBytesMax = 20
        bounds.literalCountMax = 2
        bounds.depthMax = 3
        return bounds
    }()

    @Test func `A line has its length and no more`() {
        let fits = "* OK " + String(repeating: "a", count: 94)
        #expect(Heard(fits + "\r\n", bounds: Self.bounds).violation == nil)
        #expect(Heard(fits + "a\r\n", bounds: Self.bounds).violation == .lineTooLong(max: 100))
        #expect(Heard(fits + "aa", pieces: [1], bounds: Self.bounds).violation == .lineTooLong(max: 100))
    }

    @Test func `Text around literals counts together`() {
        let half = String(repeating: " ", count: 50)
        let text = "* 1 FETCH (X {1}\r\na\(half) Y {1}\r\nb\(half))\r\n"
        #expect(Heard(text, bounds: Self.bounds).violation == .lineTooLong(max: 100))
    }

    @Test func `A literal that is no body is short, and they are few`() {
        #expect(
            Heard("* 1 FETCH (X {21}\r\n", bounds: Self.bounds).violation
                == .literalTooLong(size: 21, max: 20))
        let three = String(repeating: "X {1}\r\na ", count: 3)
        #expect(Heard("* 1 FETCH (\(three))\r\n", bounds: Self.bounds).violation == .tooManyLiterals(max: 2))
    }

    @Test func `A body is no longer than what was asked for`() {
        #expect(Heard("* 1 FETCH (BODY[] {9}\r\n", bodyMax: 8).violation == .literalTooLong(size: 9, max: 8))
        #expect(Heard("* 1 FETCH (BODY[] {8}\r\n", bodyMax: 8).violation == nil)
        // Nothing was asked for: nothing is taken.
        #expect(Heard("* 1 FETCH (BODY[] {1}\r\n", bodyMax: 0).violation == .literalTooLong(size: 1, max: 0))
        #expect(Heard("* 1 FETCH (BODY[] {999999999999}\r\n").violation != nil)
    }

    @Test func `Nesting ends`() {
        #expect(Heard("* 1 FETCH (X (((a))) UID 1)\r\n", bounds: Self.bounds).violation == nil)
        #expect(Heard("* 1 FETCH (X ((((a)))) UID 1)\r\n", bounds: Self.bounds).violation == .tooDeep(max: 3))
    }
}
