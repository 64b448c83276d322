import BusinessTime
import Foundation

/// Measures the engine through its public API and prints one `name value` line for each figure:
///
///     Deadlines table FILE     writes the openings of the calendar, for the same algorithm in C
///     Deadlines calls          ns for a deadline, over 10 M random starts in 2026
///     Deadlines single         ns for a deadline whose start waits for the one before
///     Deadlines compile        ms for a calendar of 100 years and of 5
///     Deadlines lines          questions of `duly clock` in a second
@main
struct Deadlines {
    static let starts = 10_000_000
    static let year2026: Int64 = 1_767_225_600
    static let periods: [(name: String, seconds: BusinessSeconds)] = [("2h", .hours(2)), ("3d", .hours(27))]

    static func main() throws {
        let arguments = CommandLine.arguments
        switch arguments.dropFirst().first {
        case "table": try writeTable(to: arguments[2])
        case "calls": try calls()
        case "single": try single()
        case "compile": try compile()
        case "lines": try lines()
        default: print("use: Deadlines table FILE | calls | single | compile | lines")
        }
    }

    static func rules() throws -> ZoneRules {
        let file = URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Berlin")
        guard let name = TimeZoneName("Europe/Berlin") else { throw CocoaError(.formatting) }
        return try ZoneRules(name: name, tzif: Array(Data(contentsOf: file)))
    }

    /// Monday to Friday, 9:00 to 18:00, and Christmas off in every year.
    static func definition() throws -> CalendarDefinition {
        var hours = OpeningHours.never
        guard let opens = LocalTime("09:00"), let closes = LocalTime("18:00") else {
            throw CocoaError(.formatting)
        }
        for day in Weekday.allCases.prefix(5) { hours[day] = [OpeningSpan(opens: opens, closes: closes)] }
        let holidays = (2000...2099).flatMap { year in
            [1, 101, 501, 1003, 1225, 1226].compactMap { day in
                LocalDate(year: year, month: max(1, day / 100), day: day % 100)
            }
        }
        return CalendarDefinition(
            zone: try rules().name, weekly: hours,
            holidays: Holidays(holidays.map { Holiday(date: $0, name: "holiday") }))
    }

    static func calendar() throws -> WorkingCalendar {
        try WorkingCalendar(definition(), rules: rules())
    }

    /// The C program draws the same starts.
    static func randomStarts() -> [Int64] {
        var state: UInt64 = 42
        return (0..<starts).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            mixed ^= mixed >> 31
            return year2026 + Int64(mixed % (365 * 86_400))
        }
    }

    static func writeTable(to path: String) throws {
        let openings = try calendar().openings(in: Span(from: .earliest, to: .latest))
        var data = Data()
        for opening in openings {
            for value in [opening.span.from.seconds, opening.span.to.seconds] {
                withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
            }
        }
        try data.write(to: URL(fileURLWithPath: path))
    }
}
