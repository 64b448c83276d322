import Agreements
public import BusinessTime
public import Desk

/// Seeded tickets: random commands by random people at random times, decided, folded, and held against the
/// laws of the desk after every step.
public struct DeskWorld {
    public private(set) var steps = 0
    public private(set) var sequences = 0
    public private(set) var refusals = 0
    public private(set) var kinds: Set<Fact.Kind> = []
    /// How many kinds there are.
    public static let kindCount = Fact.Kind.allCases.count
    public private(set) var failures: [String] = []

    /// The desk under trial; a test plants its mistakes here.
    public typealias Deciding =
        @Sendable (Command, Ticket?, PinnedTerms?, Instant) throws(Refusal) -> [Fact]

    /// The desk as it is.
    public static let right: Deciding = { command, ticket, terms, now throws(Refusal) in
        try Desk.decide(command, ticket: ticket, terms: terms, now: now)
    }

    private let agreements: [PinnedTerms]
    private let decide: Deciding
    private var random: SplitMix64

    public init(
        seed: UInt64, agreements: [PinnedTerms],
        decide: @escaping Deciding = DeskWorld.right
    ) {
        random = SplitMix64(seed: seed)
        self.agreements = agreements
        self.decide = decide
    }

    /// Runs tickets of up to 40 commands until so many commands were given.
    public mutating func run(commands: Int) {
        while steps < commands && failures.isEmpty { runTicket(commands: random.number(5...40)) }
    }

    private mutating func runTicket(commands: Int) {
        sequences += 1
        var run = DeskRun(agreements: agreements, random: random, decide: decide)
        for _ in 0..<commands {
            run.step()
            if !run.failures.isEmpty { break }
        }
        run.finish()
        steps += run.steps
        refusals += run.refusals
        kinds.formUnion(run.facts.lazy.map { $0.what.kind })
        failures += run.failures.map { "ticket \(sequences), after \(run.facts.count) facts: \($0)" }
        random = run.choice.random
    }
}

extension DeskWorld {
    /// What is wrong about a resolution that stands; `resolved` is nil where its clock has ended otherwise.
    public static func wrongOrder(resolved: Instant?, acknowledged: Instant?) -> String? {
        guard let acknowledged else { return "a resolution stands without an acknowledgment" }
        if let resolved, resolved < acknowledged { return "a resolution counts before the acknowledgment" }
        return nil
    }
}

/// One seeded ticket.
struct DeskRun {
    private(set) var facts: [Fact] = []
    private(set) var failures: [String] = []
    private(set) var steps = 0
    private(set) var refusals = 0
    var choice: DeskChoice
    private var ticket: Ticket?
    private(set) var terms: PinnedTerms
    private var now: Instant
    private let id = Ticket.ID(1)
    private let decide: DeskWorld.Deciding

    init(
        agreements: [PinnedTerms], random: SplitMix64, decide: @escaping DeskWorld.Deciding = DeskWorld.right
    ) {
        self.decide = decide
        choice = DeskChoice(random: random, agreements: agreements)
        terms = choice.random.one(of: agreements)
        // 2026-01-05, a Monday, and the year after it.
        now = Instant(seconds: 1_767_571_200 + Int64(choice.random.number(0...31_000_000)))
        choice.terms = terms
        give(Command(.receive(choice.receipt()), by: .desk, way: .mail))
    }

    mutating func step() {
        now = now.advanced(by: choice.gap())
        guard let ticket else { return }
        give(choice.command(ticket, now: now))
    }

    private mutating func give(_ command: Command) {
        steps += 1
        let before = ticket
        let new: [Fact]
        do {
            new = try decide(command, ticket, terms, now)
        } catch {
            refusals += 1
            if error.remedy.isEmpty { failures.append("a refusal without a remedy: \(error)") }
            return
        }
        for fact in new {
            check(fact, before: ticket)
            let evolved = evolve(ticket, fact, id: id)
            if fact.what.leavesClocks { checkLeft(ticket, evolved) }
            ticket = evolved
        }
        facts += new
        guard let ticket else { return }
        checkClocks(before, ticket, new)
        if command.what == .wake { checkWoken(ticket) }
    }

    /// Replay equals live.
    mutating func finish() {
        if Ticket(id: id, facts: facts) != ticket { failures.append("a replay differs from the live ticket") }
    }
}

