/// The parts of a multipart that the parser could not take apart: its boundary is missing, cut off or wrong,
/// or parts stand behind the last delimiter. The delimiter is then read from the lines themselves.
enum LooseParts {
    /// The bytes of each part with its header; empty when no line is a delimiter.
    static func split(_ bytes: [UInt8], countMax: Int) -> [ArraySlice<UInt8>] {
        guard let mark = delimiter(in: bytes) else { return [] }
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        for line in Lines(bytes) {
            let text = bytes[line].trimmedBytes
            let isLast =
                text.count == mark.count + 2 && text.starts(with: mark) && text.suffix(2) == [0x2D, 0x2D]
            guard text == mark || isLast else { continue }
            if let start { parts.append(bytes[start..<content(bytes, from: start, before: line.lowerBound)]) }
            start = isLast ? nil : line.upperBound
            if parts.count >= countMax { return parts }
        }
        if let start { parts.append(bytes[start...]) }
        return parts
    }

    /// The line end before a delimiter belongs to it.
    private static func content(_ bytes: [UInt8], from start: Int, before end: Int) -> Int {
        var end = end
        if end > start, bytes[end - 1] == lf { end -= 1 }
        if end > start, bytes[end - 1] == cr { end -= 1 }
        return end
    }

    /// The first line of two dashes and more behind which a part begins.
    private static func delimiter(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var candidate: ArraySlice<UInt8>?
        for line in Lines(bytes) {
            let text = bytes[line].trimmedBytes
            if let candidate, text.isEmpty || text.starts(with: "Content-".utf8) || isLowered(text) {
                return candidate
            }
            candidate = text.count > 2 && text.starts(with: "--".utf8) && text.count < 1_000 ? text : nil
        }
        return nil
    }

    private static func isLowered(_ text: ArraySlice<UInt8>) -> Bool {
        text.prefix(8).equalsIgnoringCase("content-")
    }

    /// The ranges of the lines with their ends.
    private struct Lines: Sequence, IteratorProtocol {
        private let bytes: [UInt8]
        private var start = 0

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        mutating func next() -> Range<Int>? {
            guard start < bytes.count else { return nil }
            let end = bytes[start...].firstIndex(of: lf).map { $0 + 1 } ?? bytes.count
            defer { start = end }
            return start..<end
        }
    }
}
