/// One property of the feed, its folded parts put together.
struct FeedLine {
    /// In capitals.
    let name: String
    /// In capitals, without quotes.
    let parameters: [String: String]
    let value: String
    /// Where it begins, from 1.
    let number: Int

    static func all(in bytes: [UInt8]) throws(FeedProblem) -> [FeedLine] {
        guard bytes.count <= HolidayFeed.byteCountMax else {
            throw FeedProblem(
                nil, "the feed is longer than 1 MiB", remedy: "take a feed of holidays alone, of fewer years")
        }
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        var lines: [FeedLine] = []
        for (content, number) in try unfolded(bytes.dropFirst(isMarked ? 3 : 0)) {
            guard let text = String(validating: content, as: UTF8.self), !content.contains(0) else {
                throw FeedProblem(number, "this is not UTF-8 text", remedy: "save the feed as UTF-8")
            }
            if !text.allSatisfy(\.isWhitespace) { lines.append(try FeedLine(text, number)) }
        }
        return lines
    }

    /// A line that begins with a blank goes on with the one before (RFC 5545, 3.1), even inside a letter.
    private static func unfolded(_ bytes: ArraySlice<UInt8>) throws(FeedProblem) -> [([UInt8], Int)] {
        var lines: [([UInt8], Int)] = []
        for (index, raw) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = raw.last == 0x0D ? raw.dropLast() : raw
            if let first = line.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1].0 += line.dropFirst()
            } else {
                lines.append((Array(line), index + 1))
            }
            guard lines[lines.count - 1].0.count <= HolidayFeed.lineBytesMax else {
                throw FeedProblem(
                    lines[lines.count - 1].1, "a line is longer than \(HolidayFeed.lineBytesMax) bytes",
                    remedy: "shorten it or leave it out")
            }
        }
        return lines
    }

    private init(_ text: String, _ number: Int) throws(FeedProblem) {
        guard let colon = Self.places(of: 0x3A, in: text.utf8[...]).first else {
            throw FeedProblem(number, "a line has no colon", remedy: "write it as NAME:value")
        }
        let head = text.utf8[..<colon]
        let ends = Self.places(of: 0x3B, in: head) + [colon]
        name = String(Substring(head[..<ends[0]])).uppercased()
        parameters = Self.parameters(zip(ends, ends.dropFirst()).map { Substring(head[$0..<$1].dropFirst()) })
        value = String(Substring(text.utf8[colon...].dropFirst()))
        self.number = number
    }

    /// Where the mark stands outside quotes.
    private static func places(of mark: UInt8, in text: Substring.UTF8View) -> [String.Index] {
        var isQuoted = false
        return text.indices.filter { index in
            if text[index] == 0x22 { isQuoted.toggle() }
            return text[index] == mark && !isQuoted
        }
    }

    private static func parameters(_ parts: [Substring]) -> [String: String] {
        Dictionary(
            parts.compactMap { part in
                let pair = part.split(separator: "=", maxSplits: 1)
                guard let name = pair.first, pair.count == 2 else { return nil }
                return (name.uppercased(), pair[1].replacing("\"", with: "").uppercased())
            }, uniquingKeysWith: { first, _ in first })
    }
}
