import Desk

/// The words of a canned reply: plain text whose placeholders stand for facts of the ticket it is used on.
public enum CannedWords {
    /// Characters.
    public static let lengthMax = 10_000

    /// What they can name.
    public static let placeholders: [Placeholder] = [
        .name, .customer, .ticket, .subject, .agent, .answerBy, .resolveBy, .desk,
    ]

    /// Why these words can't be kept; nil where they can.
    static func problem(_ words: String) -> Refusal? {
        if words.allSatisfy(\.isWhitespace) {
            return Refusal(
                "words-missing", field: "words", "A canned reply has no words.",
                remedy: "Write what an answer is to begin with.")
        }
        if words.count > lengthMax {
            return Refusal(
                "words-too-long", field: "words", "The words are longer than \(lengthMax) characters.",
                remedy: "Make two replies of it, or send the long part as a file.")
        }
        let known = Set(placeholders.map(\.rawValue))
        var seen: Set<String> = []
        let unknown = LetterWords.names(in: words).filter { !known.contains($0) && seen.insert($0).inserted }
        if unknown.isEmpty { return nil }
        let named = unknown.map { "{\($0.prefix(64))}" }.joined(separator: ", ")
        return Refusal(
            "placeholder-unknown", field: "words", "There is no placeholder \(named).",
            remedy: "There are: \(placeholders.map(\.written).joined(separator: ", ")).")
    }

    /// The words with facts in place of placeholders. A line whose placeholder has nothing to say is left
    /// out, and what is put in is never read as a placeholder again.
    static func filled(_ words: String, _ facts: LetterFacts) -> String {
        words.split(separator: "\n", omittingEmptySubsequences: false)
            .compactMap { LetterWords.line($0, filled: facts.values) }
            .joined(separator: "\n")
    }
}
