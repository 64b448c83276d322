import BusinessTime
import Foundation
import Reports
import Testing

@Suite("When a report is mailed by itself")
struct ReportRhythmTests {
    private let berlin: ZoneRules

    init() throws {
        let bytes = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin"))
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        berlin = try ZoneRules(name: zone, tzif: Array(bytes))
    }

    private func instant(_ text: String) throws -> Instant {
        let parts = text.split(separator: " ").map(String.init)
        let (date, time) = (try #require(LocalDate(parts[0])), try #require(LocalTime(parts[1])))
        return try #require(berlin.instant(of: date, time))
    }

    @Test(
        "the next hour after an instant, and the week or month that is over by then",
        arguments: [
            ("month", 7, "2026-11-23 16:50", "2026-12-01 07:00", "2026-11-01", "2026-11-30"),
            ("month", 7, "2026-12-01 06:59", "2026-12-01 07:00", "2026-11-01", "2026-11-30"),
            ("month", 7, "2026-12-01 07:00", "2027-01-01 07:00", "2026-12-01", "2026-12-31"),
            ("mon", 0, "2026-11-23 16:50", "2026-11-30 00:00", "2026-11-23", "2026-11-29"),
            ("wed", 8, "2026-11-23 16:50", "2026-11-25 08:00", "2026-11-18", "2026-11-24"),
            // The clock goes back on 25 October 2026; the week has an hour more, and seven days.
            ("mon", 6, "2026-10-24 12:00", "2026-10-26 06:00", "2026-10-19", "2026-10-25"),
        ])
    func due(
        _ every: String, _ hour: Int, _ now: String, _ due: String, _ first: String, _ last: String
    ) throws {
        let days = try #require(ReportRhythm.Every(every))
        let rhythm = try #require(ReportRhythm(days, hour: hour))
        let (from, expected) = (try instant(now), try instant(due))
        let found = try #require(rhythm.due(after: from, in: berlin))
        #expect(found == expected)
        let period = rhythm.period(dueAt: found, in: berlin)
        #expect("\(period.first) \(period.last)" == "\(first) \(last)")
    }

    @Test("an hour that the night of the clock change skips is made up within that day")
    func skipped() throws {
        let rhythm = try #require(ReportRhythm(.week(.sun), hour: 2))
        let before = try instant("2026-03-28 12:00")
        let due = try #require(rhythm.due(after: before, in: berlin))
        #expect("\(berlin.local(due).date)" == "2026-03-29")
        #expect(rhythm.due(after: due, in: berlin).map { berlin.local($0).date.weekday } == .sun)
    }

    @Test("hours are 0 to 23, days have their names")
    func bounds() {
        #expect(ReportRhythm(.month, hour: -1) == nil)
        #expect(ReportRhythm(.month, hour: 0) != nil)
        #expect(ReportRhythm(.month, hour: 23) != nil)
        #expect(ReportRhythm(.month, hour: 24) == nil)
        #expect(ReportRhythm.Every("day") == nil)
        #expect(ReportRhythm.Every("sun")?.word == "sun")
    }
}
