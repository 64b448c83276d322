/// Where history begins.
enum Attribution: Equatable {
    /// Everything from here on is history.
    case historyBelow
    /// So many lines introduce a quote that is marked line by line; there may be new text behind it.
    case quote(lines: Int)
    /// A mail is passed on from here: all below is what the sender wants to be read.
    case forwardedBelow

    /// `On ... wrote:` may be wrapped on so many lines.
    static let lineCountMax = 4
    static let byteCountMax = 500

    /// - Parameter isAlone: nothing of the sender's own stands above.
    static func find(in lines: [Line], at index: Int, isAlone: Bool) -> Attribution? {
        let line = lines[index]
        if line.isBlank { return nil }
        if isForwardedMark(line) { return .forwardedBelow }
        if isOriginalMark(line) || isHeaderBlock(lines, at: index, isBelowRule: false) {
            return .historyBelow
        }
        if line.isRule, line.lowered.utf8.count >= 5, let next = nextFilled(lines, after: index),
            isHeaderBlock(lines, at: next, isBelowRule: true)
        {
            return .historyBelow
        }
        return introduction(lines, at: index, isAlone: isAlone)
    }

    private static func isOriginalMark(_ line: Line) -> Bool {
        guard line.isMarkLong, let first = line.lowered.first, "-_—*=".contains(first) else { return false }
        return QuoteWords.original.contains { line.lowered.contains($0) }
    }

    /// `---------- Forwarded message ---------`, `Begin forwarded message:`.
    private static func isForwardedMark(_ line: Line) -> Bool {
        guard line.isMarkLong, let first = line.lowered.first else { return false }
        return ("-_—*=".contains(first) || line.endsWithColon)
            && QuoteWords.forwarded.contains { line.lowered.contains($0) }
    }

    /// A sender's label, and two more labels within the next lines. A list of someone's own may have the same
    /// words: one label must be a mail's alone, or an address be there, or marks around.
    private static func isHeaderBlock(_ lines: [Line], at index: Int, isBelowRule: Bool) -> Bool {
        guard let label = lines[index].label, QuoteWords.from.contains(label) else { return false }
        var found = 0
        var filled = 0
        var isMail = isBelowRule || lines[index].hasBoldLabel || lines[index].lowered.contains("@")
        for line in lines[(index + 1)...].prefix(12) where !line.isBlank {
            filled += 1
            if filled > 6 { break }
            if let label = line.label, QuoteWords.others.contains(label) {
                found += 1
                isMail = isMail || QuoteWords.sentOrSubject.contains(label) || line.lowered.contains("@")
            }
        }
        return found >= 2 && isMail
    }

    private static func introduction(_ lines: [Line], at index: Int, isAlone: Bool) -> Attribution? {
        var joined = ""
        for length in 1...lineCountMax {
            guard index + length <= lines.count else { return nil }
            let line = lines[index + length - 1]
            if line.isBlank || line.isQuoted { return nil }
            joined += (length > 1 ? " " : "") + line.lowered
            guard joined.utf8.count <= byteCountMax else { return nil }
            guard line.endsWithColon else { continue }
            let introduction = Introduction(joined, lines[index..<(index + length)])
            let below = index + length
            let next = nextFilled(lines, after: below - 1)
            if next.map({ lines[$0].isQuoted }) ?? false {
                if introduction.announcesQuote { return .quote(lines: length) }
                continue
            }
            let isSetOff =
                (index == 0 || lines[index - 1].isBlank || lines[index - 1].isDeviceMark)
                && (below >= lines.count || lines[below].isBlank)
            if introduction.announcesHistory(isSetOff: isSetOff, isAlone: isAlone) { return .historyBelow }
        }
        return nil
    }

    private static func nextFilled(_ lines: [Line], after index: Int) -> Int? {
        lines[(index + 1)...].prefix(20).firstIndex { !$0.isBlank }
    }
}

/// A line, or a few, that may be `On ... wrote:`.
private struct Introduction {
    private let digits: Int
    private let hasVerb: Bool
    private let hasAddress: Bool
    private let hasStart: Bool
    private let isWhole: Bool
    private let isShort: Bool

    init(_ text: String, _ lines: ArraySlice<Line>) {
        digits = text.utf8.reduce(0) { $0 + ($1.isDigit ? 1 : 0) }
        hasVerb = QuoteWords.wrote.contains { text.contains($0) }
        hasAddress = text.utf8.contains(UInt8(ascii: "@"))
        hasStart =
            QuoteWords.starts.contains { text.hasPrefix($0) } || text.utf8.first.map(\.isDigit) == true
        // Text of its own before the introduction must not be taken for a part of it.
        let (first, second) = (lines[lines.startIndex].lowered, lines.dropFirst().first?.lowered.first)
        isShort = lines.count == 1
        isWhole =
            isShort || hasStart || first.utf8.contains { $0.isDigit || $0 == UInt8(ascii: "@") }
            || second == "<" || second == "("
    }

    /// A quote follows, marked line by line: little is needed to believe the line above it.
    var announcesQuote: Bool {
        guard isWhole else { return false }
        if hasVerb, isShort || hasStart || hasAddress && digits >= 3 { return true }
        return hasAddress && digits >= 6
    }

    /// No marks follow. Then a person may have written the line: `On 2 March at 10:15 the log wrote:`. An
    /// address, or a whole date in a paragraph of its own with an answer above it, tells a program's.
    func announcesHistory(isSetOff: Bool, isAlone: Bool) -> Bool {
        guard isWhole else { return false }
        if hasAddress { return hasVerb && digits >= 3 || hasStart && digits >= 6 }
        return hasVerb && hasStart && digits >= 6 && isSetOff && !isAlone
    }
}
