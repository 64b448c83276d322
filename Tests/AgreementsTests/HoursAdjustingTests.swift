import BusinessTime
import Testing

@testable import Agreements

@Suite("Adjusted hours and mended terms: clauses A.3 and I")
struct HoursAdjustingTests {
    private static let hours = Terms.demo.hours
    private static let start = LocalDate("2026-12-01")!

    private static func change(_ spans: (String, String)...) -> CalendarAmendment {
        let spans = spans.map { OpeningSpan(opens: LocalTime($0.0)!, closes: LocalTime($0.1)!) }
        return CalendarAmendment(from: start, weekly: OpeningHours(days: [.mon: spans]))
    }

    @Test(
        "both sides of every bound",
        arguments: [
            (change(("07:00", "20:00")), []), (change(("06:59:59", "12:00")), ["weekly.mon"]),
            (change(("09:00", "20:00:01")), ["weekly.mon"]), (change(("19:00", "03:00")), []),
            (change(("09:00", "12:00"), ("12:00", "18:00")), []),
            (change(("09:00", "12:01"), ("12:00", "18:00")), ["weekly.mon"]),
            (CalendarAmendment(from: start), ["change"]),
            (CalendarAmendment(from: start, special: [start: []]), []),
            (CalendarAmendment(from: start, special: [start: [.wholeDay]]), ["special.2026-12-01"]),
            (CalendarAmendment(from: start, holidays: days(500)), []),
            (CalendarAmendment(from: start, holidays: days(501)), ["holidays"]),
        ])
    func bounds(change: CalendarAmendment, paths: [String]) {
        let problems = Self.hours.problems(of: change)
        #expect(problems.map(\.path) == paths)
        #expect(problems.allSatisfy { $0.clause == .availability && !$0.remedy.isEmpty })
    }

    private static func days(_ count: Int) -> Holidays {
        Holidays((0..<count).map { Holiday(date: start.adding(days: $0), name: "Day \($0)") })
    }

    @Test("of several changes the last before a date says its holidays")
    func holidays() {
        let late = CalendarAmendment(from: Self.start.adding(days: 9), holidays: Self.days(2))
        let hours = Self.hours.adjusted(by: [
            late, CalendarAmendment(from: Self.start, holidays: Holidays.none),
        ])
        #expect(hours.holidays(on: Self.start.adding(days: -1)) == Self.hours.calendar.holidays)
        #expect(hours.holidays(on: Self.start) == Holidays.none)
        #expect(hours.holidays(on: Self.start.adding(days: 9)) == Self.days(2))
    }

    @Test("no change is never worse both ways, but in names, addresses and words", arguments: Samples.changes)
    func neverWorse(change: Samples.Change) {
        let changed = Samples.changed(change.apply)
        #expect(changed.isNeverWorse(than: changed))
        let isFree = ["provider", "customer", "channels", "severities"].contains {
            change.field.hasPrefix($0)
        }
        if !isFree { #expect(!(changed.isNeverWorse(than: .demo) && Terms.demo.isNeverWorse(than: changed))) }
    }

    @Test("a mend changes one place, and mended back the terms are the same")
    func mended() throws {
        let mended = try Terms.demo.mended("customer.name", from: "Acme Ltd", to: "Acme: Limited")
        #expect(mended == Samples.changed { $0.customer.name = "Acme: Limited" })
        #expect(try mended.mended("customer.name", from: "Acme: Limited", to: "Acme Ltd") == .demo)
        #expect(throws: AgreementProblems.self) {
            try Terms.demo.mended("acknowledge.within", from: "2 business hours", to: "soon")
        }
    }
}
