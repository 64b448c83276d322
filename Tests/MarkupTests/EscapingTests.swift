import Markup
import Testing

func text(_ content: some Content) -> String {
    String(decoding: content.rendered(), as: UTF8.self)
}

@Suite("What comes from outside stays text")
struct EscapingTests {
    @Test("the five signs are replaced in text and in attributes")
    func signs() {
        let hostile = #"<script>alert("Acme & 'Ana'")</script>"#
        let safe = "&lt;script&gt;alert(&quot;Acme &amp; &#39;Ana&#39;&quot;)&lt;/script&gt;"
        #expect(text(Element(.p) { hostile }) == "<p>\(safe)</p>")
        #expect(text(Element(.p, .title(hostile))) == #"<p title="\#(safe)"></p>"#)
        #expect(text(Element(.p, .data("draft", hostile))) == #"<p data-draft="\#(safe)"></p>"#)
    }

    @Test(
        "text without signs is unchanged, in any script",
        arguments: ["", "a", "Grüße an Čarla", "日本語 👩‍💻", "a;b=c"])
    func plain(_ words: String) {
        #expect(text(words) == words)
    }

    @Test("escaping loses nothing: replaced back, the text is as it was")
    func law() {
        var generator = SplitMix(state: 7)
        let alphabet = Array("<>&\"'ab é漢\u{202E}")
        for length in 0..<200 {
            let words = String(
                (0..<length).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] })
            let written = text(words)
            #expect(!written.contains { "<>\"'".contains($0) })
            #expect(unescaped(written) == words)
        }
    }

    @Test("raw markup is only what stands in the source")
    func raw() {
        #expect(text(Raw("<!doctype html>")) == "<!doctype html>")
    }

    private func unescaped(_ written: String) -> String {
        var words = ""
        var rest = written[...]
        let signs = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&amp;": "&"]
        outer: while let first = rest.first {
            for (reference, sign) in signs where rest.hasPrefix(reference) {
                words += sign
                rest = rest.dropFirst(reference.count)
                continue outer
            }
            words.append(first)
            rest = rest.dropFirst()
        }
        return words
    }
}

/// A small seeded generator, so that a failing text can be made again.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
