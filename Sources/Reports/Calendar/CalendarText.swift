public import BusinessTime

/// Moments as a calendar that other programs subscribe to (RFC 5545). Each keeps its name for ever, so that a
/// moved one moves there instead of standing twice.
public struct CalendarText: Hashable, Sendable {
    public struct Event: Hashable, Sendable {
        /// Unique in the world, for example "ticket-7-resolution@harbor.example".
        public let uid: String
        public let at: Instant
        public let summary: String
        public let description: String
        /// Where it is seen; nil without an address.
        public let url: String?

        public init(uid: String, at: Instant, summary: String, description: String, url: String? = nil) {
            self.uid = uid
            self.at = at
            self.summary = summary
            self.description = description
            self.url = url
        }
    }

    public let name: String
    /// When it was made.
    public let made: Instant
    public let events: [Event]

    public init(name: String, made: Instant, events: [Event]) {
        self.name = name
        self.made = made
        self.events = events
    }

    /// Lines of 75 octets at most, each ended by CRLF.
    public var text: String {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Duly//Deadlines//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escaped(name))", "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
            "X-PUBLISHED-TTL:PT15M",
        ]
        let lines = head + events.flatMap(lines) + ["END:VCALENDAR"]
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// A deadline is a moment: it begins and takes no time (3.6.1), and blocks none.
    private func lines(_ event: Event) -> [String] {
        [
            "BEGIN:VEVENT", "UID:\(Self.escaped(event.uid))", "DTSTAMP:\(Self.utc(made))",
            "DTSTART:\(Self.utc(event.at))", "SUMMARY:\(Self.escaped(event.summary))",
            "DESCRIPTION:\(Self.escaped(event.description))",
        ] + (event.url.map { ["URL:\($0)"] } ?? []) + ["TRANSP:TRANSPARENT", "END:VEVENT"]
    }

    /// "20261124T085000Z".
    static func utc(_ instant: Instant) -> String {
        "\(instant)".filter { $0 != "-" && $0 != ":" }
    }

    /// The four characters of 3.3.11; other control characters can't stand in a text.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n", "\r": escaped += "\\n"
            default:
                if scalar.value >= 32, scalar.value != 127 { escaped.unicodeScalars.append(scalar) }
            }
        }
        return escaped
    }

    /// Cut behind 75 octets at most, never within a character; what follows begins with a space (3.1).
    static func folded(_ line: String) -> String {
        var (folded, length) = ("", 0)
        for character in line {
            let size = character.utf8.count
            if length + size > 75, length > 1 {
                folded += "\r\n "
                length = 1
            }
            folded.append(character)
            length += size
        }
        return folded
    }
}
