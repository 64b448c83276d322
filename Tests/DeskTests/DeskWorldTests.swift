import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Seeded desks")
struct DeskWorldTests {
    @Test("the laws hold in two thousand seeded tickets, and every kind of fact occurs")
    func laws() throws {
        var world = DeskWorld(seed: 2026, agreements: try DeskTerms.all())
        world.run(commands: 50_000)
        #expect(world.failures == [])
        #expect(world.sequences >= 2_000)
        #expect(Set(Fact.Kind.allCases).subtracting(world.kinds) == [])
    }

    @Test("the same seed is the same world")
    func repeatable() throws {
        let agreements = try DeskTerms.all()
        var first = DeskWorld(seed: 3, agreements: agreements)
        var second = DeskWorld(seed: 3, agreements: agreements)
        first.run(commands: 500)
        second.run(commands: 500)
        #expect(first.refusals == second.refusals && first.sequences == second.sequences)
    }
}
