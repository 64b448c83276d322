/// A checkpoint as it was published: its number and its hash, which covers everything before it.
public struct PublishedHead: Hashable, Sendable {
    public let number: Int64
    public let hash: [UInt8]

    public init(_ checkpoint: Checkpoint) {
        number = checkpoint.number
        hash = checkpoint.hash
    }

    /// The first and the last word of a published line; nil for anything else.
    public init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let first = words.first, let last = words.last, words.count > 1, let number = Int64(first),
            number > 0,
            last.utf8.count == 64
        else { return nil }
        let digits = last.compactMap(\.hexDigitValue)
        guard digits.count == 64 else { return nil }
        self.number = number
        hash = stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
