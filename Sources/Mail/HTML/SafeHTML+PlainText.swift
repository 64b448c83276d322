extension SafeHTML {
    /// The text that a reader of the page would see: blocks on lines of their own, quotes marked by `> `.
    public static func plainText(_ html: String, caps: Caps = Caps()) -> String {
        guard let plain = scan(html, caps: caps) else { return stripped(html, caps: caps) }
        var text = TextFlow()
        HTMLTree.walk(plain) { step in
            switch step {
            case .text(let piece): text.append(piece)
            case .open(let element): text.open(element)
            case .close(let name): text.close(name)
            }
        }
        return text.finished
    }

    /// Beyond the caps: the tags out, in one pass.
    static func stripped(_ html: String, caps: Caps) -> String {
        var out: [UInt8] = []
        var isInTag = false
        for byte in html.utf8.prefix(caps.byteCountMax) where byte != 0 {
            if byte == UInt8(ascii: "<") {
                isInTag = true
                if out.last != space { out.append(space) }
            } else if byte == UInt8(ascii: ">") {
                isInTag = false
            } else if !isInTag {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self).trimmed
    }
}

/// Text laid out from a page, line by line.
private struct TextFlow {
    private var lines: [String] = []
    private var line = ""
    private var quoteDepth = 0
    private var preDepth = 0
    private var links: [(link: SafeLink?, at: Int)] = []

    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "figure",
    ]
    private static let blocks: Set<String> = paragraphs.union([
        "div", "li", "dt", "dd", "tr", "address", "center", "article", "section", "header", "footer", "main",
        "aside",
        "caption", "figcaption",
    ])

    mutating func append(_ text: String) {
        if preDepth > 0 {
            let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { breakLine() }
                line += part
            }
            return
        }
        for scalar in text.unicodeScalars {
            let isBlank = scalar.value <= 0x20 || scalar.value == 0xA0
            if isBlank, line.isEmpty || line.hasSuffix(" ") { continue }
            line.unicodeScalars.append(isBlank ? " " : scalar)
        }
    }

    mutating func open(_ element: HTMLTree.Element) {
        switch element.name {
        case "br": breakLine()
        case "hr":
            endLine()
            line = "----------"
            endLine()
        case "img":
            if let alt = element.attribute("alt"), !alt.trimmed.isEmpty { append("[\(alt.trimmed)]") }
        case "a":
            links.append((element.attribute("href").flatMap(SafeLink.init), line.utf8.count))
        case "td", "th": if !line.isEmpty { append(" ") }
        default: openBlock(element.name)
        }
    }

    private mutating func openBlock(_ name: String) {
        guard TextFlow.blocks.contains(name) else { return }
        endLine()
        if TextFlow.paragraphs.contains(name) { blankLine() }
        if name == "blockquote" { quoteDepth += 1 }
        if name == "pre" { preDepth += 1 }
        if name == "li" { line = "- " }
    }

    mutating func close(_ name: String) {
        if name == "a", let (link, start) = links.popLast() { return close(link, from: start) }
        guard TextFlow.blocks.contains(name) else { return }
        endLine()
        if name == "blockquote" { quoteDepth = max(0, quoteDepth - 1) }
        if name == "pre" { preDepth = max(0, preDepth - 1) }
        if TextFlow.paragraphs.contains(name) { blankLine() }
    }

    /// The address stands behind the words, unless the words are the address: a part of its path is not.
    private mutating func close(_ link: SafeLink?, from start: Int) {
        guard let link, link.address.hasPrefix("http"), start <= line.utf8.count else { return }
        let words = (String(line.utf8.dropFirst(start)) ?? "").trimmed
        guard !words.isEmpty, !(link.isNamed(by: words) && link.address.contains(words)) else { return }
        line += " <\(link.address)>"
    }

    private mutating func endLine() {
        if !line.isEmpty { breakLine() }
    }

    private mutating func breakLine() {
        let text = preDepth > 0 ? line : line.trimmed
        lines.append(String(repeating: "> ", count: quoteDepth) + text)
        line = ""
    }

    private mutating func blankLine() {
        let mark = String(repeating: "> ", count: quoteDepth)
        if let last = lines.last, last != mark, !last.isEmpty { lines.append(mark) }
    }

    var finished: String {
        var all = lines
        if !line.trimmed.isEmpty { all.append(String(repeating: "> ", count: quoteDepth) + line.trimmed) }
        let first = all.firstIndex { !$0.trimmed.isEmpty } ?? all.count
        let last = all.lastIndex { !$0.trimmed.isEmpty } ?? -1
        return first > last ? "" : all[first...last].joined(separator: "\n")
    }
}
