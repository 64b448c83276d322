import DulyTesting
import Testing

@testable import BusinessTime

@Suite("Dates and times of day")
struct LocalDateTests {
    @Test("dates agree with counting month by month")
    func counting() {
        for number in stride(from: 10_000, to: 48_000, by: 97) {
            let date = LocalDate(dayNumber: number)
            #expect(date.description == NaiveCalendar.text(number))
            #expect(LocalDate(date.description) == date)
        }
        #expect(day("1970-01-01").dayNumber == 0)
        #expect(day("0001-01-01").adding(days: -1).description == "0000-12-31")
    }

    @Test("weekdays")
    func weekdays() {
        #expect(day("2026-11-23").weekday == .mon)
        #expect(day("1969-12-31").weekday == .wed)
        #expect(day("2000-02-29").adding(days: 1) == day("2000-03-01"))
        #expect(day("2026-12-25").days(since: day("2026-11-23")) == 32)
    }

    @Test(
        "what is no date is not read",
        arguments: [
            "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261225", "2026-12-25 ",
            "0000-01-01", "+026-01-01", "２０２６-01-01",
        ])
    func noDate(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test(
        "times of day", arguments: [("00:00", 0), ("09:30", 34_200), ("23:59:59", 86_399), ("24:00", 86_400)])
    func times(text: String, second: Int) {
        #expect(LocalTime(text)?.secondOfDay == second)
        #expect(LocalTime(text)?.description == text)
    }

    @Test(
        "what is no time is not read", arguments: ["24:01", "9:00", "09:60", "09:00:60", "0900", "", "-1:00"])
    func noTime(text: String) {
        #expect(LocalTime(text) == nil)
    }
}
