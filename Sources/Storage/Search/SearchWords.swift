/// What a person typed, as a query of the full-text search. Every word is quoted, so nothing typed is ever
/// syntax; words in quotation marks stay together; the last word may be unfinished.
public struct SearchWords: Hashable, Sendable {
    public static let wordsMax = 16
    public static let charactersMax = 300

    let query: String

    /// nil when there is no letter or figure in it.
    public init?(_ typed: String) {
        var phrases: [(words: String, isQuoted: Bool)] = []
        let cleaned = typed.prefix(Self.charactersMax).map { $0 == "\0" ? " " : $0 }
        for (index, part) in cleaned.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 {
                phrases.append((String(part), true))
            } else {
                phrases += part.split(whereSeparator: \.isWhitespace).map { (String($0), false) }
            }
        }
        let meant = phrases.filter { $0.words.contains { $0.isLetter || $0.isNumber } }.prefix(Self.wordsMax)
        guard let last = meant.last else { return nil }
        let quoted = meant.map { "\"\($0.words)\"" }.joined(separator: " ")
        query = last.isQuoted ? quoted : quoted + "*"
    }

    /// What has any word that begins with one of these; nil where there are none.
    public init?(anyBeginning stems: [String]) {
        let words = stems.map { $0.filter { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
        if words.isEmpty { return nil }
        query = words.prefix(Self.wordsMax).map { "\"\($0)\"*" }.joined(separator: " OR ")
    }
}
