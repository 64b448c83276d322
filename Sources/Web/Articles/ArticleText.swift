import Markup

/// The text of an article in a small markup: headings, paragraphs, lists, quotes, code. Everything else is
/// shown as it was typed. HTML is text here: no tag comes from an article but those written below.
struct ArticleText: View, Sendable {
    enum Block: Hashable, Sendable {
        case heading(String, isTop: Bool)
        case paragraph(String)
        case list([String], isNumbered: Bool)
        case quote(String)
        case code(String)
    }

    let blocks: [Block]

    init(_ text: String) { blocks = Self.blocks(text) }

    var body: some Content {
        Element(.div, class: "article-text", .dir("auto")) {
            Each(blocks) { block in shown(block) }
        }
    }

    @ContentBuilder private func shown(_ block: Block) -> some Content {
        switch block {
        case .heading(let words, let isTop):
            if isTop {
                Element(.h2) { ArticleLine(words) }
            } else {
                Element(.h3) { ArticleLine(words) }
            }
        case .paragraph(let words): Element(.p) { ArticleLine(words) }
        case .list(let items, let isNumbered):
            if isNumbered {
                Element(.ol) { Each(items) { item in Element(.li) { ArticleLine(item) } } }
            } else {
                Element(.ul) { Each(items) { item in Element(.li) { ArticleLine(item) } } }
            }
        case .quote(let words): Element(.blockquote) { Element(.p) { ArticleLine(words) } }
        case .code(let words):
            Element(.pre, .named("tabindex", fixed: "0")) { Element(.code) { words } }
        }
    }
}

// Reading.
extension ArticleText {
    static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.first {
            if isBlank(line) {
                lines = lines.dropFirst()
            } else if line.hasPrefix("```") {
                blocks.append(code(&lines))
            } else {
                blocks.append(block(&lines))
            }
        }
        return blocks
    }

    private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

    /// Up to the closing fence, or the end.
    private static func code(_ lines: inout ArraySlice<Substring>) -> Block {
        let inside = lines.dropFirst().prefix { !$0.hasPrefix("```") }
        lines = lines.dropFirst(inside.count + 2)
        return .code(inside.joined(separator: "\n"))
    }

    private static func block(_ lines: inout ArraySlice<Substring>) -> Block {
        let line = lines.removeFirst()
        if let heading = heading(line) { return heading }
        if let first = item(line) {
            var items = [first.words]
            while let next = lines.first.flatMap(item), next.isNumbered == first.isNumbered {
                items.append(next.words)
                lines = lines.dropFirst()
            }
            return .list(items, isNumbered: first.isNumbered)
        }
        let isQuote = line.hasPrefix(">")
        var words = [isQuote ? unquoted(line) : line]
        while let next = lines.first, isQuote == next.hasPrefix(">"), continues(next) {
            words.append(isQuote ? unquoted(next) : next)
            lines = lines.dropFirst()
        }
        return isQuote ? .quote(words.joined(separator: "\n")) : .paragraph(words.joined(separator: "\n"))
    }

    private static func unquoted(_ line: Substring) -> Substring {
        line.dropFirst().first == " " ? line.dropFirst(2) : line.dropFirst()
    }

    /// The page's own heading is the title: one or two signs are the highest below it.
    private static func heading(_ line: Substring) -> Block? {
        let signs = line.prefix { $0 == "#" }.count
        guard (1...4).contains(signs), line.dropFirst(signs).first == " " else { return nil }
        let words = line.dropFirst(signs).drop { $0 == " " }
        return words.isEmpty ? nil : .heading(String(words), isTop: signs <= 2)
    }

    /// A line that begins nothing of its own.
    private static func continues(_ line: Substring) -> Bool {
        !isBlank(line) && !line.hasPrefix("```") && heading(line) == nil && item(line) == nil
    }

    private static func item(_ line: Substring) -> (words: String, isNumbered: Bool)? {
        if line.hasPrefix("- ") || line.hasPrefix("* ") { return (String(line.dropFirst(2)), false) }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        guard (1...3).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
        return (String(rest.dropFirst(2)), true)
    }
}
