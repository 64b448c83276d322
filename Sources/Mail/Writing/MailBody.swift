/// What a mail says, once: its text and its HTML are made from it, so that they can't disagree.
public struct MailBody: Sendable, Hashable {
    public enum Block: Sendable, Hashable {
        /// Lines are kept, empty ones too; addresses of the web become links.
        case paragraph(String)
        /// Facts, each beside what it is called.
        case table([Row])
        case list([String])
        case link(label: String, address: String)
        /// Words of before, and who wrote them when.
        case quote(introduction: String, text: String)
        /// Shown from a part of the same mail, by its Content-ID.
        case picture(contentID: String, name: String)
        /// Stands last.
        case signature(String)
    }

    public struct Row: Sendable, Hashable {
        public let label: String
        public let value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public var blocks: [Block]
    /// For readers aloud and for hyphens (BCP 47).
    public var language: String

    public init(_ blocks: [Block], language: String = "en") {
        self.blocks = blocks
        self.language = language
    }

    /// Plain text as a document: paragraphs, lists of lines that begin with a dash, and lines that are an
    /// address alone.
    public init(plain text: String, language: String = "en") {
        self.init(Self.paragraphs(text).map(Self.block), language: language)
    }

    /// Parts between empty lines.
    static func paragraphs(_ text: String) -> [[Substring]] {
        var parts: [[Substring]] = []
        var open: [Substring] = []
        for line in text.withUnixLines.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if !open.isEmpty { parts.append(open) }
                open = []
            } else {
                open.append(line)
            }
        }
        return open.isEmpty ? parts : parts + [open]
    }

    private static func block(_ lines: [Substring]) -> Block {
        if lines.allSatisfy({ $0.hasPrefix("- ") }) { return .list(lines.map { String($0.dropFirst(2)) }) }
        let text = lines.joined(separator: "\n")
        return isWebAddress(text) ? .link(label: "", address: text) : .paragraph(text)
    }

    static func isWebAddress(_ text: some StringProtocol) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && !text.contains(where: \.isWhitespace)
    }
}

extension MailBody {
    /// The face for readers of plain text; ends with a line break.
    public var text: String {
        blocks.map(Self.text).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func text(_ block: Block) -> String {
        switch block {
        case .paragraph(let words): words.withoutOuterLines
        case .table(let rows): rows.map { "\($0.label): \($0.value)" }.joined(separator: "\n")
        case .list(let items):
            items.map { "- " + $0.replacing("\n", with: "\n  ") }.joined(separator: "\n")
        case .link(let label, let address): label.isEmpty ? address : "\(label):\n\(address)"
        case .quote(let introduction, let words):
            ([introduction] + quoted(words)).joined(separator: "\n")
        case .picture(_, let name): "[\(name)]"
        // The mark of RFC 3676, by which programs leave it out of an answer.
        case .signature(let words): "-- \n" + words
        }
    }

    private static func quoted(_ words: String) -> [String] {
        words.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? ">" : line.hasPrefix(">") ? ">\(line)" : "> \(line)"
        }
    }
}

extension String {
    /// Without empty lines before and behind.
    fileprivate var withoutOuterLines: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines = lines.dropFirst() }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines = lines.dropLast() }
        return lines.joined(separator: "\n")
    }
}
