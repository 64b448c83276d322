import Agreements
import BusinessTime
import Testing

@testable import Desk

@Suite("Where an agreement is in its life")
struct AgreementLifeTests {
    private typealias Story = AgreementStory

    private static func life(_ story: Story, hasDraft: Bool = false) -> AgreementLife {
        AgreementLife(
            story.agreement, periods: story.agreement?.periods ?? [], hasDraft: hasDraft, at: story.now)
    }

    @Test("drafted, offered, signed by the customer alone, begun ahead, in force")
    func signing() throws {
        var story = try Story()
        #expect(Self.life(story).stage == .drafted(after: nil))
        let yaml = DemoAgreement.yaml.replacing("effective: 2026-01-01", with: "effective: 2026-12-10")
        try story.do(.draft(yaml: yaml))
        #expect(Self.life(story, hasDraft: true) == AgreementLife(.drafted(after: nil)))
        try story.do(.offerDraft(days: 14))
        let until = story.now.advanced(by: 14 * 86_400)
        #expect(
            Self.life(story)
                == AgreementLife(.offered(version: 1, until: until, awaited: ["Carla Reyes"])))
        try story.sign(0)
        #expect(
            Self.life(story)
                == AgreementLife(.toCountersign(version: 1, until: until, awaited: ["Mara Voss"])))
        try story.sign(1)
        let from = Story.at("2026-12-10")
        #expect(Self.life(story) == AgreementLife(.begins(version: 1, from: from)))
        story.now = from
        #expect(Self.life(story) == AgreementLife(.inForce(version: 1, from: from)))
    }

    @Test("what was offered and not signed is a draft again, and says why")
    func unsigned() throws {
        var story = try Story()
        try story.do(.draft(yaml: DemoAgreement.yaml))
        try story.do(.offerDraft(days: 14))
        try story.do(.decline(signatory: 0, reason: "Too dear"), by: Story.carla)
        #expect(
            Self.life(story, hasDraft: true).stage
                == .drafted(after: .declined(signatory: 0, reason: "Too dear")))
        try story.do(.offerDraft(days: 14))
        story.now = story.now.advanced(by: 14 * 86_400)
        #expect(try story.wake().map(\.what).contains(.expired))
        #expect(Self.life(story, hasDraft: true).stage == .drafted(after: .expired))
    }

    @Test("an amendment goes its own way beside what holds, until it takes its place")
    func amendment() throws {
        var story = try Story()
        try story.hold()
        let first = try #require(story.agreement?.versions.first?.from)
        let held = AgreementStage.inForce(version: 1, from: first)
        let yaml = DemoAgreement.yaml.replacing("effective: 2026-01-01", with: "effective: 2027-01-01")
        try story.do(.draft(yaml: yaml))
        #expect(Self.life(story, hasDraft: true) == AgreementLife(held, next: .drafted(after: nil)))
        try story.do(.offerDraft(days: 14))
        let until = story.now.advanced(by: 14 * 86_400)
        #expect(
            Self.life(story)
                == AgreementLife(held, next: .offered(version: 2, until: until, awaited: ["Carla Reyes"])))
        try story.bothSign()
        let turn = Story.at("2027-01-01")
        #expect(Self.life(story) == AgreementLife(held, next: .begins(version: 2, from: turn)))
        story.now = turn
        #expect(Self.life(story) == AgreementLife(.inForce(version: 2, from: turn)))
    }

    @Test("under notice to the last instant of its last day, ended from then on")
    func ending() throws {
        var story = try Story()
        try story.hold()
        let pinned = try #require(story.context.terms)
        let notice = try #require(
            GivenNotice(from: .customer, way: .letter, received: story.now, reference: "L 1", under: pinned))
        try story.do(.giveNotice(notice))
        let under = AgreementStage.underNotice(
            version: 1, by: .customer, lastDay: notice.lastDay, ends: notice.ends)
        story.now = notice.ends.advanced(by: -1)
        #expect(Self.life(story) == AgreementLife(under))
        story.now = notice.ends
        #expect(Self.life(story) == AgreementLife(.ended(at: notice.ends, by: .customer)))
    }

    @Test("a version older than the facts is known by its period")
    func older() throws {
        let (from, until) = (Story.at("2026-01-01"), Story.at("2026-11-01"))
        let periods = [AgreementPeriod(version: 1, from: from, until: until)]
        for (now, stage) in [
            (from.advanced(by: -1), AgreementStage.begins(version: 1, from: from)),
            (from, .inForce(version: 1, from: from)),
            (until.advanced(by: -1), .inForce(version: 1, from: from)), (until, .ended(at: until, by: nil)),
        ] {
            #expect(
                AgreementLife(nil, periods: periods, hasDraft: false, at: now) == AgreementLife(stage))
        }
    }
}
