/// The words by which an article may answer what somebody is about to ask, cut so that "exports" finds
/// "export". Words that stand in every letter are none.
struct AskedWords: Hashable, Sendable {
    /// Characters of the text that are looked at.
    static let lengthMax = 2_000
    static let countMax = 16
    /// Shorter words say too little.
    static let wordMin = 4

    let stems: [String]

    init(_ text: String) {
        var found: [String] = []
        for word in Self.words(text.prefix(Self.lengthMax))
        where word.count >= Self.wordMin && !Self.everyday.contains(word) {
            let stem = String(word.prefix(Self.stemLength(word.count)))
            if !found.contains(stem) { found.append(stem) }
            if found.count == Self.countMax { break }
        }
        stems = found
    }

    /// One word that the title has too is enough; else the text must have two of them, or the only one.
    func fits(title: String, text: String) -> Bool {
        if count(in: title) > 0 { return true }
        return count(in: text) >= min(2, max(stems.count, 1))
    }

    /// What an article is about stands at its beginning; a page asks on every load.
    private func count(in text: String) -> Int {
        let words = Self.words(text.prefix(Self.lengthMax))
        return stems.count { stem in words.contains { $0.hasPrefix(stem) } }
    }

    private static func stemLength(_ count: Int) -> Int {
        switch count {
        case ..<5: count
        case ..<8: count - 1
        default: count - 2
        }
    }

    private static func words(_ text: Substring) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static let everyday: Set<String> = [
        "about", "after", "again", "also", "always", "been", "before", "being", "cannot", "could", "does",
        "doing", "done", "every", "from", "have", "hello", "help", "here", "into", "just", "know", "like",
        "make", "more", "need", "never", "only", "other", "please", "problem", "same", "should", "since",
        "some", "still", "support", "than", "thank", "thanks", "that", "their", "them", "then", "there",
        "these", "they", "this", "time", "today", "very", "want", "were", "what", "when", "where", "which",
        "while", "will", "with", "work", "working", "works", "would", "your",
        "aber", "alle", "auch", "beim", "bitte", "danke", "dass", "diese", "eine", "einem", "einen", "einer",
        "guten", "habe", "haben", "hallo", "hilfe", "ihre", "immer", "kann", "kein", "keine", "können",
        "mehr", "nach", "nicht", "noch", "oder", "ohne", "schon", "seit", "sich", "sind", "unser", "vielen",
        "wann", "warum", "wenn", "werden", "wird", "wurde",
    ]
}
