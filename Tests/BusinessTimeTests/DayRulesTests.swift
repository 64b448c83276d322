import BusinessTime
import Testing

/// Periods in business days; 2026-11-23 is a Monday.
@Suite("Business days: same-time, end-of-nth, n-times-day")
struct DayRulesTests {
    @Test(
        "same-time: N business days later at the same local time",
        arguments: [
            ("2026-11-23 16:50", 3, "2026-11-26 16:50"), ("2026-11-27 16:50", 1, "2026-11-30 16:50"),
            ("2026-11-28 12:00", 1, "2026-12-01 09:00"), ("2026-11-23 18:00", 1, "2026-11-25 09:00"),
            ("2026-10-23 10:00", 1, "2026-10-26 10:00"), ("2026-11-28 12:00", 0, "2026-11-30 09:00"),
        ])
    func sameTime(start: String, count: Int, due: String) throws {
        #expect(try Wall().days(count, start) == due)
    }

    @Test(
        "same-time when that time is closed on the day: its opening, the break's beginning, or its closing",
        arguments: [
            ("2026-11-23 10:00", [span("12:00", "18:00")], "2026-11-26 12:00"),
            ("2026-11-23 10:00", [span("08:00", "09:30"), span("13:00", "18:00")], "2026-11-26 09:30"),
            ("2026-11-23 16:50", [span("09:00", "12:00")], "2026-11-26 12:00"),
            ("2026-11-23 12:00", [span("09:00", "12:00")], "2026-11-26 12:00"),
        ])
    func sameTimeClosed(start: String, hours: [OpeningSpan], due: String) throws {
        #expect(try Wall(special: ["2026-11-26": hours]).days(3, start) == due)
    }

    @Test("same-time after midnight in a night shift: the night of the Nth business date")
    func sameTimeAtNight() throws {
        let night = try Wall(nights)
        #expect(night.days(1, "2026-11-24 02:00") == "2026-11-25 02:00")
        #expect(night.days(1, "2026-11-28 02:00") == "2026-12-01 02:00")
    }

    @Test(
        "end-of-nth: the last closing of the Nth business day after the start's day",
        arguments: [
            ("2026-11-23 10:00", 3, "2026-11-26 18:00"), ("2026-11-28 12:00", 1, "2026-11-30 18:00"),
            ("2026-11-23 18:00", 1, "2026-11-24 18:00"), ("2026-11-23 00:00", 1, "2026-11-24 18:00"),
        ])
    func endOfNth(start: String, count: Int, due: String) throws {
        #expect(try Wall().days(count, .endOfNth, start) == due)
    }

    @Test("end-of-nth in a night shift counts from the business date")
    func endOfNthAtNight() throws {
        let night = try Wall(nights)
        #expect(night.days(1, .endOfNth, "2026-11-24 02:00") == "2026-11-25 06:00")
        #expect(night.days(1, .endOfNth, "2026-11-24 12:00") == "2026-11-26 06:00")
    }

    @Test("n-times-day: N times a day's business time")
    func nTimesDay() throws {
        let acme = try Wall()
        #expect(acme.days(3, .nTimesDay, "2026-11-23 10:00", day: .hours(9)) == "2026-11-26 10:00")
        #expect(acme.days(3, .nTimesDay, "2026-11-23 10:00", day: .hours(8)) == "2026-11-25 16:00")
        #expect(acme.days(3, .nTimesDay, "2026-11-23 10:00") == "never")
    }

    @Test("counts that can't be reached or meant are never due")
    func neverDue() throws {
        let acme = try Wall()
        #expect(acme.days(-1, "2026-11-23 10:00") == "never")
        #expect(acme.days(0, .endOfNth, "2026-11-23 10:00") == "never")
        #expect(acme.days(.max, "2026-11-23 10:00") == "never")
        #expect(acme.days(.max, .nTimesDay, "2026-11-23 10:00", day: .hours(9)) == "never")
    }

    @Test("pauses with a day rule: its business seconds run outside the pauses")
    func pausedDays() throws {
        let acme = try Wall()
        let start = acme.at("2026-11-23 10:00")
        let pause = acme.pauses(("2026-11-23 12:00", "2026-11-23 14:00"))
        let oneDay = DayPeriod(count: 1)
        #expect(
            acme.text(acme.calendar.deadline(oneDay, from: start, excluding: pause)) == "2026-11-24 12:00")
        #expect(
            acme.text(acme.calendar.deadline(oneDay, from: start, excluding: .none)) == "2026-11-24 10:00")
    }

    @Test("a pause that takes no business time before the deadline leaves it")
    func uselessPause() throws {
        // Late opening on Thursday: the deadline is that opening, not the closing before it.
        let acme = try Wall(special: ["2026-11-26": [span("12:00", "18:00")]])
        let (start, period) = (acme.at("2026-11-23 10:00"), DayPeriod(count: 3))
        for pause in [
            acme.pauses(("2026-11-25 20:00", "2026-11-25 23:00")),
            acme.pauses(("2026-11-26 13:00", "2026-11-26 14:00")),
        ] {
            let due = acme.calendar.deadline(period, from: start, excluding: pause)
            #expect(acme.text(due) == "2026-11-26 12:00")
        }
    }
}
