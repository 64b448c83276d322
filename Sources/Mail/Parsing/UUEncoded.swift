/// Files that old programs write into the text itself: `begin 644 name`, lines, `end`.
struct UUEncoded {
    struct File {
        let name: String
        let content: [UInt8]
    }

    private(set) var files: [File] = []
    /// What is left when the files are out.
    private(set) var text = ""

    /// - Parameter text: with line ends LF. A block that is not whole stays in the text.
    init(_ text: String, countMax: Int) {
        self.text = text
        guard text.hasPrefix("begin ") || text.utf8.contains(lf) && text.contains("\nbegin ") else { return }
        let lines = text.utf8.split(separator: lf, omittingEmptySubsequences: false)
        var kept: [Substring.UTF8View] = []
        var index = 0
        while index < lines.count {
            if files.count < countMax, let name = UUEncoded.name(lines[index]),
                let (content, end) = UUEncoded.content(lines, from: index + 1)
            {
                files.append(File(name: name, content: content))
                index = end
            } else {
                kept.append(lines[index])
                index += 1
            }
        }
        if files.isEmpty { return }
        self.text = kept.map { String(Substring($0)) }.joined(separator: "\n")
    }

    private static func name(_ line: Substring.UTF8View) -> String? {
        let words = line.split(separator: space, maxSplits: 2)
        guard words.count == 3, words[0].elementsEqual("begin".utf8), (3...4).contains(words[1].count),
            words[1].allSatisfy({ (0x30...0x37).contains($0) })
        else { return nil }
        let name = String(Substring(words[2])).trimmed
        return name.isEmpty ? nil : name
    }

    /// The bytes and the line behind `end`; nil when a line has not the length that it states.
    private static func content(_ lines: [Substring.UTF8View], from start: Int) -> ([UInt8], Int)? {
        var out: [UInt8] = []
        for index in start..<lines.count {
            let line = lines[index]
            if line.elementsEqual("end".utf8) { return (out, index + 1) }
            guard let first = line.first, (0x20...0x60).contains(first) else { return nil }
            let count = Int(first - 0x20) & 63
            guard line.count <= 63 + 28, append(line.dropFirst(), count: count, to: &out) else { return nil }
        }
        return nil
    }

    private static func append(_ digits: Substring.UTF8View, count: Int, to out: inout [UInt8]) -> Bool {
        var bits: UInt32 = 0
        var have: UInt32 = 0
        var left = count
        var iterator = digits.makeIterator()
        while left > 0 {
            // Blanks at the end of a line are lost on the way; they stand for zero.
            let digit = iterator.next() ?? space
            guard (0x20...0x60).contains(digit) else { return false }
            bits = bits << 6 | UInt32((digit - 0x20) & 63)
            have += 6
            if have >= 8 {
                have -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> have))
                left -= 1
            }
        }
        return digits.count <= (count + 2) / 3 * 4 + 1
    }

    /// The bytes of a part whose transfer encoding is uuencode.
    static func decode(_ bytes: [UInt8]) -> [UInt8]? {
        let text = String(decoding: bytes, as: UTF8.self).withUnixLines
        return UUEncoded(text, countMax: 1).files.first?.content
    }
}
