import BusinessTime
import DulyTesting
import Testing

/// One test for each contested question of counting time. Acme's agreement: 9:00 to 18:00, Monday to Friday,
/// in Berlin; 2026-11-23 is a Monday.
@Suite("Time: the contested questions")
struct TimeRulesTests {
    @Test("an opening span is half-open")
    func halfOpen() throws {
        let acme = try Wall()
        #expect(!acme.calendar.isOpen(at: acme.at("2026-11-23 08:59:59")))
        #expect(acme.calendar.isOpen(at: acme.at("2026-11-23 09:00")))
        #expect(acme.calendar.isOpen(at: acme.at("2026-11-23 17:59:59")))
        #expect(!acme.calendar.isOpen(at: acme.at("2026-11-23 18:00")))
    }

    @Test(
        "received exactly at closing or outside hours: counting starts at the next opening",
        arguments: [
            ("2026-11-23 18:00", "2026-11-24 11:00"), ("2026-11-23 07:00", "2026-11-23 11:00"),
            ("2026-11-28 12:00", "2026-11-30 11:00"), ("2026-11-23 17:59:59", "2026-11-24 10:59:59"),
        ])
    func outsideHours(received: String, due: String) throws {
        #expect(try Wall().after(.hours(2), received) == due)
    }

    @Test("a deadline exactly on closing is the closing, and the next opening is known")
    func onClosing() throws {
        let acme = try Wall()
        #expect(acme.after(.hours(2), "2026-11-23 16:00") == "2026-11-23 18:00")
        #expect(acme.after(.hours(2) + 1, "2026-11-23 16:00") == "2026-11-24 09:00:01")
        let next = acme.calendar.nextOpening(atOrAfter: acme.at("2026-11-23 18:00"))
        #expect(acme.text(next) == "2026-11-24 09:00")
    }

    @Test("hours are true seconds through clock changes")
    func clockChanges() throws {
        let always = try Wall(.always)
        #expect(always.after(.hours(24), "2026-10-24 12:00") == "2026-10-25 11:00")
        #expect(always.after(.hours(24), "2026-03-28 12:00") == "2026-03-29 13:00")
        #expect(always.elapsed("2026-10-25 00:00", "2026-10-26 00:00") == .hours(25))
        let lordHowe = try Wall(.always, zone: "Australia/Lord_Howe")
        #expect(lordHowe.elapsed("2026-10-04 00:00", "2026-10-05 00:00") == .minutes(23 * 60 + 30))
    }

    @Test("a business day is a local date on which some span opens")
    func businessDay() throws {
        let acme = try Wall(holidays: ["2026-11-25"], special: ["2026-11-28": [span("10:00", "12:00")]])
        #expect(acme.days(1, "2026-11-24 10:00") == "2026-11-26 10:00")
        #expect(acme.days(1, "2026-11-27 11:00") == "2026-11-28 11:00")
    }

    @Test("an opening in a clock gap is read with the offset before the gap")
    func gap() throws {
        let early = try Wall(hours([.sun], span("02:30", "06:00")))
        // 02:30 by the clock before the gap is 01:30 UTC, when the wall shows 03:30.
        #expect(early.after(1, "2026-03-29 00:00") == "2026-03-29 03:30:01")
        #expect(early.elapsed("2026-03-29 00:00", "2026-03-29 12:00") == .minutes(150))
        let lordHowe = try ZoneFiles.rules("Australia/Lord_Howe")
        let opening = lordHowe.instant(of: day("2026-10-04"), LocalTime("02:15") ?? .midnight)
        #expect(opening?.description == "2026-10-03T15:45:00Z")
    }

    @Test("a time that occurs twice is its first occurrence, for opening and for closing")
    func twice() throws {
        let early = try Wall(hours([.sun], span("02:30", "06:00")))
        #expect(early.elapsed("2026-10-25 00:00", "2026-10-25 12:00") == .minutes(270))
        let late = try Wall(hours([.sun], span("01:00", "02:30")))
        #expect(late.elapsed("2026-10-25 00:00", "2026-10-25 12:00") == .minutes(90))
    }

    @Test("a local date that does not exist is not a day")
    func lostDay() throws {
        let apia = try Wall(.always, zone: "Pacific/Apia")
        #expect(apia.calendar.rules.instant(of: day("2011-12-30"), .midnight) == nil)
        #expect(apia.days(1, "2011-12-29 10:00") == "2011-12-31 10:00")
        #expect(apia.elapsed("2011-12-29 00:00", "2012-01-01 00:00") == .hours(48))
        let hours = try Wall(hours(Weekday.allCases, span("09:00", "17:00")), zone: "Pacific/Apia")
        #expect(hours.after(.hours(8), "2011-12-29 12:00") == "2011-12-31 12:00")
    }

    @Test("a night shift belongs to the date on which it opens")
    func nightShift() throws {
        let night = try Wall(nights, holidays: ["2026-11-25"])
        // Tuesday's night runs on into the holiday; the holiday's own night does not open.
        #expect(night.after(.hours(8), "2026-11-24 20:00") == "2026-11-25 06:00")
        #expect(night.after(.hours(8) + 1, "2026-11-24 20:00") == "2026-11-26 22:00:01")
        let open = night.calendar.openings(
            in: Span(from: night.at("2026-11-25 00:00"), to: night.at("2026-11-25 12:00")))
        #expect(open.map(\.date) == [day("2026-11-24")])
    }

    @Test("a special opening wins over a holiday")
    func specialOpening() throws {
        let acme = try Wall(holidays: ["2026-12-24"], special: ["2026-12-24": [span("09:00", "12:00")]])
        #expect(acme.after(.hours(2), "2026-12-24 08:00") == "2026-12-24 11:00")
        let closed = try Wall(special: ["2026-12-24": []])
        #expect(closed.after(.hours(2), "2026-12-24 08:00") == "2026-12-25 11:00")
    }

