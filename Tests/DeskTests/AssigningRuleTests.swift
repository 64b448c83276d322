import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Who of a group gets a ticket that nobody has")
struct AssigningRuleTests {
    typealias Candidate = AssigningRule.Candidate

    private static let (ana, ben, dana) = (Person.ID(1), Person.ID(2), Person.ID(3))

    struct Row: Sendable, CustomTestStringConvertible {
        let rule: AssigningRule
        /// Person, open tickets, place of the newest one by the rule, whether they are on.
        let people: [(Int64, Int, Int64, Bool)]
        let expected: (person: Int64?, reason: String)?
        let testDescription: String

        init(
            _ says: String, _ rule: AssigningRule, _ people: [(Int64, Int, Int64, Bool)],
            _ expected: (person: Int64?, reason: String)?
        ) {
            (self.rule, self.people, self.expected, testDescription) = (rule, people, expected, says)
        }
    }

    static let table: [Row] = [
        Row("by hand, people decide", .byHand, [(1, 0, 0, true)], nil),
        Row(
            "in turn, whose turn was first", .inTurn, [(1, 0, 3, true), (2, 9, 2, true)], (2, "in turn")),
        Row("in turn, a new colleague first", .inTurn, [(1, 0, 3, true), (2, 5, 0, true)], (2, "in turn")),
        Row(
            "in turn, among new ones who came first", .inTurn, [(2, 0, 0, true), (1, 0, 0, true)],
            (1, "in turn")),
        Row(
            "in turn, who is off is passed over", .inTurn, [(1, 0, 1, false), (2, 0, 2, true)], (2, "in turn")
        ),
        Row("by load, the fewest", .byLoad, [(1, 4, 1, true), (2, 3, 2, true)], (2, "least open: 3")),
        Row(
            "by load, equal ones in turn", .byLoad, [(1, 3, 5, true), (2, 3, 4, true)], (2, "least open: 3")),
        Row(
            "by load, the fewest of those who are on", .byLoad, [(1, 0, 0, false), (2, 7, 4, true)],
            (2, "least open: 7")),
        Row("nobody on", .inTurn, [(1, 0, 1, false), (2, 0, 2, false)], (nil, "nobody there is on now")),
        Row("nobody there", .byLoad, [], (nil, "nobody there takes tickets")),
    ]

    @Test("the table", arguments: table)
    func decided(_ row: Row) {
        let on = Set(row.people.filter(\.3).map { Person.ID($0.0) })
        let candidates = row.people.map { Candidate(Person.ID($0.0), open: $0.1, lastTurn: $0.2) }
        let given = row.rule.assignment(of: "Front desk", among: candidates) { on.contains($0) }
        #expect(given?.person == row.expected?.person.map { Person.ID($0) })
        #expect(given?.reason == row.expected?.reason)
        #expect(given == nil || given?.group == "Front desk")
    }

    @Test("law: in turn, of n tickets each of k colleagues gets n/k, within one")
    func fair() {
        var random = SplitMix64(seed: 31)
        for _ in 0..<200 {
            let (count, tickets) = (
                Int64.random(in: 1...9, using: &random), Int.random(in: 0...60, using: &random)
            )
            var turns = Dictionary(uniqueKeysWithValues: (1...count).map { ($0, Int64(0)) })
            var got = turns
            for place in 0..<tickets {
                let candidates = turns.map { Candidate(Person.ID($0.key), lastTurn: $0.value) }
                let given = AssigningRule.inTurn.assignment(of: "F", among: candidates) { _ in true }
                guard let person = given?.person?.rawValue else {
                    Issue.record("nobody got it")
                    return
                }
                turns[person] = Int64(place) + 1
                got[person, default: 0] += 1
            }
            let share = Double(tickets) / Double(count)
            #expect(got.values.allSatisfy { abs(Double($0) - share) < 1 })
        }
    }

    @Test("law: by load, nobody gets one who has more than the least of those who are on")
    func least() {
        var random = SplitMix64(seed: 32)
        for _ in 0..<500 {
            let people = (1...Int64.random(in: 1...8, using: &random)).map {
                Candidate(
                    Person.ID($0), open: Int.random(in: 0...5, using: &random),
                    lastTurn: Int64.random(in: 0...20, using: &random))
            }
            let on = Set(people.filter { _ in Bool.random(using: &random) }.map(\.person))
            let given = AssigningRule.byLoad.assignment(of: "F", among: people) { on.contains($0) }
            let chosen = people.first { $0.person == given?.person }
            #expect(chosen?.open == people.filter { on.contains($0.person) }.map(\.open).min())
            #expect((chosen == nil) == on.isEmpty)
        }
    }

    @Test(
        "asked when a ticket comes to a group with nobody; what somebody has or took from all is left alone")
    func asked() throws {
        var story = try Scenario()
        try story.at("Mon 10:00", Cast.carla, .receive(.high))
        func asked(_ count: Int, before: Ticket?) -> Bool {
            story.ticket.comesToGroup(by: Array(story.facts.suffix(count)), before: before)
        }
        #expect(asked(1, before: nil))
        var before = story.ticket
        try story.at("Mon 10:05", .assign(Assignment(person: Self.ana, group: before.group)))
        #expect(!asked(1, before: before), "Ana has it")
        before = story.ticket
        try story.at("Mon 10:06", .assign(Assignment(person: nil, group: before.group)))
        #expect(!asked(1, before: before), "taken from all within the group: a person meant that")
        before = story.ticket
        try story.at("Mon 10:07", .assign(Assignment(person: nil, group: "Specialists")))
        #expect(asked(1, before: before), "it came to another group")
        before = story.ticket
        try story.at("Mon 10:08", .assign(Assignment(person: Self.ben, group: "Front desk")))
        #expect(!asked(1, before: before), "with it came who has it")
        before = story.ticket
        try story.at("Mon 10:09", .escalate(to: .tier2, reason: "Too deep"))
        #expect(asked(1, before: before), "the next tier has nobody on it yet")
    }

    @Test("a tier for which the terms name no group is no other group: nobody there takes a second turn")
    func groupless() throws {
        var story = try Scenario { terms in
            for index in terms.escalation.tiers.indices where terms.escalation.tiers[index].level == .tier2 {
                terms.escalation.tiers[index].groups = []
            }
        }
        try story.at("Mon 10:00", Cast.carla, .receive(.high))
        try story.at("Mon 10:05", .assign(Assignment(person: Self.ana, group: story.ticket.group)))
        let before = story.ticket
        try story.at("Mon 10:06", .escalate(to: .tier2, reason: "Too deep"))
        #expect(story.ticket.group == before.group && story.ticket.assignee == nil)
        #expect(!story.ticket.comesToGroup(by: Array(story.facts.suffix(1)), before: before))
    }
}
