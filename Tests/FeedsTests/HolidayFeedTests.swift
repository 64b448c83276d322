import BusinessTime
import Testing

@testable import Feeds

/// Wraps events in a calendar with CRLF at each line's end.
func feed(_ events: String...) -> [UInt8] {
    let lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hamburg//Holidays//EN"]
    let body = events.flatMap {
        ["BEGIN:VEVENT"] + $0.split(separator: "\n").map(String.init) + ["END:VEVENT"]
    }
    return Array(((lines + body + ["END:VCALENDAR"]).joined(separator: "\r\n") + "\r\n").utf8)
}

func dates(_ bytes: [UInt8], _ years: ClosedRange<Int> = 2026...2027) throws -> [String] {
    try HolidayFeed.read(bytes, years: years).map { "\($0.date) \($0.name)" }
}

@Suite("Holidays from a feed")
struct HolidayFeedTests {
    @Test(
        "an event proposes its dates",
        arguments: [
            ("DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day", ["2026-12-25 Christmas Day"]),
            // The end is the day after the last.
            (
                "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas",
                ["2026-12-25 Christmas", "2026-12-26 Christmas"]
            ),
            ("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225\nSUMMARY:A", ["2026-12-25 A"]),
            ("DTSTART;VALUE=DATE:20261231\nDURATION:P2D\nSUMMARY:A", ["2026-12-31 A", "2027-01-01 A"]),
            (
                "DTSTART;VALUE=DATE:20261231\nDURATION:P1W\nSUMMARY:A",
                (0..<7).map { day in
                    day == 0 ? "2026-12-31 A" : "2027-01-0\(day) A"
                }
            ),
            // Said without VALUE=DATE, and written with lower case and parameters.
            ("dtstart:20260501\nsummary;language=de:Tag der Arbeit", ["2026-05-01 Tag der Arbeit"]),
            ("DTSTART;VALUE=\"DATE\";X-A=\"b:c;d\":20260501\nSUMMARY:A", ["2026-05-01 A"]),
            // Folded, escaped, with what can't be seen.
            (
                "DTSTART;VALUE=DATE:20260501\nSUMMARY:Labour\\, and\\nre\n st \u{200B}\u{202E}day",
                ["2026-05-01 Labour, and rest day"]
            ),
            ("DTSTART;VALUE=DATE:20260501", ["2026-05-01 Unnamed holiday"]),
            // Out of the years.
            ("DTSTART;VALUE=DATE:20251225\nSUMMARY:A", []), ("DTSTART;VALUE=DATE:20280101\nSUMMARY:A", []),
            // Hours of a day make no holiday; what was cancelled is none.
            ("DTSTART:20260501T090000Z\nDTEND:20260501T180000Z\nSUMMARY:A", []),
            ("DTSTART;TZID=Europe/Berlin:20260501T000000\nSUMMARY:A", []),
            ("DTSTART;VALUE=DATE:20260501\nSTATUS:cancelled\nSUMMARY:A", []),
            (
                "DTSTART;VALUE=DATE:20260501\nSTATUS:CONFIRMED\nTRANSP:TRANSPARENT\nSUMMARY:A",
                ["2026-05-01 A"]
            ),
        ])
    func event(text: String, expected: [String]) throws { #expect(try dates(feed(text)) == expected) }

    @Test(
        "a rule is followed through the years asked for",
        arguments: [
            ("20200501", "FREQ=YEARLY", ["2026-05-01", "2027-05-01"]),
            ("19000501", "FREQ=YEARLY", ["2026-05-01", "2027-05-01"]),
            ("20200501", "FREQ=YEARLY;INTERVAL=2", ["2026-05-01"]),
            ("20200501", "FREQ=YEARLY;COUNT=7", ["2026-05-01"]),
            ("20200501", "FREQ=YEARLY;UNTIL=20260501", ["2026-05-01"]),
            ("20200501", "FREQ=YEARLY;UNTIL=20260430", []),
            ("20200229", "FREQ=YEARLY", []),
            // The last Monday of May, the first of September, the fourth Thursday of November.
            ("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["2026-05-25", "2027-05-31"]),
            ("20200907", "FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", ["2026-09-07", "2027-09-06"]),
            ("20201126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25"]),
            // The Monday before 25 May; the Saturday from 31 October.
            (
                "20200518", "FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYMONTHDAY=18,19,20,21,22,23,24",
                ["2026-05-18", "2027-05-24"]
            ),
            ("20250619", "FREQ=MONTHLY;BYDAY=3TH;COUNT=9", ["2026-01-15", "2026-02-19"]),
            (
                "20261101", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
                ["2026-11-01", "2026-11-30", "2026-12-31", "2027-01-29"]
            ),
            ("20261221", "FREQ=DAILY;COUNT=3", ["2026-12-21", "2026-12-22", "2026-12-23"]),
            ("20261221", "FREQ=WEEKLY;COUNT=3;BYDAY=MO,FR", ["2026-12-21", "2026-12-25", "2026-12-28"]),
        ])
    func rule(start: String, rule: String, expected: [String]) throws {
        let text = "DTSTART;VALUE=DATE:\(start)\nRRULE:\(rule)\nSUMMARY:A"
        #expect(try dates(feed(text)) == expected.map { "\($0) A" })
    }

    @Test("an occurrence of several days that began in the year before counts on its days of this one")
    func overNewYear() throws {
        let text = "DTSTART;VALUE=DATE:20201231\nDTEND;VALUE=DATE:20210103\nRRULE:FREQ=YEARLY\nSUMMARY:A"
        #expect(try dates(feed(text), 2026...2026) == ["2026-01-01 A", "2026-01-02 A", "2026-12-31 A"])
    }

    @Test("dates are excepted, added and moved")
    func changes() throws {
        let master = """
            UID:may
            DTSTART;VALUE=DATE:20200501
            RRULE:FREQ=YEARLY
            RDATE;VALUE=DATE:20260601,20260701
            RDATE:20260801
            EXDATE;VALUE=DATE:20260701
            SUMMARY:May
            """
        let moved =
            "UID:may\nRECURRENCE-ID;VALUE=DATE:20270501\nDTSTART;VALUE=DATE:20270503\nSUMMARY:May, later"
        #expect(
            try dates(feed(master, moved))
                == ["2026-05-01 May", "2026-06-01 May", "2026-08-01 May", "2027-05-03 May, later"])
        let cancelled = moved + "\nSTATUS:CANCELLED"
        #expect(try dates(feed(master, cancelled)).last == "2026-08-01 May")
        let exception = "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY\nEXDATE:20260501T000000Z\nSUMMARY:A"
        #expect(try dates(feed(exception)) == ["2027-05-01 A"])
    }

