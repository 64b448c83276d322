/// What an invitation says (RFC 5545, 5546): shown, never accepted and never answered.
public struct Invitation: Sendable, Equatable {
    /// A moment as the organiser wrote it. A zone is a name of the organiser's calendar.
    public struct Moment: Sendable, Equatable {
        public let year: Int
        public let month: Int
        public let day: Int
        /// Minutes after midnight; nil for a whole day.
        public let minute: Int?
        /// `UTC`, a zone's name, or nil where none was given.
        public let zone: String?
    }

    public enum Purpose: Sendable, Equatable {
        case request
        case cancellation
        /// Somebody's answer to an invitation.
        case answer
        case other
    }

    public let purpose: Purpose
    public let summary: String
    public let location: String
    /// The name, and the address where there is one.
    public let organiser: String
    public let start: Moment?
    public let end: Moment?
    /// Whether it comes again and again.
    public let isRecurring: Bool

    public static let byteCountMax = 1_048_576
    static let textLengthMax = 500
    static let lineCountMax = 20_000

    /// The first event; nil when there is none.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count <= Invitation.byteCountMax else { return nil }
        let lines = CalendarLine.all(Charset.text(bytes, declared: nil), countMax: Invitation.lineCountMax)
        guard let event = CalendarLine.firstEvent(lines) else { return nil }
        func text(_ name: String) -> String {
            event.first { $0.name == name }.map {
                String($0.text.singleLine.prefix(Invitation.textLengthMax))
            }
                ?? ""
        }
        let isCancelled = text("STATUS").asciiLowered == "cancelled"
        let method = lines.first { $0.name == "METHOD" }?.value.trimmed.asciiLowered
        purpose =
            switch method {
            case "request", "publish", "add": isCancelled ? .cancellation : .request
            case "cancel": .cancellation
            case "reply", "counter", "declinecounter", "refresh": .answer
            default: isCancelled ? .cancellation : .other
            }
        summary = text("SUMMARY")
        location = text("LOCATION")
        organiser = event.first { $0.name == "ORGANIZER" }.map(Invitation.organiser) ?? ""
        start = event.first { $0.name == "DTSTART" }.flatMap(Moment.init)
        end = event.first { $0.name == "DTEND" }.flatMap(Moment.init)
        isRecurring = event.contains { $0.name == "RRULE" }
    }

    private static func organiser(_ line: CalendarLine) -> String {
        let name = (line.parameters["CN"] ?? "").singleLine
        let value = line.value.trimmed
        let address = value.hasPrefixIgnoringCase("mailto:") ? String(value.dropFirst(7)).singleLine : ""
        let both =
            name.isEmpty || address.isEmpty || name == address
            ? name + (name == address ? "" : address)
            : "\(name), \(address)"
        return String(both.prefix(textLengthMax))
    }
}

extension Invitation.Moment {
    /// `20260302`, `20260302T093000`, `20260302T083000Z`.
    init?(_ line: CalendarLine) {
        let value = Array(line.value.trimmed.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= value.count, value[range].allSatisfy(\.isDigit) else { return nil }
            return value[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        if value.count >= 13, value[8].lowered == UInt8(ascii: "t"), let hour = number(9..<11),
            let minute = number(11..<13), hour < 24, minute < 60
        {
            self.minute = hour * 60 + minute
            let isUTC = value.last?.lowered == UInt8(ascii: "z")
            zone = isUTC ? "UTC" : line.parameters["TZID"].map { String($0.singleLine.prefix(80)) }
        } else {
            guard value.count == 8 else { return nil }
            minute = nil
            zone = nil
        }
    }
}

/// One content line: `NAME;PARAMETER=value:value`.
struct CalendarLine {
    let name: String
    let parameters: [String: String]
    let value: String

    /// The value with its escapes undone.
    var text: String {
        var out = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                out.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                out.append(character)
            }
        }
        return out
    }

    static func all(_ text: String, countMax: Int) -> [CalendarLine] {
        var unfolded: [String] = []
        for raw in text.withUnixLines.split(separator: "\n").prefix(countMax) {
            if let first = raw.utf8.first, first.isBlank, !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += raw.dropFirst()
            } else {
                unfolded.append(String(raw))
            }
        }
        return unfolded.compactMap(CalendarLine.init)
    }

    /// The lines of the first event itself, without those of its alarms.
    static func firstEvent(_ lines: [CalendarLine]) -> [CalendarLine]? {
        guard let start = lines.firstIndex(where: { $0.isMark("BEGIN", "VEVENT") }) else { return nil }
        var depth = 0
        var out: [CalendarLine] = []
        for line in lines[(start + 1)...] {
            if depth == 0, line.isMark("END", "VEVENT") { return out }
            if line.name == "BEGIN" { depth += 1 }
            if depth == 0 { out.append(line) }
            if line.name == "END" { depth = max(0, depth - 1) }
        }
        return out
    }

    private func isMark(_ name: String, _ component: String) -> Bool {
        self.name == name && value.trimmed.uppercased() == component
    }

    private init?(_ line: String) {
        var isQuoted = false
        guard
            let colon = line.firstIndex(where: { character in
                if character == "\"" { isQuoted.toggle() }
                return character == ":" && !isQuoted
            })
        else { return nil }
        value = String(line[line.index(after: colon)...])
        var words: [Substring] = []
        var start = line.startIndex
        isQuoted = false
        for index in line[..<colon].indices {
            if line[index] == "\"" { isQuoted.toggle() }
            if line[index] == ";", !isQuoted {
                words.append(line[start..<index])
                start = line.index(after: index)
            }
        }
        words.append(line[start..<colon])
        name = words[0].trimmed.uppercased()
        parameters = words.dropFirst().reduce(into: [:]) { all, word in
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return }
            all[parts[0].trimmed.uppercased()] = parts[1].filter { $0 != "\"" }
        }
    }
}
