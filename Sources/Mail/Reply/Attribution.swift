/// Where history begins.
enum Attribution: Equatable {
    /// Everything from here on is history.
    case historyBelow
    /// So many lines introduce a quote that is marked line by line; there may be new text behind it.
    case quote(lines: Int)

    /// `On ... wrote:` may be wrapped on so many lines.
    static let lineCountMax = 4
    static let byteCountMax = 500

    static func find(in lines: [Line], at index: Int) -> Attribution? {
        let line = lines[index]
        if line.isBlank { return nil }
        if isOriginalMark(line) || isHeaderBlock(lines, at: index) { return .historyBelow }
        if line.isRule, line.lowered.utf8.count >= 5, let next = nextFilled(lines, after: index),
            isHeaderBlock(lines, at: next)
        {
            return .historyBelow
        }
        return introduction(lines, at: index)
    }

    private static func isOriginalMark(_ line: Line) -> Bool {
        guard line.lowered.utf8.count < 120, let first = line.lowered.first, "-_—*=".contains(first) else {
            return false
        }
        return QuoteWords.original.contains { line.lowered.contains($0) }
    }

    /// A sender's label, and two more labels within the next lines.
    private static func isHeaderBlock(_ lines: [Line], at index: Int) -> Bool {
        guard let label = lines[index].label, QuoteWords.from.contains(label) else { return false }
        var found = 0
        var filled = 0
        for line in lines[(index + 1)...].prefix(12) where !line.isBlank {
            filled += 1
            if filled > 6 { break }
            if let label = line.label, QuoteWords.others.contains(label) { found += 1 }
        }
        return found >= 2
    }

    private static func introduction(_ lines: [Line], at index: Int) -> Attribution? {
        var joined = ""
        for length in 1...lineCountMax {
            guard index + length <= lines.count else { return nil }
            let line = lines[index + length - 1]
            if line.isBlank || line.isQuoted { return nil }
            joined += (length > 1 ? " " : "") + line.lowered
            guard joined.utf8.count <= byteCountMax else { return nil }
            guard line.endsWithColon else { continue }
            let next = nextFilled(lines, after: index + length - 1)
            let isQuoteNext = next.map { lines[$0].isQuoted } ?? false
            guard isIntroduction(joined, first: lines[index], length: length, isQuoteNext: isQuoteNext) else {
                continue
            }
            return isQuoteNext ? .quote(lines: length) : .historyBelow
        }
        return nil
    }

    private static func isIntroduction(_ text: String, first: Line, length: Int, isQuoteNext: Bool) -> Bool {
        let digits = text.utf8.reduce(0) { $0 + ($1.isDigit ? 1 : 0) }
        let hasVerb = QuoteWords.wrote.contains { text.contains($0) }
        let hasAddress = text.utf8.contains(UInt8(ascii: "@"))
        let hasStart =
            QuoteWords.starts.contains { text.hasPrefix($0) }
            || text.utf8.first.map(\.isDigit) == true
        // Text of its own before the introduction must not be taken for a part of it.
        if length > 1, !hasStart, !first.lowered.utf8.contains(where: \.isDigit), !first.lowered.contains("@")
        {
            return false
        }
        if hasVerb, (hasStart && digits >= 3) || (hasAddress && digits >= 3) { return true }
        if hasVerb, isQuoteNext, length == 1 || hasStart { return true }
        return hasAddress && digits >= 6 && (hasStart || isQuoteNext)
    }

    private static func nextFilled(_ lines: [Line], after index: Int) -> Int? {
        lines[(index + 1)...].prefix(20).firstIndex { !$0.isBlank }
    }
}
