import Agreements
import BusinessTime
import Testing

@testable import Desk

@Suite("Clerical errors: clause I")
struct AgreementMendingTests {
    private static func mend(_ path: String, _ was: String, _ reads: String) -> AgreementCommand.What {
        .proposeMend(
            Mend(version: 1, side: .provider, path: path, was: was, reads: reads, reason: "A slip of the pen")
        )
    }

    @Test("mended with the customer's consent; the signed bytes and their hash stay")
    func mended() throws {
        var story = try AgreementStory()
        try story.hold()
        let digest = story.agreement?.versions.first?.offering.offer.digest
        try story.do(Self.mend("customer.name", "Acme Ltd", "Acme Limited"))
        #expect(story.agreement?.mends(of: 1).isEmpty == true)
        #expect(story.refusal(.consentToMend(number: 1, side: .provider)) == "other-party")
        try story.do(.consentToMend(number: 1, side: .customer), by: AgreementStory.carla)
        #expect(story.refusal(.consentToMend(number: 1, side: .customer)) == "agreed-already")
        let mends = try #require(story.agreement).mends(of: 1)
        #expect(try story.demo.mended(by: mends).terms.customer.name == "Acme Limited")
        #expect(story.agreement?.versions.first?.offering.offer.digest == digest)
    }

    @Test(
        "what is counted or paid by is never mended against the customer",
        arguments: [
            ("acknowledge.within", "2 business hours", "1 business hour", nil),
            ("acknowledge.within", "2 business hours", "3 business hours", "against-the-customer"),
            ("resolve.within", "3 business days, same-time", "2 business days, same-time", nil),
            (
                "resolve.within", "3 business days, same-time", "3 business days, end-of-nth",
                "against-the-customer"
            ),
            ("ending.notice", "30 calendar days", "60 calendar days", "not-clerical"),
            ("monthly_fee", "1200.00 EUR", "1300.00 EUR", "not-clerical"),
            ("hours.weekly.fri", "09:00-18:00", "09:00-17:00", "not-clerical"),
            ("legal.governing_law", "the law of Germany", "no law", "not-clerical"),
            ("customer.email", "office@acme.example", "acme@acme.example", "not-clerical"),
            ("customer.signatories[1].email", "carla@acme.example", "c@acme.example", "not-clerical"),
            ("channels.support_addresses[1]", "support@harbor.example", "a@harbor.example", "not-clerical"),
            ("credits.monthly_cap", "25 %", "50 %", "not-clerical"),
            (
                "severities[1].example", "Nobody at the customer can sign in.", "Anything.", "not-clerical"
            ),
            ("customer.name", "Acme Ltd", "", "unmendable"),
            ("no.such.place", "a", "b", "unmendable"),
            ("customer.name", "Acme", "Acme Limited", "unmendable"),
            ("customer.name", "Acme Ltd", "Acme Ltd", "unmendable"),
        ] as [(String, String, String, String?)])
    func never(path: String, was: String, reads: String, code: String?) throws {
        var story = try AgreementStory()
        try story.hold()
        #expect(story.refusal(Self.mend(path, was, reads)) == code)
    }

    @Test("refused is what takes an amendment, and the refusal says so")
    func remedy() {
        for refusal in [Refusal.notClerical("monthly_fee"), .againstTheCustomer("resolve.within")] {
            #expect(refusal.remedy.contains("amendment"))
            #expect(refusal.clause == .termination)
        }
    }

    @Test("only the version in force is mended, with a reason")
    func inForce() throws {
        var story = try AgreementStory()
        #expect(story.refusal(Self.mend("customer.name", "Acme Ltd", "A")) == "not-signed")
        try story.hold()
        let mute = Mend(
            version: 1, side: .customer, path: "customer.name", was: "Acme Ltd", reads: "A", reason: "")
        #expect(story.refusal(.proposeMend(mute)) == "no-reason")
    }
}
