import Markup

/// Words of an article within a block: `**bold**`, `*italic*`, code between backticks, and
/// `[words](https://address)`. What is not closed is plain.
struct ArticleLine: View, Sendable {
    enum Piece: Hashable, Sendable {
        case plain(String)
        case bold(String)
        case italic(String)
        case code(String)
        case link(String, to: String)
    }

    /// Characters of one piece. It also bounds how far an unclosed sign is looked after.
    private static let pieceMax = 500
    /// Where a link may lead. A script is no address.
    private static let schemes = ["https://", "http://", "mailto:", "/help/"]

    let pieces: [Piece]

    init(_ text: String) { pieces = Self.pieces(text) }

    var body: some Content {
        Each(pieces) { piece in shown(piece) }
    }

    @ContentBuilder private func shown(_ piece: Piece) -> some Content {
        switch piece {
        case .plain(let words): words
        case .bold(let words): Element(.strong) { words }
        case .italic(let words): Element(.em) { words }
        case .code(let words): Element(.code) { words }
        case .link(let words, let address):
            Element(.a, .href(address), .named("rel", fixed: "noopener noreferrer")) { words }
        }
    }

    static func pieces(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var plain = ""
        var rest = text[...]
        while let next = rest.first {
            if let (piece, after) = special(rest, next) {
                if !plain.isEmpty { pieces.append(.plain(plain)) }
                (plain, rest) = ("", after)
                pieces.append(piece)
            } else {
                plain.append(next)
                rest = rest.dropFirst()
            }
        }
        return plain.isEmpty ? pieces : pieces + [.plain(plain)]
    }

    private static func special(_ text: Substring, _ first: Character) -> (Piece, Substring)? {
        switch first {
        case "`": return enclosed(text, by: "`").map { (.code($0), $1) }
        case "*":
            if let (words, rest) = enclosed(text, by: "**") { return (.bold(words), rest) }
            return enclosed(text, by: "*").map { (.italic($0), $1) }
        case "[": return link(text)
        default: return nil
        }
    }

    /// Words on one line between two equal signs, without a blank behind the first.
    private static func enclosed(_ text: Substring, by mark: String) -> (String, Substring)? {
        guard text.hasPrefix(mark) else { return nil }
        let inside = text.dropFirst(mark.count).prefix(pieceMax)
        guard let first = inside.first, !first.isWhitespace, first != "*",
            let end = inside.firstRange(of: mark)
        else { return nil }
        let words = inside[..<end.lowerBound]
        guard !words.isEmpty, !words.contains(where: \.isNewline) else { return nil }
        return (String(words), text[end.upperBound...])
    }

    private static func link(_ text: Substring) -> (Piece, Substring)? {
        let inside = text.dropFirst().prefix(pieceMax)
        guard let end = inside.firstRange(of: "]("), end.lowerBound > inside.startIndex else { return nil }
        let behind = text[end.upperBound...].prefix(pieceMax)
        guard let close = behind.firstIndex(of: ")") else { return nil }
        let (words, address) = (inside[..<end.lowerBound], behind[..<close])
        guard !words.contains(where: \.isNewline), !address.contains(where: \.isWhitespace),
            schemes.contains(where: { address.hasPrefix($0) && address.count > $0.count })
        else { return nil }
        return (.link(String(words), to: String(address)), text[text.index(after: close)...])
    }
}
