import BusinessTime
import Testing

@testable import Agreements

@Suite("Clause I: notice")
struct TerminationNoticeTests {
    private func date(_ text: String) -> LocalDate { LocalDate(text)! }
    private func instant(_ day: String, _ time: String) -> Instant {
        Zones.berlin.instant(of: date(day), LocalTime(time)!)!
    }

    @Test(
        "the last day is the Nth calendar day after the day of receipt, whatever weekday",
        arguments: [
            ("2026-03-02", 30, "2026-04-01"), ("2026-01-31", 30, "2026-03-02"),
            ("2028-02-01", 30, "2028-03-02"),
            ("2026-12-15", 30, "2027-01-14"), ("2026-07-31", 1, "2026-08-01"),
        ])
    func lastDay(received: String, days: Int, last: String) {
        #expect(TerminationNotice(receivedOn: date(received), days: days).lastDay == date(last))
    }

    @Test("the day of receipt is that of the agreement's zone, up to its last second")
    func dayOfReceipt() {
        let evening = TerminationNotice(
            receivedAt: instant("2026-03-02", "23:59:59"), days: 30, rules: Zones.berlin)
        let midnight = TerminationNotice(
            receivedAt: instant("2026-03-03", "00:00"), days: 30, rules: Zones.berlin)
        #expect(evening.lastDay == date("2026-04-01"))
        #expect(midnight.lastDay == date("2026-04-02"))
    }

    @Test("the agreement ends at 24:00 of the last day, summer time or not")
    func end() {
        let notice = TerminationNotice(receivedOn: date("2026-02-27"), days: 30)
        #expect(notice.lastDay == date("2026-03-29"))
        #expect(notice.ends(Zones.berlin) == instant("2026-03-30", "00:00"))
        #expect(notice.ends(Zones.berlin) == instant("2026-03-29", "24:00"))
    }

    @Test("a last day that the zone skipped ends where the next one begins")
    func skippedDay() {
        let apia = Zones.lookup(TimeZoneName("Pacific/Apia")!)!
        let notice = TerminationNotice(receivedOn: date("2011-11-30"), days: 29)
        #expect(notice.lastDay == date("2011-12-29"))
        #expect(notice.ends(apia) == apia.instant(of: date("2011-12-31"), .midnight))
    }
}
