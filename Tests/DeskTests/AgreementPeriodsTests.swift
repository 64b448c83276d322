import Agreements
import BusinessTime
import Testing

@testable import Desk

@Suite("When which version holds: clauses head and I")
struct AgreementPeriodsTests {
    private typealias Story = AgreementStory

    @Test("a version signed ahead holds from its effective date on, dated so whenever the alarm ran")
    func ahead() throws {
        var story = try Story()
        try story.agree(effective: "2026-12-10")
        let from = Story.at("2026-12-10")
        let agreement = try #require(story.agreement)
        #expect(agreement.standing(of: 1, at: story.now) == .signed(from: from))
        #expect(agreement.version(inForceAt: from.advanced(by: -1)) == nil)
        #expect(agreement.version(inForceAt: from) == 1)
        #expect(agreement.nextDue(after: story.now) == from)
        story.now = Story.at("2026-12-12")
        let woken = try story.wake()
        #expect(woken.map(\.what) == [.began(version: 1)])
        #expect(woken.map(\.happened) == [from])
        #expect(story.agreement?.standing(of: 1, at: story.now) == .inForce(from: from))
    }

    @Test("an amendment takes the place of the version before at its own effective instant")
    func amendment() throws {
        var story = try Story()
        try story.hold()
        story.now = Story.at("2026-12-01", 9)
        let first = try #require(story.agreement?.versions.first?.from)
        try story.agree(effective: "2027-01-01")
        let turn = Story.at("2027-01-01")
        #expect(
            story.agreement?.periods == [
                AgreementPeriod(version: 1, from: first, until: turn),
                AgreementPeriod(version: 2, from: turn, until: nil),
            ])
        #expect(story.agreement?.version(inForceAt: turn.advanced(by: -1)) == 1)
        #expect(story.agreement?.version(inForceAt: turn) == 2)
        story.now = turn.advanced(by: 60)
        #expect(
            Set(try story.wake().map(\.what)) == [
                .began(version: 1), .superseded(version: 1), .began(version: 2),
            ])
        #expect(story.agreement?.standing(of: 1, at: story.now) == .superseded(at: turn))
        #expect(try story.wake().isEmpty)
    }

    @Test("a version that another overtakes before its first instant never holds")
    func overtaken() throws {
        var story = try Story()
        try story.hold()
        try story.agree(effective: "2027-03-01")
        try story.agree(effective: "2027-01-01")
        #expect(story.agreement?.periods.map(\.version) == [1, 3])
        story.now = Story.at("2027-03-02")
        let woken = try story.wake().map(\.what)
        #expect(!woken.contains(.began(version: 2)))
        #expect(woken.contains(.superseded(version: 2)))
    }

    @Test("notice ends what is signed, until 24:00 of the last day in the agreement's zone")
    func notice() throws {
        var story = try Story()
        try story.hold()
        let notice = try #require(
            GivenNotice(
                from: .customer, way: .letter, received: story.now, reference: "Letter 17", under: story.demo)
        )
        #expect(notice.lastDay == LocalDate("2026-12-26"))
        try story.do(.giveNotice(notice))
        let end = Story.at("2026-12-27")
        #expect(story.agreement?.version(inForceAt: end.advanced(by: -1)) == 1)
        #expect(story.agreement?.version(inForceAt: end) == nil)
        story.now = Story.at("2026-12-28")
        #expect(try story.wake().map(\.what) == [.began(version: 1), .noticeReminded, .terminated])
        #expect(story.facts.last?.happened == end)
        #expect(story.agreement?.standing(of: 1, at: story.now) == .terminated(at: end))
        #expect(story.agreement?.nextDue(after: story.now) == nil)
    }

    @Test("the day of receipt is that of the agreement's zone, and is not counted")
    func midnight() throws {
        let story = try Story()
        // 23:30 in London is half past midnight in Berlin.
        for (received, lastDay) in [("2026-11-26", "2026-12-26"), ("2026-11-27", "2026-12-27")] {
            let instant = Story.at(received).advanced(by: received == "2026-11-26" ? 86_399 : 1_800)
            let notice = GivenNotice(
                from: .customer, way: .mail, received: instant, reference: "m@acme", under: story.demo)
            #expect(notice?.lastDay == LocalDate(lastDay))
            #expect(notice?.ends == Story.at(lastDay).advanced(by: 86_400))
        }
    }

    @Test("a version older than the facts is ended by what the facts say")
    func older() throws {
        var story = try Story()
        story.context = AgreementContext(holding: AgreementVersion(agreement: "acme", number: 1))
        story.context.zones = try Story().context.zones
        try story.do(.giveNotice(try story.notice()))
        let from = Story.at("2026-01-01")
        #expect(story.agreement?.until(1, from: from) == Story.at("2026-12-27"))
        try story.agree(effective: "2026-12-10")
        #expect(story.agreement?.until(1, from: from) == Story.at("2026-12-10"))
        #expect(story.agreement?.until(2, from: Story.at("2026-12-10")) == nil)
    }

    @Test(
        "a letter of before the agreement, or of so long ago that it would have ended, is a slip of the pen")
    func longAgo() throws {
        var story = try Story()
        try story.hold()
        story.now = story.now.advanced(by: 60 * 86_400)
        func refusal(_ received: Instant, mail: Int64? = nil) throws -> String? {
            var notice = try #require(
                GivenNotice(
                    from: .provider, way: .letter, received: received, reference: "z", under: story.demo))
            notice.mail = mail
            return story.refusal(.giveNotice(notice))
        }
        #expect(try refusal(Story.at("2020-01-01")) == "received-before")
        let month = story.now.advanced(by: -40 * 86_400)
        #expect(try refusal(month) == "ended-already")
        #expect(try refusal(story.now.advanced(by: -5 * 86_400)) == nil)
        try story.do(
            .noteNoticeMail(NoticeMail(inbox: 7, received: month, digest: "d", isAutomatic: false)))
        #expect(try refusal(month, mail: 7) == nil, "a mail that came in time ends it, whenever it is read")
    }

    @Test("notice ends a version that is signed and not yet in force as well")
    func noticeAhead() throws {
        var story = try Story()
        try story.hold()
        try story.agree(effective: "2026-12-15")
        try story.do(.giveNotice(try story.notice()))
        #expect(
            story.agreement?.periods.map(\.until) == [Story.at("2026-12-15"), Story.at("2026-12-27")])
        var late = try Story()
        try late.hold()
        try late.agree(effective: "2027-02-01")
        try late.do(.giveNotice(try late.notice()))
        #expect(late.agreement?.periods.map(\.version) == [1])
        #expect(late.agreement?.version(inForceAt: Story.at("2027-02-02")) == nil)
    }

    @Test("withdrawn by both, the notice is as if it never were; a last day not by the period is refused")
    func withdrawn() throws {
        var story = try Story()
        try story.hold()
        let right = try story.notice()
        let wrong = GivenNotice(
            from: .provider, way: .page, received: right.received, lastDay: right.lastDay.adding(days: -1),
            ends: right.ends.advanced(by: -86_400), reference: "")
        #expect(story.refusal(.giveNotice(wrong)) == "wrong-last-day")
        try story.do(.giveNotice(right))
        for side in Side.allCases { try story.do(.agreeToWithdrawNotice(side)) }
        #expect(story.agreement?.version(inForceAt: Story.at("2027-06-01")) == 1)
    }

    @Test("signed anew after the end it holds anew; between, nothing does")
    func renewed() throws {
        var story = try Story()
        try story.hold()
        try story.do(.giveNotice(try story.notice()))
        story.now = Story.at("2027-01-10", 12)
        _ = try story.wake()
        story.context.terms = nil
        try story.agree(effective: "2026-12-01")
        let agreement = try #require(story.agreement)
        #expect(agreement.version(inForceAt: Story.at("2027-01-05")) == nil)
        #expect(agreement.version(inForceAt: story.now) == 2)
        #expect(agreement.periods.map(\.until) == [Story.at("2026-12-27"), nil])
    }

    @Test("replayed from its facts it is the same")
    func replay() throws {
        var story = try Story()
        try story.hold()
        try story.agree(effective: "2027-01-01")
        try story.do(.giveNotice(try story.notice()))
        #expect(Agreement(id: AgreementStory.id, facts: story.facts) == story.agreement)
    }
}

extension AgreementStory {
    /// Acme's notice by letter, received now.
    fileprivate func notice() throws -> GivenNotice {
        try #require(
            GivenNotice(from: .customer, way: .letter, received: now, reference: "Letter 17", under: demo))
    }
}
