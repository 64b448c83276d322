import Agreements
import Desk
import DulyTesting
import Testing

@Suite("Every cent is explained")
struct CreditWorldTests {
    @Test("statements equal what a slow truth reckons from the tickets", arguments: [1, 2] as [UInt64])
    func equal(seed: UInt64) throws {
        var world = CreditWorld(seed: seed)
        try world.run(tickets: 150)
        #expect(world.failures == [])
        #expect(world.lines > 50 && world.cutLines > 0 && world.statements > 5)
    }

    enum Mistake: CaseIterable { case aCentMore, aLineLost, aLineTwiceAsDear }

    @Test("a planted mistake is noticed", arguments: Mistake.allCases)
    func planted(_ mistake: Mistake) throws {
        var world = CreditWorld(seed: 5)
        try world.run(tickets: 60) { lines in
            guard let index = lines.indices.first(where: { lines[$0].gross.minorUnits > 100 }) else {
                return lines
            }
            var spoilt = lines
            let line = lines[index]
            switch mistake {
            case .aCentMore: spoilt[index] = line.with(gross: line.gross + Money(1, line.gross.currency))
            case .aLineLost: spoilt.remove(at: index)
            case .aLineTwiceAsDear: spoilt[index] = line.with(gross: line.gross + line.gross)
            }
            return spoilt
        }
        #expect(!world.failures.isEmpty)
    }
}

extension CreditLine {
    func with(gross: Money) -> CreditLine { CreditLine(entry: entry, month: month, fee: fee, gross: gross) }
}
