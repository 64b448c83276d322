import BusinessTime
import Testing

@testable import Agreements

@Suite("Rules: every problem at once, with clause and remedy")
struct RulesTests {
    @Test("each rule refuses a sample, at its path and by its clause", arguments: Broken.all)
    func refuses(broken: Broken) {
        let problems = broken.terms.check(zones: Zones.lookup)
        let found = problems.first { $0.path == broken.path && $0.message.contains(broken.words) }
        #expect(found != nil, "\(problems)")
        #expect(found?.clause.id == broken.clause)
        #expect(found?.remedy.isEmpty == false)
    }

    @Test("no rule is without a sample that breaks it")
    func everyRuleHasASample() {
        let seen = Broken.all.flatMap {
            // A special condition's problem is told at the clause beside which it stands.
            $0.terms.check(zones: Zones.lookup).map { problem in
                "\(problem.path.hasPrefix("conditions[") ? .signatures : problem.clause): \(problem.message)"
            }
        }
        let silent = Rules.all.map { "\($0.clause): \($0.words)" }.filter { !seen.contains($0) }
        #expect(silent == [])
    }

    @Test("both sides of each bound", arguments: Bound.all)
    func bounds(bound: Bound) {
        for value in bound.inside {
            #expect(Samples.changed { bound.set(&$0, value) }.check(zones: Zones.lookup) == [], "\(value)")
        }
        for value in bound.outside {
            let problems = Samples.changed { bound.set(&$0, value) }.check(zones: Zones.lookup)
            #expect(problems.contains { $0.path == bound.path }, "\(value)")
        }
    }

    @Test("many mistakes are told together, each with its line")
    func allAtOnce() {
        let text = DemoAgreement.yaml
            .replacing("monthly_cap: 25 %", with: "monthly_cap: 125 %")
            .replacing("within: 2 business hours", with: "within: 2 hours")
            .replacing("zone: Europe/Berlin", with: "zone: Europe/Hamburg")
            .replacing("office@acme.example", with: "office at acme")
            .replacing("quiet_when_closed", with: "quiet_when_close")
            .replacing("name: Carla Reyes", with: "name: \"[who signs]\"")
        let problems = Terms.check(yaml: text, zones: Zones.lookup)
        let expected: Set<String> = [
            "credits.monthly_cap", "acknowledge.within", "hours.zone", "customer.email",
            "escalation.quiet_when_close", "escalation.quiet_when_closed", "customer.signatories[1].name",
        ]
        #expect(Set(problems.map(\.path)) == expected)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for problem in problems where problem.path != "escalation.quiet_when_closed" {
            let key = problem.path.split(separator: ".").last!
            #expect(lines[problem.line! - 1].contains(key), "\(problem)")
        }
        #expect(problems.map { $0.line ?? 0 } == problems.map { $0.line ?? 0 }.sorted())
    }

    @Test("a special condition on an executed clause needs a name, on prose none")
    func conditions() {
        func condition(_ clause: Clause, by person: String? = nil) -> [Problem] {
            Samples.changed {
                $0.conditions = [SpecialCondition(clause: clause, text: "Otherwise.", handledByHand: person)]
            }.check(zones: Zones.lookup)
        }
        #expect(condition(.acknowledgment).map(\.path) == ["conditions[1]"])
        #expect(condition(.acknowledgment, by: "Ana Brandt") == [])
        #expect(condition(.legal) == [])
    }

    @Test(
        "nor may words beside prose say otherwise of a clause that the program runs",
        arguments: [
            ("Under clause A.1 every inquiry is acknowledged within 10 minutes.", true),
            ("What stands in K is doubled.", false), ("Clause K is doubled.", true), ("See (A.2).", true),
            ("A manager of the customer may visit.", false), ("Clause J holds in Austria too.", false),
        ])
    func cited(text: String, isRefused: Bool) {
        for person in [nil, "Mara Voss"] {
            let problems = Samples.changed {
                $0.conditions = [SpecialCondition(clause: .legal, text: text, handledByHand: person)]
            }.check(zones: Zones.lookup)
            #expect(problems.map(\.path) == (isRefused && person == nil ? ["conditions[1].text"] : []))
        }
    }
}

/// A number of the terms with the values next to its bounds.
struct Bound: Sendable, CustomTestStringConvertible {
    let path: String
    let inside: [Int]
    let outside: [Int]
    let set: @Sendable (inout Terms, Int) -> Void
    var testDescription: String { path }

    static let all: [Bound] = [
        Bound(path: "credits.monthly_cap", inside: [1, 100], outside: [0, 101]) {
            $0.credits.monthlyCapPercent = $1
        },
        Bound(path: "credits.yearly_cap", inside: [1, 100], outside: [0, 101]) {
            $0.credits.yearlyCapPercent = $1
        },
        Bound(path: "ending.notice", inside: [1, 730], outside: [0, 731, -1]) { $0.ending.noticeDays = $1 },
        Bound(path: "legal.retention", inside: [1, 360], outside: [0, 361]) { $0.legal.retentionMonths = $1 },
        Bound(path: "figures.satisfaction_target", inside: [100, 500], outside: [99, 501]) {
            $0.figures.satisfactionTarget = $1
        },
        Bound(path: "figures.resolution_target", inside: [1, 10_000], outside: [0, 10_001]) {
            $0.figures.resolutionTarget = $1
        },
        Bound(path: "acknowledge.within", inside: [1, 3_600_000], outside: [0, -1, 3_600_001, .max]) {
            $0.acknowledge.within = BusinessSeconds(Int64($1))
        },
        Bound(path: "resolve.within", inside: [1, 250], outside: [0, -1, 251, .max]) {
            $0.resolve.within = .days(DayPeriod(count: $1))
        },
        Bound(path: "escalation.warnings[1]", inside: [1, 89], outside: [0, 100]) {
            $0.escalation.warnings[0] = $1
        },
        Bound(path: "credits.claim_window", inside: [1, 365], outside: [0, 366]) {
            $0.credits.claimWindowDays = $1
        },
        Bound(path: "credits.expiry", inside: [1, 120], outside: [0, 121]) { $0.credits.expiryMonths = $1 },
        Bound(path: "monthly_fee", inside: [1000, Int(Money.minorUnitsMax)], outside: [-1, .max, .min]) {
            $0.monthlyFee = Money(Int64($1), .euro)
        },
    ]
}
