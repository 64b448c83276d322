import Agreements
public import BusinessTime
import Desk
public import Storage

// Agreements are made as everybody makes them: offered, signed by link and code, countersigned.
extension DemoStory {
    /// Has Acme's agreement made and nothing else.
    public static func agreeWithAcme(_ database: Database, until now: Instant) async throws {
        let stage = try await DemoStage(database, now: now)
        let story = try DemoStory(stage, until: now)
        for step in try await story.acme(stage) { try await stage.perform(step) }
    }

    /// Acme's agreement, made in the weeks before it starts. A desk whose clock stands before that, or too
    /// shortly after it, has a version that was signed on paper instead. Nothing where there is one.
    func acme(_ stage: DemoStage) async throws -> [Step] {
        let known = try await stage.office.database.read { try $0.agreements() }
        if known.contains(where: { $0.name == "acme" }) { return [] }
        guard isAgreedHere else {
            try await stage.hold(
                "acme", 1, DemoAgreement.yaml, of: try await stage.customer("Acme"), from: .earliest)
            return []
        }
        let steps = agreed("acme", DemoAgreement.yaml, by: "Carla Reyes", before(weeks: 3)) {
            try await $0.customer("Acme")
        }
        return steps + [Step(start) { _ in }]
    }

    /// Whether all that the story needs lies after the agreements' effective date.
    var isAgreedHere: Bool { start <= now.advanced(by: -100 * 86_400) }

    /// When the demo agreement takes effect, a Thursday.
    private var start: Instant {
        guard let date = LocalDate(year: 2026, month: 1, day: 1),
            let instant = rules.instant(of: date, .midnight)
        else { preconditionFailure("a day of the calendar") }
        return instant
    }

    /// The morning of a Thursday before that.
    func before(weeks: Int64) -> Instant { start.advanced(by: -weeks * 7 * 86_400 + 37_200) }

    /// Offered at an instant, signed by the customer the day after, countersigned two hours later.
    func agreed(
        _ name: String, _ yaml: String, by signatory: String, _ at: Instant,
        of customer: @escaping @Sendable (DemoStage) async throws -> Int64
    ) -> [Step] {
        let signed = at.advanced(by: 86_400 + 23 * 60)
        return [
            Step(at) { try await $0.offer(name, yaml, to: try await customer($0)) },
            Step(signed) { try await $0.sign(name, as: signatory) },
            Step(signed.advanced(by: 2 * 3600)) { try await $0.countersign(name) },
        ]
    }
}

extension DemoStage {
    func customer(_ name: String) async throws -> Int64 {
        let known = try await office.database.read { try $0.organisations() }
        guard let found = known.first(where: { $0.name == name }) else { throw Refusal.noOrganisation }
        return found.id
    }

    /// Mara, whom the agreement names for the provider, signs at the desk with her password.
    func countersign(_ name: String) async throws {
        let offering = try await office.database.read { [office] reader in
            try office.agreementFile(name, in: reader)?.agreement?.offering
        }
        guard let offering else { throw Refusal.noOffer }
        var order = Office.SigningOrder(
            name: "Mara Voss", code: "", hasConsented: true, digest: offering.offer.digest,
            network: "192.0.2.4", userAgent: "Firefox")
        order.hasPassword = true
        try await office.countersign(name, order, by: mara.person)
    }
}
