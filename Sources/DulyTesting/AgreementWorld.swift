import Agreements
public import BusinessTime
public import Desk

/// Seeded agreements: random commands by both parties at random times, decided, folded, and held against the
/// laws of an agreement's life after every step.
public struct AgreementWorld {
    /// What decides; a test plants a mistake here and must see it found.
    public typealias Deciding =
        @Sendable (AgreementCommand, Agreement?, AgreementContext, Instant) throws(Refusal) -> [AgreementFact]

    public private(set) var steps = 0
    public private(set) var sequences = 0
    public private(set) var refusals = 0
    public private(set) var kinds: Set<AgreementFact.Kind> = []
    public static let kindCount = AgreementFact.Kind.allCases.count
    public private(set) var failures: [String] = []

    private let demo: PinnedTerms
    private let deciding: Deciding
    private var random: SplitMix64

    public init(seed: UInt64, demo: PinnedTerms) {
        self.init(seed: seed, demo: demo) { command, agreement, context, now throws(Refusal) in
            try decide(command, agreement: agreement, under: context, now: now)
        }
    }

    public init(seed: UInt64, demo: PinnedTerms, deciding: @escaping Deciding) {
        random = SplitMix64(seed: seed)
        self.demo = demo
        self.deciding = deciding
    }

    /// Runs agreements of up to 60 commands until so many were given.
    public mutating func run(commands: Int) {
        while steps < commands && failures.isEmpty { runAgreement(commands: random.number(5...60)) }
    }

    private mutating func runAgreement(commands: Int) {
        sequences += 1
        var run = AgreementRun(demo: demo, deciding: deciding, random: random)
        for _ in 0..<commands where run.failures.isEmpty { run.step() }
        run.finish()
        steps += run.steps
        refusals += run.refusals
        kinds.formUnion(run.facts.lazy.map { $0.what.kind })
        failures += run.failures.map { "agreement \(sequences), after \(run.facts.count) facts: \($0)" }
        random = run.choice.random
    }
}

/// One seeded agreement.
struct AgreementRun {
    var facts: [AgreementFact] = []
    var failures: [String] = []
    private(set) var steps = 0
    private(set) var refusals = 0
    var choice: AgreementChoice
    private(set) var agreement: Agreement?
    private(set) var now: Instant
    private let demo: PinnedTerms
    private let deciding: AgreementWorld.Deciding
    private let id = Agreement.ID(1)

    init(demo: PinnedTerms, deciding: @escaping AgreementWorld.Deciding, random: SplitMix64) {
        choice = AgreementChoice(random: random, demo: demo)
        self.demo = demo
        self.deciding = deciding
        // 2026-01-05, a Monday, and the year after it.
        now = Instant(seconds: 1_767_571_200 + Int64(choice.random.number(0...31_000_000)))
    }

    mutating func step() {
        now = now.advanced(by: choice.gap())
        give(choice.command(agreement, now: now))
    }

    private mutating func give(_ command: AgreementCommand) {
        steps += 1
        let before = agreement
        let new: [AgreementFact]
        do {
            new = try deciding(command, agreement, context, now)
        } catch {
            refusals += 1
            if error.remedy.isEmpty || error.clause == nil {
                fail("a refusal without clause or remedy: \(error)")
            }
            return
        }
        for fact in new {
            check(fact, by: command)
            agreement = evolve(agreement, fact, id: id)
            facts.append(fact)
        }
        guard let agreement else { return }
        checkVersions(before, agreement)
        if command.what == .wake { checkWoken() }
    }

    /// The version in force by the slow truth, never by the fold that is tried.
    private var context: AgreementContext {
        let number = SlowAgreement(facts: facts).version(inForceAt: now)
        let terms = number.map {
            PinnedTerms(
                version: AgreementVersion(agreement: "acme", number: $0), terms: demo.terms,
                calendar: demo.calendar)
        }
        var context = AgreementContext(terms: terms) { [demo] in
            $0 == demo.calendar.rules.name ? demo.calendar.rules : nil
        }
        context.beside = choice.beside
        context.deadlinesEarlier = choice.deadlinesEarlier
        return context
    }

    private mutating func checkWoken() {
        let again = try? deciding(AgreementCommand(.wake, by: .desk), agreement, context, now)
        if again != [] { fail("the alarm found the same things due again: \(again ?? [])") }
        if let next = agreement?.nextDue(after: now), next <= now { fail("after the alarm something is due") }
    }

    /// Replay equals live.
    mutating func finish() {
        if Agreement(id: id, facts: facts) != agreement { fail("a replay differs from the live agreement") }
    }

    mutating func fail(_ law: String) { failures.append(law) }
}
