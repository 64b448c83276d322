import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("Every cent is explained")
struct CreditWorldTests {
    @Test("statements equal what a slow truth reckons from the tickets", arguments: [1, 2, 3] as [UInt64])
    func equal(seed: UInt64) throws {
        var world = CreditWorld(seed: seed)
        try world.run(tickets: 160, each: 40)
        #expect(world.failures == [])
        #expect(world.lines > 50 && world.cutLines > 0 && world.statements > 20)
    }

    @Test("every cause of a line comes up")
    func causes() throws {
        var world = CreditWorld(seed: 4)
        try world.run(tickets: 400, each: 40)
        #expect(world.failures == [])
        #expect(Set(world.causes.keys) == Set(StatementLine.Cause.allCases))
    }

    @Test("what lapses a breach is found without looking at every fact")
    func lapsing() throws {
        var found = 0
        for (facts, terms) in try CreditWorld.tickets(seed: 6, count: 400) {
            let span = try #require(
                AgreementSpan([AgreementSpan.Period(terms: terms, from: .earliest, until: nil)]))
            let id = Ticket.ID(1)
            func reversed(_ watching: (Fact) -> Bool) -> [ReversedLine] {
                TicketCredits.reversed(id, facts, terms, span, standing: [], watching: watching)
            }
            let all = reversed { _ in true }
            #expect(reversed(\.canLapse).map(\.line.entry.key) == all.map(\.line.entry.key))
            found += all.count
        }
        #expect(found > 20)
    }

    enum Mistake: CaseIterable {
        case aCentMore, aLineLost, aLineTwiceAsDear, aCapPassed, aRefusalPaid, aReversalForgotten, aLineTwice
    }

    @Test("a planted mistake is noticed", arguments: Mistake.allCases)
    func planted(_ mistake: Mistake) throws {
        var world = CreditWorld(seed: 5)
        try world.run(
            tickets: 400, each: 40,
            spoil: CreditWorld.Spoil(
                lines: { mistake.spoil($0) }, statement: { mistake.spoil($0) }))
        #expect(!world.failures.isEmpty)
    }
}

extension CreditWorldTests.Mistake {
    /// In what follows from the tickets.
    func spoil(_ lines: [CreditLine]) -> [CreditLine] {
        guard let index = lines.indices.first(where: { lines[$0].gross.minorUnits > 100 }) else {
            return lines
        }
        var spoilt = lines
        let line = lines[index]
        switch self {
        case .aCentMore: spoilt[index] = line.with(gross: line.gross + Money(1, line.gross.currency))
        case .aLineLost: spoilt.remove(at: index)
        case .aLineTwiceAsDear: spoilt[index] = line.with(gross: line.gross + line.gross)
        case .aCapPassed, .aRefusalPaid, .aReversalForgotten, .aLineTwice: break
        }
        return spoilt
    }

    /// In what a statement makes of it.
    func spoil(_ lines: [IssuedStatement.Line]) -> [IssuedStatement.Line] {
        switch self {
        case .aCentMore, .aLineLost, .aLineTwiceAsDear: lines
        case .aCapPassed:
            lines.map { $0.allowed < $0.gross ? $0.with(allowed: $0.gross, $0.standing) : $0 }
        case .aRefusalPaid:
            lines.map { $0.payable < $0.allowed ? $0.with(allowed: $0.allowed, .approved) : $0 }
        case .aReversalForgotten: lines.filter { $0.cause != .reversed && $0.cause != .takenBack }
        case .aLineTwice: lines + lines.prefix(1).map { $0.with(allowed: $0.allowed + 1, $0.standing) }
        }
    }
}

extension IssuedStatement.Line {
    fileprivate func with(allowed: Int64, _ standing: StatementLine.Standing) -> IssuedStatement.Line {
        IssuedStatement.Line(
            key: key, cause: cause, at: at, gross: Money(gross, currency), allowed: Money(allowed, currency),
            standing: standing)
    }
}

extension CreditLine {
    func with(gross: Money) -> CreditLine { CreditLine(entry: entry, month: month, fee: fee, gross: gross) }
}
