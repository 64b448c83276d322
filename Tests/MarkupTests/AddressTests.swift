import Markup
import Testing

@Suite("Addresses that could run or mislead are left out")
struct AddressTests {
    @Test(
        "a link may lead to the web, a mail box, a telephone or this host",
        arguments: [
            "https://acme.example/a?b=c#d", "HTTP://acme.example", "mailto:carla@acme.example",
            "tel:+4312345",
            "/tickets/7", "tickets/7", "?filter=mine", "#reply", "", "/a:b", "./x:y",
        ])
    func kept(_ address: String) {
        #expect(text(Element(.a, .href(address))).contains(" href="))
    }

    @Test(
        "anything else is no link",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
            "\u{0}javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
            "//other.example",
            "/\\other.example", "\\\\other.example", "blob:x", ":x", "java\nscript:x",
        ])
    func refused(_ address: String) {
        #expect(text(Element(.a, .href(address)) { "go" }) == "<a>go</a>")
        #expect(text(Element(.img, .src(address))) == "<img>")
        #expect(text(Element(.form, .action(address))) == "<form></form>")
    }

    @Test("a picture is no mail box, and a form stays on this host")
    func narrower() {
        #expect(text(Element(.img, .src("mailto:carla@acme.example"))) == "<img>")
        #expect(text(Element(.form, .action("https://other.example/"))) == "<form></form>")
        #expect(text(Element(.form, .action("/session"))) == #"<form action="/session"></form>"#)
        #expect(text(Element(.button, .formaction("https://other.example/"))) == "<button></button>")
    }

    @Test("the sign & in an address is escaped like any text")
    func ampersand() {
        #expect(text(Element(.a, .href("/q?a=1&b=2"))) == #"<a href="/q?a=1&amp;b=2"></a>"#)
    }
}