    @Test("around the clock no second is lost at midnight")
    func aroundTheClock() throws {
        let always = try Wall(.always)
        #expect(always.calendar.isOpen(at: always.at("2026-11-24 00:00")))
        #expect(always.after(2, "2026-11-23 23:59:59") == "2026-11-24 00:00:01")
        #expect(always.elapsed("2026-01-01 00:00", "2027-01-01 00:00") == .hours(365 * 24))
    }

    @Test("the agreement's zone counts, not the customer's")
    func whoseZone() throws {
        let berlin = try Wall()
        let york = try Wall(zone: "America/New_York")
        let received = Instant(seconds: 1_795_420_800)
        #expect(received.description == "2026-11-23T08:00:00Z")
        #expect(berlin.text(berlin.calendar.deadline(after: .hours(2), from: received)) == "2026-11-23 11:00")
        #expect(york.text(york.calendar.deadline(after: .hours(2), from: received)) == "2026-11-23 11:00")
    }

    @Test("zones are read from the system's files, past the end of their tables too")
    func zoneData() throws {
        let tehran = try ZoneFiles.rules("Asia/Tehran")
        let berlin = try ZoneFiles.rules("Europe/Berlin")
        // Iran kept summer time up to 2022 and no longer.
        #expect(tehran.offset(at: Instant(seconds: 1_656_633_600)) == 16_200)
        #expect(tehran.offset(at: Instant(seconds: 1_688_169_600)) == 12_600)
        #expect(berlin.offset(at: Instant(seconds: 4_086_547_200)) == 7200)
    }

    @Test("each local date uses the hours in force on it")
    func amendments() throws {
        var change = CalendarAmendment(
            from: day("2026-11-25"), weekly: hours(workdays, span("08:00", "20:00")))
        let acme = try Wall(holidays: ["2026-11-26"], amendments: [change])
        #expect(acme.after(.hours(11), "2026-11-24 09:00") == "2026-11-25 10:00")
        // What an amendment does not name stays.
        #expect(acme.after(.hours(1), "2026-11-25 20:00") == "2026-11-27 09:00")
        change.holidays = Holidays.none
        #expect(try Wall(amendments: [change]).after(.hours(1), "2026-11-25 20:00") == "2026-11-26 09:00")
        // A night that opened under the old hours closes by them.
        let night = try Wall(nights, amendments: [CalendarAmendment(from: day("2026-11-25"), weekly: office)])
        #expect(night.after(.hours(8), "2026-11-24 22:00") == "2026-11-25 06:00")
    }

    @Test("a calendar that never opens again: nil in the engine, an error when terms are checked")
    func unreachable() throws {
        let never = try Wall(.never, years: 2000...2099)
        let start = never.at("2026-11-23 10:00")
        #expect(never.calendar.deadline(after: 1, from: start) == nil)
        #expect(never.calendar.deadline(DayPeriod(count: 1), from: start) == nil)
        #expect(never.calendar.deadline(DayPeriod(count: 1, rule: .endOfNth), from: start) == nil)
        #expect(never.calendar.elapsed(from: start, to: .latest) == 0)
        #expect(throws: CalendarProblem.neverOpens(after: start)) {
            try never.calendar.checkReachable(from: start)
        }
        let open = try Wall()
        #expect(throws: Never.self) { try open.calendar.checkReachable(from: start) }
    }

    @Test(
        "ten years of closed doors end the counting",
        arguments: [("2036-11-20", true), ("2036-11-28", false)])
    func tenYears(date: String, isReached: Bool) throws {
        let once = try Wall(.never, special: [date: [span("09:00", "18:00")]], years: 2000...2099)
        let start = once.at("2026-11-23 10:00")
        #expect((once.calendar.deadline(after: 60, from: start) != nil) == isReached)
        #expect((once.calendar.deadline(DayPeriod(count: 0), from: start) != nil) == isReached)
    }

    @Test("nothing is counted outside 2000 to 2100, and no deadline lies there")
    func range() throws {
        let calendar = try Wall(.always, years: 2000...2099).calendar
        #expect(calendar.deadline(after: 10, from: Instant.latest.advanced(by: -10)) == .latest)
        #expect(calendar.deadline(after: 11, from: Instant.latest.advanced(by: -10)) == nil)
        #expect(calendar.deadline(after: 1, from: Instant.earliest.advanced(by: -1)) == nil)
        #expect(calendar.deadline(after: 1, from: .earliest) == Instant.earliest.advanced(by: 1))
        #expect(calendar.deadline(after: BusinessSeconds(.max), from: .earliest) == nil)
        #expect(
            calendar.elapsed(from: Instant(seconds: .min), to: Instant(seconds: .max)).count == 3_155_760_000)
        #expect(throws: CalendarProblem.yearsOutOfRange(1999...2030)) {
            try WorkingCalendar(calendar.definition, rules: calendar.rules, years: 1999...2030)
        }
    }

    @Test("hours that can't be meant are refused with the day")
    func refused() throws {
        #expect(throws: CalendarProblem.opensAtEndOfDay(day: "mon")) {
            try Wall(hours([.mon], span("24:00", "03:00")))
        }
        #expect(throws: CalendarProblem.tooManySpans(day: "2026-12-24", count: 49)) {
            try Wall(special: ["2026-12-24": Array(repeating: span("09:00", "10:00"), count: 49)])
        }
        #expect(throws: Never.self) {
            try Wall(special: ["2026-12-24": Array(repeating: span("09:00", "10:00"), count: 48)])
        }
    }
}
