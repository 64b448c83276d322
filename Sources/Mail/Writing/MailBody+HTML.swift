extension MailBody {
    /// The face for readers of HTML: what the allow-list of strangers' mail lets through and nothing else. No
    /// colour is set but greys that read on paper and on black, so the reader's own scheme holds.
    public var html: String {
        let written = blocks.map(Self.html).joined(separator: "\n")
        let safe = SafeHTML.sanitize(
            "<div style=\"\(Style.page)\">\n\(written)\n</div>", imageAddress: { "cid:" + $0 })
        return """
            <!DOCTYPE html>
            <html lang="\(SafeHTML.escaped(language))"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width">\
            <meta name="color-scheme" content="light dark"></head>
            <body>\(safe)</body></html>

            """
    }

    private enum Style {
        static let page = "font-family:sans-serif;font-size:15px;line-height:1.5;max-width:640px"
        static let paragraph = "margin:0 0 14px"
        static let table = "margin:0 0 14px;border-collapse:collapse"
        static let label = "padding:2px 16px 2px 0;text-align:left;vertical-align:top;font-weight:normal"
        static let value = "padding:2px 0;vertical-align:top;font-weight:bold"
        static let list = "margin:0 0 14px;padding-left:20px"
        static let introduction = "margin:14px 0 4px;color:#767676"
        static let quote = "margin:0 0 14px;padding-left:10px;border-left:2px solid #767676"
        static let signature = "margin:18px 0 0;color:#767676"
    }

    private static func html(_ block: Block) -> String {
        switch block {
        case .paragraph(let words):
            paragraphs(words).map { paragraph($0.joined(separator: "\n"), Style.paragraph) }.joined()
        case .table(let rows):
            "<table style=\"\(Style.table)\">" + rows.map(row).joined() + "</table>"
        case .list(let items):
            "<ul style=\"\(Style.list)\">" + items.map { "<li dir=\"auto\">\(lines($0))</li>" }.joined()
                + "</ul>"
        case .link(let label, let address):
            """
            <p style="\(Style.paragraph)"><a href="\(SafeHTML.escaped(address))">\
            \(SafeHTML.escaped(label.isEmpty ? address : label))</a></p>
            """
        case .quote(let introduction, let words):
            paragraph(introduction, Style.introduction)
                + "<blockquote style=\"\(Style.quote)\" dir=\"auto\">\(lines(words))</blockquote>"
        case .picture(let id, let name):
            """
            <p style="\(Style.paragraph)"><img src="cid:\(SafeHTML.escaped(id))" \
            alt="\(SafeHTML.escaped(name))"></p>
            """
        case .signature(let words): paragraph(words, Style.signature)
        }
    }

    private static func row(_ row: Row) -> String {
        """
        <tr><th style="\(Style.label)">\(SafeHTML.escaped(row.label))</th>\
        <td style="\(Style.value)" dir="auto">\(lines(row.value))</td></tr>
        """
    }

    private static func paragraph(_ words: String, _ style: String) -> String {
        "<p style=\"\(style)\" dir=\"auto\">\(lines(words))</p>"
    }

    private static func lines(_ words: String) -> String {
        words.split(separator: "\n", omittingEmptySubsequences: false).map(linked).joined(separator: "<br>\n")
    }

    /// A line with its web addresses to follow. Blanks at its beginning are kept: they may set code off.
    private static func linked(_ line: Substring) -> String {
        let blanks = line.prefix { $0 == " " }.count
        let words = line.dropFirst(blanks).split(separator: " ", omittingEmptySubsequences: false)
        return String(repeating: "&nbsp;", count: min(blanks, 80)) + words.map(word).joined(separator: " ")
    }

    private static func word(_ word: Substring) -> String {
        let before = word.prefix { "<([\"'".contains($0) }
        var address = word.dropFirst(before.count)
        guard isWebAddress(address) else { return SafeHTML.escaped(String(word)) }
        while let last = address.last, ".,;:!?)>]\"'".contains(last) { address = address.dropLast() }
        let after = word.dropFirst(before.count + address.count)
        let safe = SafeHTML.escaped(String(address))
        return SafeHTML.escaped(String(before)) + "<a href=\"\(safe)\">\(safe)</a>"
            + SafeHTML.escaped(String(after))
    }
}
