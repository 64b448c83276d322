import BusinessTime
import Testing

@testable import Feeds

@Suite("A feed that is refused")
struct FeedProblemTests {
    private func problem(_ bytes: [UInt8], _ years: ClosedRange<Int> = 2026...2027) -> FeedProblem? {
        do {
            _ = try HolidayFeed.read(bytes, years: years)
            return nil
        } catch { return error }
    }

    @Test(
        "names the line and the remedy",
        arguments: [
            ("DTSTART;VALUE=DATE:20260231\nSUMMARY:A", 4, "begins on no date"),
            ("DTSTART;VALUE=DATE:2026\nSUMMARY:A", 5, "DTSTART has a value"),
            ("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260430", 4, "less than a day"),
            ("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20270430", 4, "more than 62"),
            ("DTSTART;VALUE=DATE:20260501\nDURATION:-P1D", 4, "less than a day"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=SOMETIMES", 6, "RRULE has a value"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=HOURLY", 6, "within a day"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=DAILY", 6, "for ever"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=DAILY;INTERVAL=2", 6, "for ever"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;BYHOUR=3", 6, "times of day"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:RSCALE=HEBREW;FREQ=YEARLY", 6, "another calendar"),
            (
                "DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 6,
                "no month has such a day"
            ),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300", 6, "BYSETPOS"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=MONTHLY;BYDAY=6MO", 6, "so many weeks"),
            ("DTSTART;VALUE=DATE:18990501\nRRULE:FREQ=YEARLY", 6, "before 1900"),
            ("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY\nRRULE:FREQ=DAILY", 7, "two rules"),
            ("DTSTART;VALUE=DATE:20260501\nEXRULE:FREQ=YEARLY", 6, "EXRULE"),
            ("DTSTART;VALUE=DATE:20260501\nRDATE;VALUE=PERIOD:20260501T000000Z/P1D", 6, "RDATE"),
            ("DTSTART;VALUE=DATE:20260501\nSUMMARY", 6, "no colon"),
        ])
    func event(text: String, line: Int, message: String) {
        let problem = problem(feed(text))
        #expect(problem?.line == line)
        #expect(
            problem?.message.contains(message) == true, "\(problem.map(String.init(describing:)) ?? "none")")
        #expect(problem?.description.contains("Remedy: ") == true)
    }

    @Test(
        "is no feed, or only part of one",
        arguments: [
            ("", 1, "no iCalendar feed"), ("<!doctype html>", 1, "no colon"), ("A:b", 1, "no iCalendar feed"),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", 2, "in the middle of VEVENT"),
            ("BEGIN:VCALENDAR\nEND:VEVENT\n", 2, "closes nothing"),
            ("BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:A\n", count: 5), 6, "5 deep"),
        ])
    func whole(text: String, line: Int, message: String) {
        let problem = problem(Array(text.utf8))
        #expect(problem?.line == line)
        #expect(
            problem?.message.contains(message) == true, "\(problem.map(String.init(describing:)) ?? "none")")
    }

    @Test("both sides of every bound")
    func bounds() {
        let event = "DTSTART;VALUE=DATE:20260501\nSUMMARY:A"
        func many(_ count: Int, _ text: String) -> [UInt8] {
            let event = "BEGIN:VEVENT\n\(text)\nEND:VEVENT\n"
            return Array("BEGIN:VCALENDAR\n\(String(repeating: event, count: count))END:VCALENDAR\n".utf8)
        }
        #expect(problem(many(5000, event)) == nil)
        #expect(problem(many(5001, event))?.message.contains("5000 events") == true)
        #expect(problem(many(100, event + "\nRRULE:FREQ=YEARLY")) == nil)
        #expect(problem(many(101, event + "\nRRULE:FREQ=YEARLY"))?.message.contains("100 rules") == true)
        let idle = event + "\nRRULE:FREQ=YEARLY;BYMONTH=5;BYYEARDAY=1"
        #expect(problem(many(5, idle)) == nil)
        #expect(problem(many(6, idle))?.message.contains("5 rules without a date") == true)
        let later = "DTSTART;VALUE=DATE:20280101\nRRULE:FREQ=YEARLY"
        #expect(problem(many(200, later)) == nil)
        let long = "DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260702"
        #expect(problem(many(322, long)) == nil)
        #expect(problem(many(323, long))?.message.contains("20000 dates") == true)
        #expect(problem(many(1, event + String(repeating: "b", count: 8192 - 9))) == nil)
        #expect(problem(many(1, event + String(repeating: "b", count: 8192 - 8)))?.line == 4)
        let padding = [UInt8](repeating: 0x0A, count: HolidayFeed.byteCountMax - many(1, event).count)
        #expect(problem(many(1, event) + padding) == nil)
        #expect(problem(many(1, event) + padding + [0x0A])?.message.contains("1 MiB") == true)
        #expect(problem(many(1, event), 2026...2045) == nil)
        #expect(problem(many(1, event), 2026...2046)?.message.contains("years") == true)
        #expect(problem(many(1, event), 1999...2000) != nil && problem(many(1, event), 2099...2100) != nil)
    }

    @Test("bytes that are no text", arguments: [[0xFF, 0xFE], [0x00]] as [[UInt8]])
    func binary(bytes: [UInt8]) {
        #expect(problem(feed("SUMMARY:A").dropLast(2) + bytes)?.message.contains("UTF-8") == true)
    }
}
