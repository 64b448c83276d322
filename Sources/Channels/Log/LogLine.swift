import BusinessTime

/// One event as one line. What comes from outside is a field: bounded, and escaped so that it can't begin a
/// line of its own, turn the direction of writing or end its quotes.
public struct LogLine: Sendable {
    public enum Form: String, CaseIterable, Sendable {
        /// For people: `2026-11-28T12:00:00.250Z warning turned-away door=smtp answer="421 ..."`.
        case text
        /// For programs: `{"time":..,"level":..,"event":..,"fields":{..}}`.
        case json
    }

    /// UTF-8 bytes of one value; a longer one is cut and ends with an ellipsis.
    public static let valueBytesMax = 500

    /// POSIX milliseconds.
    public let milliseconds: Int64
    public let level: String
    public let event: String
    public let fields: [(name: String, value: String)]

    public init(
        milliseconds: Int64, level: String, event: String, fields: [(name: String, value: String)]
    ) {
        (self.milliseconds, self.level, self.event, self.fields) = (milliseconds, level, event, fields)
    }

    private static func pair(_ field: (name: String, value: String)) -> String {
        "\(quoted(field.name)):\(quoted(cut(field.value)))"
    }

    /// With its line break.
    public func written(as form: Form) -> String {
        switch form {
        case .text:
            ([time, level, event] + fields.map { "\($0.name)=\(Self.word(Self.cut($0.value)))" })
                .joined(separator: " ") + "\n"
        case .json:
            """
            {"time":"\(time)","level":\(Self.quoted(level)),"event":\(Self.quoted(event)),\
            "fields":{\(fields.map(Self.pair).joined(separator: ","))}}

            """
        }
    }

    /// ISO 8601 in UTC, with milliseconds.
    private var time: String {
        let second = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
        let rest = String(milliseconds - second * 1000)
        let padded = String(repeating: "0", count: 3 - rest.count) + rest
        return "\(Instant(seconds: second))".replacing("Z", with: ".\(padded)Z")
    }

    private static func cut(_ value: String) -> String {
        guard value.utf8.count > valueBytesMax else { return value }
        var (kept, size) = (String.UnicodeScalarView(), 0)
        for scalar in value.unicodeScalars {
            size += scalar.utf8.count
            if size > valueBytesMax { break }
            kept.append(scalar)
        }
        return String(kept) + "…"
    }

    /// Bare where nothing in it needs quotes.
    private static func word(_ value: String) -> String {
        let isBare = value.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                || ".,:/@+-_[]".utf8.contains($0)
        }
        return isBare && !value.isEmpty ? value : quoted(value)
    }

    /// As JSON writes a text; both forms quote alike.
    private static func quoted(_ value: String) -> String {
        var out = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\\(scalar)"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if isPlain(scalar) {
                    out.unicodeScalars.append(scalar)
                } else {
                    for unit in String(scalar).utf16 { out += "\\u" + hexadecimal(unit) }
                }
            }
        }
        return out + "\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }

    private static func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
