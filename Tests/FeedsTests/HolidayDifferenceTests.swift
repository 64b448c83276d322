import BusinessTime
import Feeds
import Testing

@Suite("What a feed would change")
struct HolidayDifferenceTests {
    private func day(_ iso: String) throws -> LocalDate { try #require(LocalDate(iso)) }

    @Test("added, removed and renamed, in the years of the feed alone")
    func difference() throws {
        let agreed = Holidays([
            Holiday(date: try day("2025-05-01"), name: "Labour Day"),
            Holiday(date: try day("2026-05-01"), name: "Labour Day"),
            Holiday(date: try day("2026-10-31"), name: "Reformation"),
            Holiday(date: try day("2026-12-25"), name: "Christmas Day"),
        ])
        let proposed = try HolidayFeed.read(
            Array(
                """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20260106
                SUMMARY:Epiphany
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20260501
                SUMMARY:Labour Day
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261031
                SUMMARY:Reformation Day
                END:VEVENT
                END:VCALENDAR
                """.utf8), years: 2026...2026)
        let difference = HolidayDifference(of: proposed, from: agreed, years: 2026...2026)
        #expect(difference.added.map(\.name) == ["Epiphany"])
        #expect(difference.removed.map(\.name) == ["Christmas Day"])
        #expect(difference.renamed.map(\.agreed) == ["Reformation"])
        #expect(difference.renamed.map(\.proposed) == ["Reformation Day"])
        #expect(!difference.isEmpty)
    }

    @Test("nothing where feed and agreement say the same")
    func same() throws {
        let agreed = Holidays([Holiday(date: try day("2026-05-01"), name: "Labour Day")])
        let proposed = [ProposedHoliday(date: try day("2026-05-01"), name: "Labour Day", line: 2)]
        #expect(HolidayDifference(of: proposed, from: agreed, years: 2026...2026).isEmpty)
    }
}
