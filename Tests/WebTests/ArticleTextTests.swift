import Mail
import Markup
import Testing

@testable import Web

@Suite("The text of an article")
struct ArticleTextTests {
    private static func html(_ text: String) -> String {
        String(decoding: ArticleText(text).rendered(), as: UTF8.self)
    }

    @Test("headings, lists, steps, quotes, code, and words within them")
    func blocks() {
        #expect(
            ArticleText.blocks("# One\n\nA **b**\nc\n- x\n- y\n1. z\n2) w\n> q\n> r\n```\n# no\n```\n### Low")
                == [
                    .heading("One", isTop: true), .paragraph("A **b**\nc"),
                    .list(["x", "y"], isNumbered: false), .list(["z", "w"], isNumbered: true),
                    .quote("q\nr"), .code("# no"), .heading("Low", isTop: false),
                ])
        #expect(
            ArticleLine.pieces("Press **Save**, *then* `go` to [the log](https://a.example/x?y=1).") == [
                .plain("Press "), .bold("Save"), .plain(", "), .italic("then"), .plain(" "), .code("go"),
                .plain(" to "), .link("the log", to: "https://a.example/x?y=1"), .plain("."),
            ])
    }

    @Test(
        "what is not closed, or leads nowhere, stays as it was typed",
        arguments: [
            "2 * 3 * 4", "**open", "`open", "[words]", "[words](nowhere)", "[a](javascript:alert(1))",
            "[a](JAVASCRIPT:x)", "[a](data:text/html,x)", "[a](//evil.example)", "[a](https://)", "#no",
            "1.no",
            "[a](https://x y)", "a*b", "** a**",
        ])
    func plain(text: String) {
        #expect(
            ArticleLine.pieces(text).allSatisfy { if case .plain = $0 { true } else { false } }, "\(text)")
    }

    @Test(
        "nothing in an article runs: what it writes is what safe HTML lets through, and no tag is its own",
        arguments: [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "# <svg onload=alert(1)>",
            "- <a href=\"javascript:alert(1)\">x</a>", "> </blockquote><script>x</script>",
            "```\n</code></pre><script>x</script>\n```", "**<b onclick=x>**", "`</code><iframe>`",
            "[<img src=x>](https://a.example/\"onmouseover=\"alert(1))", "[x](https://a.example/<script>)",
            "[x](mailto:a@b.example?body=<script>)", "a\u{0}<\u{0}script>",
        ])
    func harmless(text: String) {
        let html = Self.html(text)
        #expect(html.firstMatch(of: /<(script|img|svg|iframe|b)[\s>]/) == nil, "\(html)")
        #expect(html.firstMatch(of: /<[^>]*\son\w+=/) == nil, "\(html)")
        let shown = SafeHTML.sanitize(html)
        for tag in ["<h2>", "<li>", "<blockquote>", "<pre", "<code>", "<strong>", "<a "] {
            let (before, after) = (html.components(of: tag), shown.components(of: tag))
            #expect(before == after, "\(tag): \(html) became \(shown)")
        }
    }

    @Test("a page of signs that never close is read at once")
    func patient() {
        for sign in ["[", "*", "**", "`", "](", "> ", "- ", "#", "```"] {
            let text = String(repeating: sign, count: 50_000 / sign.count)
            let took = ContinuousClock().measure { _ = Self.html(text) }
            #expect(took < .seconds(5), "\(sign): \(took)")
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
