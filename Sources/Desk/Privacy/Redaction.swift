/// Replaces what names a person in the words of others: the address and the whole name in any spelling of
/// small and capital letters, each part of the name as it is written.
public struct Redaction: Hashable, Sendable {
    /// Shorter parts of a name are common words too often.
    static let partMin = 3

    private let whole: [[Character]]
    private let parts: [[Character]]
    private let pseudonym: String

    public init(name: String, address: String, pseudonym: String) {
        self.pseudonym = pseudonym
        whole = [address, name].filter { !$0.isEmpty }.map { Array($0.lowercased()) }
        parts = name.split { !$0.isLetter && $0 != "-" && $0 != "'" }
            .filter { $0.count >= Self.partMin }.map { Array($0) }
    }

    public func callAsFunction(_ text: String) -> String {
        var result = ""
        let written = Array(text)
        // One character each, so that both have the same places.
        let folded = written.map { Character($0.lowercased().prefix(1).description) }
        var place = 0
        while place < written.count {
            let length = Self.match(whole, in: folded, at: place) ?? Self.match(parts, in: written, at: place)
            if let length {
                result += pseudonym
                place += length
            } else {
                result.append(written[place])
                place += 1
            }
        }
        return result
    }

    private static func match(_ names: [[Character]], in text: [Character], at place: Int) -> Int? {
        if place > 0, isWord(text[place - 1]) { return nil }
        return names.first { name in
            let end = place + name.count
            guard end <= text.count, text[place..<end].elementsEqual(name) else { return false }
            return end == text.count || !isWord(text[end])
        }?.count
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
