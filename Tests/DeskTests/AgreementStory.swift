import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

/// Acme's agreement through its years: Mara of Harbor and Carla of Acme draft, sign, adjust and end it.
struct AgreementStory {
    static let mara = Actor.agent(Person.ID(3))
    static let carla = Actor.contact(Person.ID(4))
    static let id = Agreement.ID(1)

    let demo: PinnedTerms
    var agreement: Agreement?
    var facts: [AgreementFact] = []
    var context: AgreementContext
    var now: Instant

    /// A new desk on Thursday 2026-11-26 at 10:00 in Berlin.
    init() throws {
        demo = try DeskTerms.demo()
        context = AgreementContext(terms: nil) { try? ZoneFiles.rules(of: $0) }
        now = Self.at("2026-11-26", 10)
    }

    /// An hour of a day in Berlin's winter.
    static func at(_ date: String, _ hour: Int64 = 0) -> Instant {
        let day = LocalDate(date)!
        let epoch = LocalDate("1970-01-01")!
        return Instant(seconds: Int64(day.days(since: epoch)) * 86_400 + (hour - 1) * 3600)
    }

    @discardableResult
    mutating func `do`(_ what: AgreementCommand.What, by actor: Actor = Self.mara) throws(Refusal)
        -> [AgreementFact.What]
    {
        let new = try decide(
            AgreementCommand(what, by: actor), agreement: agreement, under: context, now: now)
        for fact in new { agreement = evolve(agreement, fact, id: Self.id) }
        facts += new
        return new.map(\.what)
    }

    mutating func wake() throws(Refusal) -> [AgreementFact] {
        let before = facts.count
        try `do`(.wake, by: .desk)
        return Array(facts[before...])
    }

    /// The open offer is signed by both, Carla first.
    mutating func bothSign() throws {
        for place in [0, 1] { try sign(place) }
    }

    mutating func sign(_ place: Int) throws {
        let offer = try #require(agreement?.offering?.offer)
        let signature = Signature(
            signatory: place, name: offer.signatories[place].name, consent: "I sign electronically.",
            digest: offer.digest, network: "192.0.2.7", userAgent: "Browser", code: "c@harbor")
        try `do`(.sign(signature), by: place == 0 ? Self.carla : Self.mara)
    }

    /// Offers and signs a version that is effective on a date.
    mutating func agree(effective: String) throws {
        let yaml = DemoAgreement.yaml.replacing("effective: 2026-01-01", with: "effective: \(effective)")
        try `do`(.draft(yaml: yaml))
        try `do`(.offerDraft(days: 14))
        try bothSign()
    }

    /// The demo agreement as version 1, in force, so that what is reckoned by it can be asked.
    mutating func hold() throws {
        try agree(effective: "2026-01-01")
        context.terms = demo
    }

    func refusal(_ what: AgreementCommand.What, by actor: Actor = Self.mara) -> String? {
        var copy = self
        do {
            try copy.do(what, by: actor)
            return nil
        } catch {
            return error.remedy.isEmpty ? "without a remedy" : error.code
        }
    }
}
