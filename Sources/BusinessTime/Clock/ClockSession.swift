/// A conversation in JSON lines: calendars are defined, cases are answered. A bad line is answered with an
/// error and changes nothing else; no input stops the session.
public struct ClockSession {
    private let zone: (TimeZoneName) throws -> ZoneRules
    private var zones: [TimeZoneName: ZoneRules] = [:]
    private var calendars: [String: WorkingCalendar] = [:]

    /// `zone` reads the rules of a zone; what it throws is told to the asker.
    public init(zone: @escaping (TimeZoneName) throws -> ZoneRules) {
        self.zone = zone
    }

    public mutating func answer(line: some StringProtocol) -> String? {
        answer(line: Array(line.utf8))
    }

    /// The answer to one line without its newline; nil when the line needs none: a calendar that was
    /// understood, meta lines, empty lines.
    public mutating func answer(line bytes: [UInt8]) -> String? {
        guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
        var members: [JSONValue.Member] = []
        do throws(ClockRefusal) {
            let line = try Self.read(bytes, into: &members)
            let id = Self.id(in: members, of: bytes)
            switch try line.string("kind") {
            case "meta": return nil
            case "calendar":
                try define(line)
                return nil
            case "case": return Self.text(try answer(line), id: id)
            default: throw ClockRefusal("kind is unknown: use calendar, case or meta")
            }
        } catch {
            return "{\"id\":\(Self.id(in: members, of: bytes)),\"error\":\(Self.quoted(error.description))}"
        }
    }

    private static func read(
        _ bytes: [UInt8], into members: inout [JSONValue.Member]
    ) throws(ClockRefusal) -> ClockLine {
        // Plain ASCII, the common case, needs no validation.
        guard bytes.allSatisfy({ $0 < 0x80 }) || String(validating: bytes, as: UTF8.self) != nil else {
            throw ClockRefusal("the line is not UTF-8")
        }
        var reader = JSONReader(bytes)
        do {
            try reader.object(into: &members)
        } catch {
            throw ClockRefusal(error.text)
        }
        return ClockLine(members)
    }

    private mutating func define(_ line: ClockLine) throws(ClockRefusal) {
        let key = try Self.key(line, "id")
        // A calendar that was refused must not be answered for by the one it should have replaced.
        calendars[key] = nil
        let definition = try CalendarDefinition(line)
        let rules = try rules(of: definition.zone)
        do {
            calendars[key] = try WorkingCalendar(definition, rules: rules)
        } catch {
            throw ClockRefusal(error.description)
        }
    }

    private mutating func rules(of name: TimeZoneName) throws(ClockRefusal) -> ZoneRules {
        if let known = zones[name] { return known }
        do {
            let rules = try zone(name)
            zones[name] = rules
            return rules
        } catch {
            throw ClockRefusal("zone \(name): \(error)")
        }
    }

    private func answer(_ line: ClockLine) throws(ClockRefusal) -> ClockAnswer {
        let key = try Self.key(line, "cal")
        guard let calendar = calendars[key] else {
            throw ClockRefusal("cal names no calendar that was defined before")
        }
        let start = try line.instant("start")
        return try line.question(from: start).answer(by: calendar, from: start)
    }

    private static func key(_ line: ClockLine, _ field: String) throws(ClockRefusal) -> String {
        if case .integer(let number) = line[field] { return "\(number)" }
        return "\"" + (try line.string(field))
    }
}

extension ClockSession {
    /// The id's own text, when it is a number or a string.
    private static func id(in members: [JSONValue.Member], of bytes: [UInt8]) -> String {
        guard let member = members.last(where: { $0.key == "id" }) else { return "null" }
        switch member.value {
        case .integer, .number, .string:
            return String(validating: bytes[member.range], as: UTF8.self) ?? "null"
        default:
            return "null"
        }
    }

    private static func text(_ answer: ClockAnswer, id: String) -> String {
        switch answer {
        case .deadline(let at, let nextOpen):
            "{\"id\":\(id),\"at\":\(text(at)),\"at_next_open\":\(text(nextOpen))}"
        case .elapsed(let seconds):
            "{\"id\":\(id),\"seconds\":\(seconds.count)}"
        }
    }

    private static func text(_ instant: Instant?) -> String {
        instant.map { "\($0.seconds)" } ?? "null"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                quoted += "\\u00\(scalar.value < 16 ? "0" : "1")" + hex(scalar.value % 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func hex(_ digit: UInt32) -> String { String(digit, radix: 16) }
}