    @Test("one date is proposed once, with every name it has")
    func merged() throws {
        let events = ["Epiphany", "EPIPHANY", "Three Kings", "Epiphany"].map {
            "DTSTART;VALUE=DATE:20260106\nSUMMARY:\($0)"
        }
        let holidays = try HolidayFeed.read(
            feed(events[0], events[1], events[2], events[3]), years: 2026...2026)
        #expect(holidays.map(\.name) == ["Epiphany / Three Kings"])
        #expect(holidays.map(\.line) == [4])
    }

    @Test("alarms, zones and journals beside the events are passed over")
    func others() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Europe/Berlin
            BEGIN:STANDARD
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VJOURNAL
            DTSTART;VALUE=DATE:20260101
            END:VJOURNAL
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260501
            BEGIN:VALARM
            SUMMARY:Wake up
            END:VALARM
            SUMMARY:Labour Day
            END:VEVENT
            END:VCALENDAR
            """
        #expect(try dates(Array("\u{FEFF}\(text)".utf8)) == ["2026-05-01 Labour Day"])
    }

    @Test("a fold inside a letter is put together")
    func foldedLetter() throws {
        var bytes = feed("DTSTART;VALUE=DATE:20260601\nSUMMARY:Pfingstenß")
        let place = try #require(bytes.firstIndex(of: 0xC3))
        bytes.insert(contentsOf: [0x0D, 0x0A, 0x20], at: place + 1)
        #expect(try dates(bytes) == ["2026-06-01 Pfingstenß"])
    }

    @Test(
        "the nth weekday of a month is what counting the days gives", arguments: [-5, -4, -2, -1, 1, 2, 3, 5])
    func nthWeekday(place: Int) throws {
        for (month, weekday) in zip([1, 2, 4, 5, 9, 11, 12], Weekday.allCases) {
            let counted = try (2026...2035).flatMap { year -> [LocalDate] in
                let first = try #require(LocalDate(year: year, month: month, day: 1))
                let days = (0..<31).map { first.adding(days: $0) }
                let fitting = days.filter { $0.month == month && $0.weekday == weekday }
                let index = place > 0 ? place - 1 : fitting.count + place
                return fitting.indices.contains(index) ? [fitting[index]] : []
            }
            let day = weekday.rawValue.prefix(2).uppercased()
            // It begins on a date of its own, before the years asked for.
            let text = "DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;BYMONTH=\(month);BYDAY=\(place)\(day)"
            let read = try HolidayFeed.read(feed(text), years: 2026...2035).map(\.date)
            #expect(read == counted)
        }
    }
}
