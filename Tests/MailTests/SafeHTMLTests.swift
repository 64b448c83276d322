import Mail
import Testing

@Suite("HTML of strangers")
struct SafeHTMLTests {
    @Test(
        "what is kept and what goes",
        arguments: [
            ("<p id=a class=b onclick='x()'>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>"),
            ("<script>alert(1)</script>a<style>b{}</style>c", "ac"),
            ("a<!-- <b> -->b<!-->c", "abc"),
            ("<p>never closed <i>text", "<p>never closed <i>text</i></p>"),
            ("1 < 2 & \"3\" > '4'", "1 &lt; 2 &amp; &quot;3&quot; &gt; &#39;4&#39;"),
            ("<form action=/x><input name=p>go</form>", "go"),
            ("<svg><script>alert(1)</script><a href='javascript:x'>t</a></svg>", "<a>t</a>"),
            ("<iframe src=//e.example>x</iframe>y", "y"),
            ("<p style='color:red;position:fixed;background:url(x)'>a</p>", "<p style=\"color:red\">a</p>"),
            (
                "<p style=\"width:expression(alert(1));font-size:12px\">a</p>",
                "<p style=\"font-size:12px\">a</p>"
            ),
            ("<p style='margin-top:-99px'>a</p>", "<p>a</p>"),
            ("<div title='a\"b'>x</div>", "<div title=\"a&quot;b\">x</div>"),
            ("<o:p>&nbsp;</o:p>ok", "\u{A0}ok"),
        ])
    func table(_ row: (String, String)) { #expect(SafeHTML.sanitize(row.0) == row.1) }

    @Test("links keep web, mail and telephone addresses, show where they lead, and give nothing away")
    func links() {
        let kept = SafeHTML.sanitize("<a href='https://acme.example/a?b=1&amp;c=2'>bank.example</a>")
        #expect(
            kept == "<a href=\"https://acme.example/a?b=1&amp;c=2\" title=\"acme.example\" "
                + "rel=\"noopener noreferrer nofollow\" target=\"_blank\">"
                + "bank.example <bdi>[acme.example]</bdi></a>")
        for bad in [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "&#106;avascript:alert(1)",
            " \u{1}javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
            "//e.example", "/x", "#x",
            "http:e.example", "https://", "https://javascript:x.example/",
            "https://[::1", "https://e.example:80x/",
        ] {
            #expect(SafeHTML.sanitize("<a href=\"\(bad)\">x</a>") == "<a>x</a>", "\(bad)")
        }
    }

    @Test(
        "hosts of every legal form are links",
        arguments: ["e.example", "[::1]:8080", "e.example:443", "münchen.example"])
    func hosts(_ host: String) {
        #expect(SafeHTML.sanitize("<a href=\"https://\(host)/x\">x</a>").contains("title=\"\(host)\""))
        #expect(SafeHTML.sanitize("<p title=' JavaScript:x'>a</p>") == "<p>a</p>")
    }

    /// Behind the words: by mouse, finger, keyboard and ear it is the same.
    private func place(_ words: String, _ address: String) -> Substring? {
        SafeHTML.sanitize("<a href=\"\(address)\">\(words)</a>").firstMatch(of: /<bdi>\[(.*)\]<\/bdi>/)?.1
    }

    @Test("where a link leads is written behind words that do not say so")
    func places() {
        let evil = "https://evil.example/pay?x=1"
        for words in [
            "here", "pay", "bank.example", "https://bank.example/?to=evil.example", "<b>bank</b>.example",
            "evil.example.bank.example", "evil.example or bank.example", "https://evil.example@bank.example/",
            "<img src=cid:x>", "[bank.example]", "https:// evil.example",
        ] {
            #expect(place(words, evil) == "evil.example", "\(words)")
        }
        #expect(place("bank.example", "https://bank.example@evil.example/") == "evil.example")
        #expect(place("bank@bank.example", "mailto:eve@evil.example?subject=x") == "eve@evil.example")
        #expect(place("write", "mailto:?to=eve@evil.example") == "mailto:?to=eve@evil.example")
        #expect(place("the page", "https://evil.example:8443/") == "evil.example:8443")
    }