// The laws.
extension DeskRun {
    private mutating func check(_ fact: Fact, before: Ticket?) {
        if let before, fact.recorded < before.lastRecorded { failures.append("recorded times ran backwards") }
        if fact.happened > fact.recorded { failures.append("a fact was recorded before it happened") }
        guard let before else { return }
        switch fact.what {
        case .acknowledged where before.acknowledgment != nil: failures.append("acknowledged twice")
        case .access(.used(let grant, _)) where before.access(grant)?.standing(at: fact.happened) != .inForce:
            failures.append("an access was used that was not in force")
        case .access(.ended(let grant, _, _)) where before.access(grant)?.ending != nil:
            failures.append("an access ended twice")
        case .resolved where before.standingResolution != nil: failures.append("resolved twice")
        case .acknowledged, .resolved:
            guard case .program = fact.by else { return }
            failures.append("a program fulfilled a promise")
        default: return
        }
    }

    private mutating func checkClocks(_ before: Ticket?, _ after: Ticket, _ new: [Fact]) {
        let clocks = after.clocks(under: terms)
        checkOrder(after, clocks)
        for clock in clocks {
            if let done = clock.doneAt, done < clock.start, clock.ended == nil {
                failures.append("\(clock.promise) done before its start")
            }
            if let done = clock.doneAt, clock.isKept(doneAt: done) == clock.isBroken(at: max(now, done)) {
                if clock.deadline.map({ $0 < max(now, done) }) ?? false {
                    failures.append("\(clock.promise) is both kept and broken, or neither")
                }
            }
            if steps % 8 == 0 { checkProof(clock) }
        }
        guard let before, !new.isEmpty, !new.contains(where: \.canUndo) else { return }
        for old in before.clocks(under: terms) {
            guard case .kept = old.standing(at: now),
                let clock = clocks.first(where: { $0.promise == old.promise }),
                case .broken = clock.standing(at: now)
            else { continue }
            failures.append("\(old.promise) was kept and is broken by \(new.map { $0.what.kind })")
        }
    }

    /// A fact that is said to leave the clocks moves none of them.
    private mutating func checkLeft(_ before: Ticket?, _ after: Ticket) {
        guard let old = before?.clocks(under: terms) else { return }
        let same = zip(old, after.clocks(under: terms)).allSatisfy { old, new in
            (old.promise, old.deadline, old.budget, old.start, old.doneAt)
                == (new.promise, new.deadline, new.budget, new.start, new.doneAt)
                && (old.severity, old.ended, old.pauses, old.steps)
                    == (new.severity, new.ended, new.pauses, new.steps)
        }
        if !same { failures.append("a fact moved a clock that it was to leave") }
    }

    /// No resolution without an acknowledgment, and none that counts before it.
    private mutating func checkOrder(_ ticket: Ticket, _ clocks: [Clock]) {
        guard ticket.standingResolution != nil else { return }
        let resolved = clocks.first { $0.promise == .resolution && $0.ended == nil }?.doneAt
        if let wrong = DeskWorld.wrongOrder(resolved: resolved, acknowledged: ticket.acknowledgedAt) {
            failures.append(wrong)
        }
    }

    private mutating func checkProof(_ clock: Clock) {
        let proof = proof(of: clock, terms: terms, at: now)
        if proof.sum != clock.elapsed(to: proof.end) { failures.append("the proof's sum is not the answer") }
        let isHeld = ticket?.alarms.heldBreaches.isEmpty == false
        if proof.deadline != nil, !isHeld, proof.sum != clock.budget {
            failures.append("\(clock.promise): the proof's sum is not the time promised")
        }
        if case .broken(let over, _) = clock.standing(at: now), proof.over != over {
            failures.append("the proof's overrun is not the duration of the breach")
        }
        var reached = proof.start
        for line in proof.lines {
            if line.span.from != reached { failures.append("a proof has a gap") }
            reached = line.span.to
        }
    }

    /// The alarm writes each thing once, and what is next lies ahead.
    private mutating func checkWoken(_ ticket: Ticket) {
        let again = try? decide(Command(.wake, by: .desk, way: .rule), ticket, terms, now)
        if again != [] { failures.append("the alarm found the same things due again: \(again ?? [])") }
        if let next = nextInstant(ticket, terms, after: now), next <= now {
            failures.append("after the alarm something is still due")
        }
    }
}

extension Fact {
    /// The facts that may turn a kept promise: they say so themselves.
    fileprivate var canUndo: Bool {
        switch what {
        case .reversed, .unmerged, .reopened, .objected: true
        case .disputeAnswered(_, let upheld, _), .objectionAnswered(let upheld, _): upheld
        // Learnt late, it counts when it happened, against the provider.
        case .customerReplied, .informationProvided, .severitySet: recorded.wallSeconds(since: happened) > 0
        default: false
        }
    }
}
