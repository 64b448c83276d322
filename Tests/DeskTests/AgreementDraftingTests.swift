import Agreements
import BusinessTime
import Testing

@testable import Desk

@Suite("Drafting and amending: clauses head and sign")
struct AgreementDraftingTests {
    @Test("a draft is begun once, revised, offered, and gone from the drafts")
    func draft() throws {
        var story = try AgreementStory()
        #expect(story.refusal(.revise(yaml: "x")) == "no-draft")
        #expect(story.refusal(.offerDraft(days: 14)) == "no-draft")
        try story.do(.draft(yaml: "title: [blank]"))
        #expect(story.refusal(.draft(yaml: "again")) == "draft-exists")
        #expect(story.agreement?.standing(of: 1, at: story.now) == .draft)
        try story.do(.revise(yaml: DemoAgreement.yaml))
        #expect(try story.do(.revise(yaml: DemoAgreement.yaml)).isEmpty)
        try story.do(.offerDraft(days: 14))
        #expect(story.agreement?.draft == nil)
        #expect(story.agreement?.standing(of: 1, at: story.now) == .offered(signed: []))
    }

    @Test("a draft that does not check is refused with all its problems, and nothing is written")
    func problems() throws {
        var story = try AgreementStory()
        let yaml = DemoAgreement.yaml
            .replacing("monthly_fee: 1200.00 EUR", with: "monthly_fee: \"[fee]\"")
            .replacing("zone: Europe/Berlin", with: "zone: Europe/Atlantis")
        try story.do(.draft(yaml: yaml))
        let before = story.facts
        for days in [0, 91, Int.max] { #expect(story.refusal(.offerDraft(days: days)) == "bad-expiry") }
        let refusal = #expect(throws: Refusal.self) { try story.do(.offerDraft(days: 14)) }
        #expect(refusal?.code == "draft-problems")
        #expect(refusal?.message.contains("monthly_fee") == true)
        #expect(refusal?.message.contains("Europe/Atlantis") == true)
        #expect(story.facts == before)
    }

    @Test("the offer's hash is that of the signed bytes, its date the first instant of the effective date")
    func offer() throws {
        var story = try AgreementStory()
        let yaml = DemoAgreement.yaml.replacing("effective: 2026-01-01", with: "effective: 2026-12-10")
        try story.do(.draft(yaml: yaml))
        try story.do(.offerDraft(days: 14))
        let offer = try #require(story.agreement?.offering?.offer)
        #expect(offer.digest == (try AgreementDraft.signed(yaml, zones: story.context.zones)).hash)
        #expect(offer.effective == AgreementStory.at("2026-12-10"))
        #expect(offer.signatories.map(\.name) == ["Carla Reyes", "Mara Voss"])
        #expect(offer.expires == story.now.advanced(by: 14 * 86_400))
    }

    @Test("what was declined, withdrawn or expired is a draft again")
    func again() throws {
        for ending in ["decline", "withdraw", "expire"] {
            var story = try AgreementStory()
            try story.do(.draft(yaml: DemoAgreement.yaml))
            try story.do(.offerDraft(days: 14))
            switch ending {
            case "decline": try story.do(.decline(signatory: 0, reason: "Too dear"))
            case "withdraw": try story.do(.withdraw(reason: "A figure was wrong"))
            default:
                story.now = story.now.advanced(by: 15 * 86_400)
                _ = try story.wake()
            }
            #expect(story.agreement?.draft?.yaml == DemoAgreement.yaml, "\(ending)")
            try story.do(.offerDraft(days: 14))
            try story.bothSign()
            #expect(story.agreement?.versions.map(\.number) == [1], "\(ending)")
        }
    }

    @Test("an amendment begins with the terms in force and has the next number")
    func amendment() throws {
        var story = try AgreementStory()
        #expect(story.refusal(.amend) == "nothing-in-force")
        try story.hold()
        try story.do(.amend)
        #expect(story.agreement?.draft == DraftText(version: 2, yaml: story.demo.terms.yaml))
        #expect(story.agreement?.standing(of: 1, at: story.now) == .inForce(from: story.now))
    }

    @Test("a second agreement for the same customer and scope wants a manager's confirmation")
    func second() throws {
        var story = try AgreementStory()
        let other = AgreementVersion(agreement: "acme-old", number: 3)
        story.context.beside = [other]
        try story.do(.draft(yaml: DemoAgreement.yaml))
        #expect(story.refusal(.offerDraft(days: 14)) == "second-agreement")
        #expect(story.refusal(.acceptBeside([other]), by: .desk) == "managers-accept")
        try story.do(.acceptBeside([other]))
        try story.do(.offerDraft(days: 14))
        #expect(story.agreement?.offering?.isOpen == true)
    }

    @Test("what an amendment changes is part of the document that is signed")
    func changes() throws {
        var story = try AgreementStory()
        try story.hold()
        let yaml = DemoAgreement.yaml.replacing("1200.00 EUR", with: "900.00 EUR")
        try story.do(.amend)
        try story.do(.revise(yaml: yaml))
        try story.do(.offerDraft(days: 14))
        let whole = try AgreementDraft.signed(
            yaml, zones: story.context.zones,
            amending: (1, try AgreementDraft.signed(DemoAgreement.yaml, zones: story.context.zones)))
        #expect(story.agreement?.offering?.offer.digest == whole.hash)
        #expect(whole.amendment?.comparison.parts.map(\.clause).contains(.head) == true)
    }

    @Test("a link is sent anew, and the newest counts; signed by all, nothing is withdrawn or sent any more")
    func links() throws {
        var story = try AgreementStory()
        try story.do(.draft(yaml: DemoAgreement.yaml))
        try story.do(.offerDraft(days: 14))
        for message in ["first", "second"] {
            try story.do(.invite(Invitation(signatory: 0, message: message)))
        }
        #expect(story.agreement?.offering?.invited == [0: "second"])
        #expect(story.refusal(.invite(Invitation(signatory: 1, message: "m"))) == "not-yet")
        try story.bothSign()
        #expect(story.refusal(.withdraw(reason: "A figure was wrong")) == "offer-ended")
        #expect(story.refusal(.invite(Invitation(signatory: 0, message: "m"))) == "offer-ended")
    }
}
