/// A text or a page of a body, in the order in which they came.
struct Passage: Sendable {
    enum Form {
        case text
        case page
    }

    let form: Form
    let words: String
    /// The number of the multipart/alternative it lies in, 0 outside of any.
    let alternative: Int

    init(_ form: Form, _ words: String, alternative: Int) {
        self.form = form
        self.words = words
        self.alternative = alternative
    }

    private var isBlank: Bool { !words.utf8.contains { !$0.isWhite } }

    /// All that is to be read, each thing once: a page is left out when a text says the same.
    static func readable(_ passages: [Passage]) -> String {
        if passages.count == 1, passages[0].form == .text { return passages[0].words }
        let told = Set(passages.filter { $0.form == .text && !$0.isBlank }.map(\.alternative)).subtracting([0]
        )
        var pieces: [String] = []
        for passage in passages {
            switch passage.form {
            case .text: pieces.append(passage.words)
            case .page:
                if told.contains(passage.alternative) { continue }
                let words = SafeHTML.plainText(passage.words)
                if !isRepeated(words, pieces) { pieces.append(words) }
            }
        }
        pieces = pieces.filter { $0.utf8.contains { !$0.isWhite } }
        guard pieces.count > 1 else { return pieces.first ?? "" }
        return pieces.reduce(into: "") { all, next in
            if !all.isEmpty, !all.hasSuffix("\n") { all += "\n" }
            all += next
        }
    }

    /// Letters that two forms of the same text begin with.
    private static let beginning = 60

    /// Some programs send text and page beside each other instead of as alternatives.
    private static func isRepeated(_ words: String, _ pieces: [String]) -> Bool {
        let start = letters(words)
        return !start.isEmpty && pieces.contains { letters($0) == start }
    }

    private static func letters(_ text: String) -> String {
        String(text.lazy.filter { $0.isLetter || $0.isNumber }.prefix(beginning))
    }
}
