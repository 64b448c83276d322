import Agreements
import BusinessTime
import Desk
import DulyTesting
import Storage
import Testing

@testable import Operations

/// Never change a frozen line: a store somewhere holds it. A new kind gets a new line, a new form a new
/// version and a new file. Form 1 of tickets' facts is in `FactFormTests`, events' in `EventTests`, keys' in
/// `KeyFactFormTests`, groups' in `GroupEventTests`.
@Suite("A frozen line of every kind of fact is read for ever")
struct FrozenFormTests {
    @Test("tickets: form 2 with its words beside it, and without them once they are erased")
    func tickets() throws {
        let (frozen, facts) = (try FrozenFact.all("form-2"), Self.worded)
        try #require(frozen.count == facts.count, "a fact with words of its own lacks a frozen line")
        for (line, fact) in zip(frozen, facts) {
            let stored = line.stored(
                version: FactForm.sealedVersion, recorded: fact.recorded, happened: fact.happened)
            #expect(try FactForm.decode(stored, words: line.words) == fact)
            let now = FrozenFact(FactForm.sealed(fact)).shape
            #expect(now == line.shape, "the newest form is the frozen one")
            let erased = try FactForm.decode(stored, words: line.words.mapValues { _ in "" })
            #expect(erased.what.kind == fact.what.kind)
        }
    }

    @Test("agreements: form 1")
    func agreements() throws {
        try Self.check("agreement-1", Self.agreementFacts, AgreementFactForm.encode) {
            try AgreementFactForm.decode($0.stored(version: 1))
        }
        #expect(Set(Self.agreementFacts.map(\.what.kind)) == Set(AgreementFact.Kind.allCases))
    }

    @Test("credits: form 1, and a statement that keeps what its lines were reckoned from")
    func ledger() throws {
        try Self.check("ledger-1", Self.ledgerFacts, LedgerFactForm.encode) {
            try LedgerFactForm.decode($0.stored(version: 1))
        }
        #expect(Set(Self.ledgerFacts.map(\.what.kind)) == Set(LedgerFact.Kind.allCases))
        let whole = try #require(try FrozenFact.all("ledger-statement-1").first)
        let fact = try LedgerFactForm.decode(whole.stored(version: 1))
        guard case .issued(let statement) = fact.what else {
            Issue.record("\(fact.what.kind)")
            return
        }
        #expect(statement.lines.count == StatementLine.Cause.allCases.count)
        #expect(statement.lines.allSatisfy { $0.basis != nil && $0.room != nil })
        #expect(try FrozenFact(LedgerFactForm.encode(fact)).body == whole.body)
    }

    @Test("mails in quarantine: form 1")
    func quarantine() throws {
        try Self.check("quarantine-1", Self.quarantineFacts, QuarantineFactForm.encode) {
            try QuarantineFactForm.decode($0.stored(version: 1), words: $0.words)
        }
        #expect(Set(Self.quarantineFacts.map(\.what.kind)) == Set(QuarantineFact.Kind.allCases))
    }

    @Test("erasures: form 1")
    func erasures() throws {
        try Self.check("erasure-1", Self.erasureFacts, ErasureFactForm.encode) {
            try ErasureFactForm.decode($0.stored(version: 1), words: $0.words)
        }
        #expect(Set(Self.erasureFacts.map(\.what.kind)) == Set(ErasureFact.Kind.allCases))
    }

    private static func check<Fact: Equatable>(
        _ name: String, _ facts: [Fact], _ encode: (Fact) throws -> StoredFact,
        _ decode: (FrozenFact) throws -> Fact
    ) throws {
        let frozen = try FrozenFact.all(name)
        try #require(frozen.count == facts.count, "a kind of \(name) lacks a frozen line")
        for (line, fact) in zip(frozen, facts) {
            #expect(try decode(line) == fact)
            let now = FrozenFact(try encode(fact))
            #expect(now.shape == line.shape && now.kind == line.kind, "the newest form is the frozen one")
        }
    }
}

// The samples, one of each kind and more where a form has several cases.
extension FrozenFormTests {
    static let worded = FactSamples.all.filter { !FactForm.sealed($0).words.isEmpty }

    static let agreementFacts = AgreementFactFormTests.all.map {
        AgreementFact($0, by: .contact(Person.ID(4)), happened: FrozenFact.at, recorded: FrozenFact.at)
    }

    private static let key = BandEntry.Key(ticket: Ticket.ID(17), promise: .resolution, band: 1)
    private static let month = CalendarMonth("2026-11")!

    static let ledgerFacts: [LedgerFact] = [
        .approved(key), .refused(key, clause: .exclusions, reason: "Their own \"network\""), .claimed(key),
        .issued(
            IssuedStatement(
                month: month, currency: .euro,
                lines: [
                    IssuedStatement.Line(
                        key: key, cause: .entered, at: FrozenFact.at, gross: Money(600, .euro),
                        allowed: Money(500, .euro), standing: .approved)
                ], total: 500)),
        .disputed(key, reason: "Too little"), .disputeAnswered(key, upheld: false, reason: "It is right"),
        .disputeAnswered(
            key, upheld: true, reason: "It was critical",
            correction: CorrectedCredit(gross: 900, severity: .critical, late: BusinessSeconds(7200))),
        .consented(key, reason: "By mail of 3 December"), .settled(month, reference: "Invoice 2026-117"),
        .settlementReversed(month, reason: "Another month"), .payoutWarned(month),
    ].map {
        LedgerFact(
            $0, by: .agent(Person.ID(3)), happened: FrozenFact.at, recorded: FrozenFact.at,
            hasPassword: $0.kind == .approved)
    }

    static let quarantineFacts: [QuarantineFact] = [
        .kept(.noSender), .released, .attached(Ticket.ID(17)), .discarded(reason: "Junk, with \"quotes\""),
    ].map { QuarantineFact($0, by: .agent(Person.ID(3)), recorded: FrozenFact.at) }

    static let erasureFacts: [ErasureFact] = [
        .asked(Person.ID(9), .manager, reason: "She asked for it"), .confirmed(extent),
        .refused(reason: "A suit is pending"), .withdrawn(reason: "Asked by mistake"),
    ].map { ErasureFact($0, by: .agent(Person.ID(3)), recorded: FrozenFact.at) }

    private static var extent: Erasure.Extent {
        var extent = Erasure.Extent()
        (extent.tickets, extent.messages, extent.rewritten) = (1, 2, 3)
        (extent.attachments, extent.mails, extent.reasons) = (4, 5, 6)
        return extent
    }
}