    @Test("words that are the address, links of nothing, and telephones stay as they are")
    func namedPlaces() {
        for words in [
            "https://acme.example/a", "acme.example", "ACME.example/b", " <i>acme</i>.example ", "",
            "acme.example?x", "the page [acme.example]", "<img src=https://t.example/p.gif width=1 height=1>",
        ] {
            #expect(place(words, "https://acme.example/a") == nil, "\(words)")
        }
        #expect(place("ops@acme.example", "mailto:ops@acme.example?subject=x") == nil)
        #expect(place("call us", "tel:+4930123") == nil)
        let once = SafeHTML.sanitize("<a href='https://acme.example/'>here</a>")
        #expect(SafeHTML.sanitize(once) == once)
    }

    @Test("a link that a table puts into another one ends with its own place, and so does the outer one")
    func nestedPlaces() {
        let page = """
            <a href="https://outer.example/">a<table><tr><td><a href="https://inner.example/">b</a></table></a>
            """
        let safe = SafeHTML.sanitize(page)
        #expect(safe.contains("[inner.example]") && safe.contains("[outer.example]"), "\(safe)")
    }

    @Test("an image by cid is our copy; a remote one is a placeholder; one of a single point is nothing")
    func images() {
        let page =
            "<img src='cid:Logo%401' alt='Our logo' width=20><img src=https://t.example/x.png alt='A & B'>"
            + "<img src=https://t.example/p.gif width=1 height=1><img src=cid:gone>"
        let safe = SafeHTML.sanitize(page) { $0 == "logo@1" ? "/attachments/9" : nil }
        #expect(
            safe == "<img src=\"/attachments/9\" alt=\"Our logo\" width=\"20\">"
                + "<span>[image not loaded: A &amp; B]</span><span>[image not loaded]</span>")
        #expect(!SafeHTML.sanitize(page) { _ in "https://evil.example/" }.contains("evil"))
    }

    @Test("caps hold before the parser: deep nesting, many formats, large pages become text")
    func caps() {
        let caps = SafeHTML.Caps()
        func nested(_ depth: Int) -> String { String(repeating: "<div>", count: depth) + "x" }
        #expect(SafeHTML.sanitize(nested(caps.nestingMax)).hasPrefix("<div>"))
        #expect(SafeHTML.sanitize(nested(caps.nestingMax + 1) + "<") == "<p>x</p>")
        #expect(SafeHTML.sanitize(nested(20_000)).hasPrefix("<p>"))
        let formats =
            (0..<400).map { "<font size=\($0)>" }.joined() + String(repeating: "<p>x</p>", count: 100_000)
        #expect(SafeHTML.sanitize(formats).hasPrefix("<p>x"))
        var small = caps
        small.byteCountMax = 10
        #expect(SafeHTML.sanitize("<b>abc</b>", caps: small) == "<b>abc</b>")
        #expect(SafeHTML.sanitize("<b>abcd</b>", caps: small) == "<p>abcd</p>")
    }

    @Test("end tags that a comment or an attribute hides do not lower the count of nesting")
    func hiddenEnds() {
        for hidden in [
            "<!--</div>-->", "<b title='</div>'></b>", "<script></div></script>", "<title></div></title>",
        ] {
            let page = String(repeating: "<div>" + hidden, count: 600) + "x"
            #expect(SafeHTML.sanitize(page).hasPrefix("<p>"), "\(hidden)")
        }
    }

    @Test("text of a page: blocks on their lines, quotes marked, links named")
    func plainText() {
        let page =
            "<p>Hello&nbsp;Ana,</p><ul><li>one<li>two</ul><p>see <a href='https://acme.example/x'>here</a></p>"
            + "<blockquote>old<br>older</blockquote>"
        #expect(
            SafeHTML.plainText(page)
                == "Hello Ana,\n\n- one\n- two\n\nsee here <https://acme.example/x>\n\n> old\n> older")
        #expect(
            SafeHTML.plainText("<a href='https://evil.example/pay'>pay</a>")
                == "pay <https://evil.example/pay>")
        #expect(SafeHTML.plainText("<a href='https://acme.example/x'>acme.example</a>") == "acme.example")
    }
}
