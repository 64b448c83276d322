/// A checkpoint as it was published: one line, whose last word is the hash that covers everything before it.
public struct PublishedHead: Hashable, Sendable {
    public let number: Int64
    let hash: [UInt8]
    /// Its words in small letters, with one space between two.
    private let line: String

    public init(_ checkpoint: Checkpoint) {
        number = checkpoint.number
        hash = checkpoint.hash
        line = checkpoint.line.lowercased()
    }

    /// A whole published line, as `Checkpoint.line` writes it; nil for anything else.
    public init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 6, let number = Int64(words[0]), number > 0, words[5].utf8.count == 64
        else { return nil }
        let digits = words[5].compactMap(\.hexDigitValue)
        guard digits.count == 64 else { return nil }
        self.number = number
        hash = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        self.line = words.joined(separator: " ").lowercased()
    }

    /// Whether every word of the line is what the checkpoint of its number says.
    func agrees(with checkpoint: Checkpoint) -> Bool { line == checkpoint.line.lowercased() }
}
