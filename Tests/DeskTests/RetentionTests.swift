import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("How long a closed ticket is kept")
struct RetentionTests {
    @Test(
        "months after the day of closing, until midnight in the agreement's zone",
        arguments: [
            ("2026-11-23 16:50", 36, "2029-11-24"), ("2026-11-23 00:00", 1, "2026-12-24"),
            ("2027-01-31 12:00", 1, "2027-03-01"), ("2028-01-31 23:59", 1, "2028-03-01"),
            ("2026-12-31 23:30", 2, "2027-03-01"), ("2026-10-15 09:00", 12, "2027-10-16"),
        ])
    func ends(closed: String, months: Int, day: String) throws {
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        let rules = try ZoneFiles.rules(of: zone)
        let parts = closed.split(separator: " ").map(String.init)
        let date = try #require(LocalDate(parts[0]))
        let time = try #require(LocalTime(parts[1]))
        let closedAt = try #require(rules.instant(of: date, time))
        let end = try #require(Retention.ends(closedAt: closedAt, months: months, in: rules))
        #expect("\(rules.local(end).date)" == day && rules.local(end).time == .midnight)
    }
}
