import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("Adjustments of hours: clause A.3")
struct AgreementAdjustingTests {
    private typealias Story = AgreementStory

    private static func hours(_ opens: String, _ closes: String) -> OpeningHours {
        let span = OpeningSpan(opens: LocalTime(opens)!, closes: LocalTime(closes)!)
        return OpeningHours(
            days: Dictionary(uniqueKeysWithValues: [.mon, .tue, .wed, .thu, .fri].map { ($0, [span]) }))
    }

    private static func adjustment(
        _ opens: String = "08:00", _ closes: String = "17:00", from: String = "2026-12-01",
        isForRunning: Bool = false
    ) -> Adjustment {
        Adjustment(
            version: 1, side: .provider,
            change: CalendarAmendment(from: LocalDate(from)!, weekly: hours(opens, closes)),
            isForRunning: isForRunning, reason: "Acme starts earlier")
    }

    @Test("inside the bounds 07:00 to 20:00 it can be proposed, outside it is refused with every day")
    func bounds() throws {
        var story = try Story()
        #expect(story.refusal(.proposeAdjustment(Self.adjustment())) == "nothing-to-adjust")
        try story.hold()
        for (opens, closes, isAllowed) in [
            ("07:00", "20:00", true), ("06:59", "17:00", false), ("08:00", "20:01", false),
        ] {
            let refusal = story.refusal(.proposeAdjustment(Self.adjustment(opens, closes)))
            #expect(refusal == (isAllowed ? nil : "outside-bounds"), "\(opens)-\(closes)")
        }
        let refusal = #expect(throws: Refusal.self) {
            try story.do(.proposeAdjustment(Self.adjustment("06:00", "17:00")))
        }
        #expect(refusal?.message.split(separator: "\n").count == 5)
        #expect(
            story.refusal(.proposeAdjustment(Self.adjustment(from: "2026-11-25"))) == "starts-in-the-past")
    }

    @Test("hours by which the desk never opens are refused: nothing could ever be due")
    func never() throws {
        var story = try Story()
        try story.hold()
        let closed = Adjustment(
            version: 1, side: .provider,
            change: CalendarAmendment(from: LocalDate("2026-12-01")!, weekly: OpeningHours.never),
            isForRunning: false, reason: "We close")
        #expect(story.refusal(.proposeAdjustment(closed)) == "never-opens")
    }

    @Test("the other party confirms it, once; from the later of confirmation and start it counts")
    func confirmed() throws {
        for (confirmed, expected) in [
            ("2026-11-27", Story.at("2026-12-01")), ("2026-12-03", Story.at("2026-12-03", 14)),
        ] {
            var story = try Story()
            try story.hold()
            try story.do(.proposeAdjustment(Self.adjustment()))
            #expect(story.refusal(.confirmAdjustment(number: 1, side: .provider)) == "other-party")
            #expect(story.refusal(.confirmAdjustment(number: 2, side: .customer)) == "no-adjustment")
            story.now = Story.at(confirmed, 14)
            try story.do(.confirmAdjustment(number: 1, side: .customer), by: Story.carla)
            #expect(story.refusal(.confirmAdjustment(number: 1, side: .customer)) == "adjustment-over")
            let agreement = try #require(story.agreement)
            #expect(agreement.changes(of: 1, receivedAt: expected.advanced(by: -1)).isEmpty)
            #expect(agreement.changes(of: 1, receivedAt: expected).count == 1)
            #expect(agreement.changes(of: 2, receivedAt: expected).isEmpty)
        }
    }

    @Test("a ticket received before keeps its hours, one received after is counted by the new ones")
    func pinned() throws {
        var story = try Story()
        try story.hold()
        try story.do(.proposeAdjustment(Self.adjustment()))
        try story.do(.confirmAdjustment(number: 1, side: .customer), by: Story.carla)
        let agreement = try #require(story.agreement)
        let early = Story.at("2026-12-01", 8)
        for (received, isOpen) in [(Story.at("2026-11-30", 12), false), (early, true)] {
            let terms = try story.demo.adjusted(by: agreement.changes(of: 1, receivedAt: received))
            #expect(terms.calendar.isOpen(at: early) == isOpen)
            #expect(!terms.calendar.isOpen(at: Story.at("2026-11-30", 8)))
        }
    }

    @Test("running tickets change only if both say so and no deadline becomes earlier, and never their past")
    func running() throws {
        var story = try Story()
        try story.hold()
        try story.do(.proposeAdjustment(Self.adjustment(isForRunning: true)))
        story.context.deadlinesEarlier = 2
        #expect(story.refusal(.confirmAdjustment(number: 1, side: .customer)) == "deadlines-earlier")
        story.context.deadlinesEarlier = 0
        story.now = Story.at("2026-12-03", 14)
        try story.do(.confirmAdjustment(number: 1, side: .customer), by: Story.carla)
        let changes = try #require(story.agreement).changes(of: 1, receivedAt: Story.at("2026-11-27", 9))
        #expect(changes.map(\.from) == [LocalDate("2026-12-04")])
    }

    @Test("refused or taken back, it never counts")
    func refused() throws {
        var story = try Story()
        try story.hold()
        try story.do(.proposeAdjustment(Self.adjustment()))
        #expect(story.refusal(.refuseAdjustment(number: 1, reason: " ")) == "no-reason")
        try story.do(.refuseAdjustment(number: 1, reason: "We start at nine"), by: Story.carla)
        #expect(story.refusal(.confirmAdjustment(number: 1, side: .customer)) == "adjustment-over")
        #expect(story.agreement?.changes(of: 1, receivedAt: Story.at("2027-01-01")).isEmpty == true)
    }

    @Test("a feed's holidays are proposed, reviewed by a person, and confirmed by the other party")
    func holidays() throws {
        var story = try Story()
        try story.hold()
        let known = story.demo.terms.hours.calendar.holidays.all
        let new = [
            Holiday(date: LocalDate("2027-06-08")!, name: "Company day"),
            Holiday(date: LocalDate("2027-06-09")!, name: "Stocktaking"),
        ]
        let past = Holiday(date: LocalDate("2026-10-31")!, name: "Reformation Day")
        try story.do(.proposeHolidays(HolidayProposal(feed: "f.ics", holidays: known + new + [past])))
        let review = try #require(story.agreement?.holidayProposals.first)
        #expect(new.allSatisfy(review.proposal.holidays.contains))
        #expect(!review.proposal.holidays.contains(past))
        let stranger = HolidayAcceptance(proposal: 1, dates: [past.date], side: .provider)
        #expect(story.refusal(.acceptHolidays(stranger)) == "not-of-the-feed")
        let one = HolidayAcceptance(proposal: 1, dates: [new[0].date], side: .provider)
        try story.do(.acceptHolidays(one))
        #expect(story.refusal(.acceptHolidays(one)) == "holidays-reviewed")
        try story.do(.confirmAdjustment(number: 1, side: .customer), by: Story.carla)
        let changes = try #require(story.agreement).changes(of: 1, receivedAt: story.now)
        let calendar = try story.demo.adjusted(by: changes).calendar
        #expect(!calendar.isOpen(at: Story.at("2027-06-08", 12)))
        #expect(calendar.isOpen(at: Story.at("2027-06-09", 12)))
        #expect(!calendar.isOpen(at: Story.at("2026-12-25", 12)))
    }
}
