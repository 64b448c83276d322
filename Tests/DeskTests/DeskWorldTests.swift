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

    @Test("a desk that lets a resolution stand without an acknowledgment is found")
    func unacknowledged() throws {
        var world = DeskWorld(seed: 11, agreements: try DeskTerms.all()) {
            command, ticket, terms, now throws(Refusal) in
            try Desk.decide(command, ticket: ticket, terms: terms, now: now).filter {
                $0.what.kind != .acknowledged
            }
        }
        world.run(commands: 20_000)
        #expect(world.failures.contains { $0.contains("stands without an acknowledgment") })
    }

    @Test("a resolution may count at the acknowledgment's second, and not before it")
    func order() {
        let at = Instant(seconds: 1_795_000_000)
        #expect(DeskWorld.wrongOrder(resolved: at, acknowledged: at) == nil)
        #expect(DeskWorld.wrongOrder(resolved: nil, acknowledged: at) == nil)
        #expect(DeskWorld.wrongOrder(resolved: at.advanced(by: -1), acknowledged: at) != nil)
        #expect(DeskWorld.wrongOrder(resolved: at, acknowledged: nil) != nil)
    }
}
