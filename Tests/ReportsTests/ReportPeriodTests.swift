import BusinessTime
import Desk
import Reports
import Testing

@Suite("F: the days a report looks at")
struct ReportPeriodTests {
    private func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    private func period(_ first: String, _ last: String) throws -> ReportPeriod {
        let (first, last) = (try date(first), try date(last))
        return try #require(ReportPeriod(first, last))
    }

    @Test(
        "a named period, and the one before it",
        arguments: [
            (.thisMonth, "2026-11-01 2026-11-30", "2026-10-01 2026-10-31"),
            (.lastMonth, "2026-10-01 2026-10-31", "2026-09-01 2026-09-30"),
            (.thisQuarter, "2026-10-01 2026-12-31", "2026-07-01 2026-09-30"),
            (.lastQuarter, "2026-07-01 2026-09-30", "2026-04-01 2026-06-30"),
            (.thisYear, "2026-01-01 2026-12-31", "2025-01-01 2025-12-31"),
            (.lastYear, "2025-01-01 2025-12-31", "2024-01-01 2024-12-31"),
        ] as [(ReportPeriod.Choice, String, String)])
    func named(_ choice: ReportPeriod.Choice, _ days: String, _ before: String) throws {
        let today = try date("2026-11-27")
        let period = ReportPeriod(choice, today: today)
        #expect("\(period.first) \(period.last)" == days)
        #expect("\(period.before.first) \(period.before.last)" == before)
    }

    @Test("dates that are no whole months are compared with as many days before")
    func days() throws {
        let period = try period("2026-03-02", "2026-03-08")
        #expect("\(period.before.first) \(period.before.last)" == "2026-02-23 2026-03-01")
    }

    @Test("months cover the period day by day, without a gap")
    func months() throws {
        let period = try period("2026-01-15", "2026-04-02")
        let months = period.months.map { "\($0.first) \($0.last)" }
        #expect(
            months == [
                "2026-01-15 2026-01-31", "2026-02-01 2026-02-28", "2026-03-01 2026-03-31",
                "2026-04-01 2026-04-02",
            ])
    }

    @Test("an end before the beginning, or more than ten years, is no period")
    func bounds() throws {
        #expect(ReportPeriod(try date("2026-03-02"), try date("2026-03-01")) == nil)
        #expect(ReportPeriod(try date("2026-03-02"), try date("2026-03-02")) != nil)
        #expect(ReportPeriod(try date("2016-01-01"), try date("2026-12-31")) == nil)
    }

    @Test("what lies outside 2000 to 2100 is no period and no month: nothing goes on from it")
    func years() throws {
        #expect(ReportPeriod(try date("0001-01-01"), try date("0001-02-01")) == nil)
        #expect(ReportPeriod(try date("9999-12-01"), try date("9999-12-31")) == nil)
        #expect(try period("2000-01-01", "2000-01-31").before.last == date("1999-12-31"))
        #expect(try period("2100-12-01", "2100-12-31").months.count == 1)
        for month in ["0001-01", "1999-12", "2101-01", "9999-12"] { #expect(CalendarMonth(month) == nil) }
        #expect(CalendarMonth("2100-12")?.length == 31)
    }
}
