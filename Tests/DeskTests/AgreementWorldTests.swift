import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Seeded agreements")
struct AgreementWorldTests {
    @Test("the laws hold in two thousand seeded agreements, and every kind of fact occurs")
    func laws() throws {
        var world = AgreementWorld(seed: 2026, demo: try DeskTerms.demo())
        world.run(commands: 70_000)
        #expect(world.failures == [])
        #expect(world.sequences >= 2_000)
        #expect(Set(AgreementFact.Kind.allCases).subtracting(world.kinds) == [])
    }

    @Test("the same seed is the same world")
    func repeatable() throws {
        var first = AgreementWorld(seed: 3, demo: try DeskTerms.demo())
        var second = AgreementWorld(seed: 3, demo: try DeskTerms.demo())
        first.run(commands: 500)
        second.run(commands: 500)
        #expect(first.refusals == second.refusals && first.sequences == second.sequences)
    }

    enum Mistake: CaseIterable {
        case signsAfterExpiry, signsTwice, forgetsTheEffectiveDate, confirmsAlone, datesExpiryByTheAlarm
        case takesAnyDocument
    }

    @Test("a planted mistake is found", arguments: Mistake.allCases)
    func planted(_ mistake: Mistake) throws {
        var world = AgreementWorld(seed: 11, demo: try DeskTerms.demo()) {
            command, agreement, context, now throws(Refusal) in
            try Self.decide(command, agreement, context, now, mistake)
        }
        world.run(commands: 20_000)
        #expect(!world.failures.isEmpty)
    }

    private static func decide(
        _ command: AgreementCommand, _ agreement: Agreement?, _ context: AgreementContext, _ now: Instant,
        _ mistake: Mistake
    ) throws(Refusal) -> [AgreementFact] {
        let right = { (command: AgreementCommand) throws(Refusal) in
            try Desk.decide(command, agreement: agreement, under: context, now: now)
        }
        let fact = { AgreementFact($0, by: command.by, happened: now, recorded: now) }
        switch (mistake, command.what) {
        case (.signsAfterExpiry, .sign(let signature)):
            guard let offering = agreement?.offering, offering.isOpen, now >= offering.offer.expires else {
                return try right(command)
            }
            return [fact(.signed(signature))]
        case (.signsTwice, .sign(let signature)):
            let isSigned = agreement?.offering?.signatures[signature.signatory] != nil
            return isSigned && agreement?.offering?.isOpen == true
                ? [fact(.signed(signature))] : try right(command)
        case (.forgetsTheEffectiveDate, .sign):
            return try right(command).map {
                guard case .inForce(let version, _) = $0.what else { return $0 }
                return fact(.inForce(version: version, from: now))
            }
        case (.takesAnyDocument, .sign(let signature)):
            guard let offering = agreement?.offering, offering.isOpen, now < offering.offer.expires,
                signature.digest != offering.offer.digest
            else { return try right(command) }
            return [fact(.signed(signature))]
        case (.confirmsAlone, .confirmAdjustment(let number, let side, _)):
            let own = agreement?.adjustments.first { $0.number == number && $0.end == nil }
            guard own?.adjustment.side == side else { return try right(command) }
            return [fact(.adjustmentConfirmed(number: number, from: now, running: nil))]
        case (.datesExpiryByTheAlarm, .wake):
            return try right(command).map { $0.what == .expired ? fact(.expired) : $0 }
        default: return try right(command)
        }
    }
}
