/// What somebody wrote now, without the history below or between and without the signature.
public enum ReplyText {
    /// Lines looked at; the rest of a longer text is history in all likelihood and is left out.
    public static let lineCountMax = 20_000

    public static func newText(in text: String) -> String {
        let all = text.utf8.split(separator: lf, maxSplits: lineCountMax, omittingEmptySubsequences: false)
        let lines = all.prefix(lineCountMax).map { Line(Substring($0)) }
        var kept: [Line] = []
        var index = 0
        reading: while index < lines.count {
            if lines[index].isQuoted {
                index += 1
                continue
            }
            switch Attribution.find(in: lines, at: index) {
            case .historyBelow: break reading
            case .quote(let length):
                index += length
                continue
            case nil: break
            }
            if lines[index].isSignatureMark { break }
            kept.append(lines[index])
            index += 1
        }
        return trimmed(kept)
    }

    private static func trimmed(_ lines: [Line]) -> String {
        var rest = lines[...]
        while let line = rest.last, line.isBlank || line.isRule || line.isDeviceMark { rest.removeLast() }
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

/// One line of a mail's text with what is asked of it again and again.
struct Line {
    let text: Substring
    /// Lower case, without blanks around; of a quoted line its mark, of a long one its beginning.
    let lowered: String

    /// A longer line is text of its own, or a field whose label is all that counts.
    static let byteCountMax = 500
    private static let beginning = 100

    init(_ text: Substring) {
        self.text = text
        let plain = text.utf8.trimmedBytes
        if plain.first == UInt8(ascii: ">") {
            lowered = ">"
        } else if plain.count > Line.byteCountMax {
            lowered = String(decoding: plain.prefix(Line.beginning), as: UTF8.self).lowercased() + "..."
        } else if plain.allSatisfy({ $0 < 0x80 }) {
            lowered = String(decoding: plain.map(\.lowered), as: UTF8.self)
        } else {
            lowered = String(Substring(plain)).lowercased()
        }
    }

    var isBlank: Bool { lowered.isEmpty || lowered.unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
    var isQuoted: Bool { lowered.hasPrefix(">") || lowered.hasPrefix("|>") || lowered.hasPrefix("＞") }
    /// RFC 3676, 4.3; many programs lose the blank.
    var isSignatureMark: Bool { lowered == "--" || lowered == "—" }
    /// A line of dashes or underscores only.
    var isRule: Bool { lowered.utf8.count >= 3 && lowered.utf8.allSatisfy { "-_=*".utf8.contains($0) } }
    var isDeviceMark: Bool {
        guard lowered.utf8.count < 120 else { return false }
        return QuoteWords.device.contains { lowered.hasPrefix($0) }
    }
    var endsWithColon: Bool {
        lowered.hasSuffix(":") || lowered.hasSuffix("：") || lowered.hasSuffix(":*")
    }

    /// The part before the colon when it is short, without bold marks.
    var label: String? {
        guard let colon = lowered.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let label = lowered[..<colon].filter { $0 != "*" && $0 != "\u{A0}" }.trimmed
        return label.isEmpty || label.utf8.count > 40 ? nil : label
    }
}
