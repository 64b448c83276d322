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
            // Marks of direction and blanks that do not break stand at either end of such lines.
            let words = String(Substring(plain)).lowercased().unicodeScalars.filter {
                !(0x200E...0x200F).contains($0.value) && !(0x202A...0x202E).contains($0.value)
                    && !(0x2066...0x2069).contains($0.value) && $0.value != 0xFEFF && $0.value != 0x200B
            }.map { $0.value == 0xA0 || $0.value == 0x202F ? " " : $0 }
            lowered = String(String.UnicodeScalarView(words)).trimmed
        }
    }

    var isBlank: Bool { lowered.isEmpty || lowered.unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
    var isQuoted: Bool { lowered.hasPrefix(">") || lowered.hasPrefix("|>") || lowered.hasPrefix("＞") }
    /// `>50 users`: more than, and no mark of a quote.
    var isComparison: Bool {
        let plain = text.utf8.trimmedBytes.prefix(2)
        return plain.first == UInt8(ascii: ">")
            && plain.last.map { $0.isDigit || $0 == UInt8(ascii: "=") } == true
    }
    /// RFC 3676, 4.3; many programs lose the blank.
    var isSignatureMark: Bool { lowered == "--" || lowered == "—" }
    var isExactSignatureMark: Bool { text == "-- " || text == "-- \r" }
    /// A line of dashes or underscores only.
    var isRule: Bool { lowered.utf8.count >= 3 && lowered.utf8.allSatisfy { "-_=*".utf8.contains($0) } }

    /// As long as a line that stands over an older mail.
    var isMarkLong: Bool { (10..<120).contains(lowered.utf8.count) && !isRule }

    /// `Sent from my iPhone` and its kin: short, begun or ended as such lines are, and naming the thing.
    var isDeviceMark: Bool {
        guard lowered.utf8.count < 160 else { return false }
        if isOutlookMark { return true }
        guard !lowered.contains(","), !lowered.contains("?"), !lowered.contains("!"), wordCount <= 9 else {
            return false
        }
        let isMarked =
            QuoteWords.device.contains { lowered.hasPrefix($0) }
            || QuoteWords.deviceEnd.contains { lowered.hasSuffix($0) }
        return isMarked && QuoteWords.things.contains { lowered.contains($0) }
    }

    /// So short that it may stand right below other text.
    var isShortDeviceMark: Bool { isDeviceMark && (wordCount <= 4 || isOutlookMark) }

    private var wordCount: Int { lowered.split(separator: " ").count }

    private var isOutlookMark: Bool {
        guard lowered.contains("outlook") else { return false }
        let words = lowered.prefix { $0 != "<" && $0 != "[" && $0 != "(" }
        return ["ios", "android", "mac"].contains { system in
            words.contains(system)
                && QuoteWords.outlook.contains(words.replacing(system, with: "#").trimmed)
        }
    }

    var endsWithColon: Bool {
        lowered.hasSuffix(":") || lowered.hasSuffix("：") || lowered.hasSuffix(":*")
    }

    /// Bold marks, as programs write them that turn pages into text.
    var hasBoldLabel: Bool { lowered.hasPrefix("*") }

    /// The part before the colon when it is short, without bold marks.
    var label: String? {
        guard let colon = lowered.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let label = lowered[..<colon].filter { $0 != "*" && $0 != "\u{A0}" }.trimmed
        return label.isEmpty || label.utf8.count > 40 ? nil : label
    }
}
