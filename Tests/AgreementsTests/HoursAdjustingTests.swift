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

    @Test(
        "a change of a promise's time is worse one way; of all else only names can be mended",
        arguments: Samples.changes)
    func neverWorse(change: Samples.Change) {
        let changed = Samples.changed(change.apply)
        #expect(changed.isNeverWorse(than: changed))
        let both = changed.isNeverWorse(than: .demo) && Terms.demo.isNeverWorse(than: changed)
        let isTime =
            ["acknowledge.within", "resolve.within"].contains(change.field)
            || change.field.hasSuffix(".bySeverity")
        #expect(both != isTime)
    }

    @Test(
        "what people, time or money go by is no slip of the pen",
        arguments: [
            ("customer.name", true), ("provider.address", true), ("customer.phone", true),
            ("customer.signatories[2].name", true), ("provider.signatories[1].title", true),
            ("acknowledge.within", true), ("resolve.by_severity.high", true),
            ("customer.email", false), ("customer.notice_address", false),
            ("customer.signatories[1].email", false), ("severities[1].definition", false),
            ("channels.support_addresses[1]", false), ("channels.phone", false),
            ("acknowledge.automatic", false), ("resolve.binding", false), ("resolve.reopen_within", false),
            ("credits.monthly_cap", false), ("monthly_fee", false), ("hours.weekly.fri", false),
            ("ending.notice", false), ("legal.retention", false),
        ])
    func mendable(path: String, isMendable: Bool) { #expect(Terms.isMendable(path) == isMendable) }

    @Test(
        "a place of the terms is named as the form names it",
        arguments: [
            ("acknowledge.within", "Acknowledgment: Acknowledged within"),
            ("customer.name", "Customer: Name of the company"),
            ("customer.signatories[2].email", "Customer, Who signs 2: E-mail"),
            ("hours.holidays.2026-12-25", "Support hours, Other days: Holidays, 2026-12-25"),
            ("resolve.extensions.grounds[2]", "Resolution, Extension 2: Grounds 2"),
        ])
    func named(path: String, words: String) { #expect(Terms.words(of: path) == words) }

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
