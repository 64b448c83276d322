/// What somebody wrote now, without the history below or between and without the signature.
public enum ReplyText {
    /// Lines looked at; the rest of a longer text is history in all likelihood and is left out.
    public static let lineCountMax = 20_000
    /// Lines that may follow a signature's mark which lost its blank; more are text.
    static let signatureLinesMax = 12

    public static func newText(in text: String) -> String {
        let all = text.utf8.split(separator: lf, maxSplits: lineCountMax, omittingEmptySubsequences: false)
        let lines = Armour.open(all.prefix(lineCountMax).map { Line(Substring($0)) })
        let hasQuotes = lines.contains { $0.isQuoted && !$0.isComparison }
        var kept: [Line] = []
        var index = 0
        reading: while index < lines.count {
            if lines[index].isQuoted, hasQuotes || !lines[index].isComparison {
                index += 1
                continue
            }
            switch Attribution.find(in: lines, at: index, isAlone: kept.allSatisfy(\.isBlank)) {
            case .historyBelow: break reading
            case .forwardedBelow:
                kept += lines[index...]
                return trimmed(kept)
            case .quote(let length):
                index += length
                continue
            case nil: break
            }
            if isSignature(lines, at: index) { break }
            kept.append(lines[index])
            index += 1
        }
        return trimmed(kept)
    }

    /// The mark of RFC 3676, or one without its blank behind which only few lines stand before history.
    private static func isSignature(_ lines: [Line], at index: Int) -> Bool {
        if lines[index].isExactSignatureMark { return true }
        guard lines[index].isSignatureMark else { return false }
        var count = 0
        for below in (index + 1)..<max(index + 1, lines.count) where !lines[below].isBlank {
            if lines[below].isQuoted || Attribution.find(in: lines, at: below, isAlone: false) != nil {
                break
            }
            count += 1
            if count > signatureLinesMax { return false }
        }
        return true
    }

    /// A paragraph of its own, unless it can be nothing else.
    private static func isDeviceMark(_ line: Line, at index: Int, _ lines: ArraySlice<Line>) -> Bool {
        let isSetOff = index == lines.startIndex || lines[index - 1].isBlank || lines[index - 1].isRule
        return isSetOff ? line.isDeviceMark : line.isShortDeviceMark
    }

    private static func trimmed(_ lines: [Line]) -> String {
        var rest = lines[...]
        while let line = rest.last,
            line.isBlank || line.isRule || isDeviceMark(line, at: rest.endIndex - 1, rest)
        { rest.removeLast() }
        while let line = rest.first, line.isBlank { rest.removeFirst() }
        var out: [Substring] = []
        var wasBlank = false
        for line in rest {
            if !(line.isBlank && wasBlank) { out.append(line.text) }
            wasBlank = line.isBlank
        }
        return out.joined(separator: "\n").trimmedEnd
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        let end = utf8.lastIndex { !$0.isWhite }
        return end.map { String(self[...$0]) } ?? ""
    }
}

/// A text signed by OpenPGP inside the mail itself (RFC 4880, 7): its words are read, its frame goes.
private enum Armour {
    static func open(_ lines: [Line]) -> [Line] {
        guard let first = lines.firstIndex(where: { !$0.isBlank }),
            lines[first].lowered == "-----begin pgp signed message-----",
            let start = lines[first...].firstIndex(where: \.isBlank),
            let end = lines[start...].firstIndex(where: { $0.lowered == "-----begin pgp signature-----" })
        else { return lines }
        return lines[(start + 1)..<end].map { $0.text.hasPrefix("- ") ? Line($0.text.dropFirst(2)) : $0 }
    }
}
