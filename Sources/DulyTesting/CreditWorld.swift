import Agreements
import BusinessTime
public import Desk

/// A year of seeded tickets under one agreement, its statements issued month by month, and every number
/// reckoned again by `SlowCredits`.
public struct CreditWorld {
    public private(set) var tickets = 0
    public private(set) var lines = 0
    public private(set) var cutLines = 0
    public private(set) var statements = 0
    public private(set) var failures: [String] = []

    private var random: SplitMix64

    public init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// 2027-06-01: every month of the year is over, and the statements of the months after it too.
    static let now = Instant(seconds: 1_811_800_800)

    /// Agreements of at most so many tickets each, until there were as many as asked for.
    /// - Parameter spoil: changes the engine's lines before they are compared, to show that it is noticed.
    public mutating func run(tickets count: Int, spoil: ([CreditLine]) -> [CreditLine] = { $0 }) throws {
        while tickets < count && failures.isEmpty {
            try runAgreement(tickets: min(count - tickets, 400), spoil: spoil)
        }
    }

    private mutating func runAgreement(tickets count: Int, spoil: ([CreditLine]) -> [CreditLine]) throws {
        let versions = try self.versions()
        guard
            let span = AgreementSpan(
                versions.map {
                    AgreementSpan.Period(
                        terms: $0.terms, from: Instant(seconds: Int64($0.from)),
                        until: $0.until.map { Instant(seconds: Int64($0)) })
                })
        else { return }
        let slow = try SlowCredits(versions: versions)
        var fast: [CreditLine] = []
        var truth: [SlowCredits.Line] = []
        for number in 1...count {
            var run = DeskRun(agreements: [random.one(of: versions).terms], random: random)
            for _ in 0..<random.number(1...25) { run.step() }
            random = run.choice.random
            guard let ticket = Ticket(id: Ticket.ID(Int64(number)), facts: run.facts) else { continue }
            fast += span.lines(ticket.bandEntries(under: run.terms, upTo: Self.now))
            truth += slow.lines(of: ticket, under: run.terms, now: Int(Self.now.seconds))
        }
        tickets += count
        try compare(spoil(fast), slow.capped(truth), slow, span)
    }

    private mutating func compare(
        _ fast: [CreditLine], _ truth: [SlowCredits.Line], _ slow: SlowCredits, _ span: AgreementSpan
    ) throws {
        lines += fast.count
        cutLines += truth.filter { $0.allowed < $0.gross }.count
        var ledger = Ledger()
        var refused: Set<BandEntry.Key> = []
        for line in fast where random.once(in: 12) {
            try decide(
                .refuse(line.entry.key, clause: .exclusions, reason: "Their network"), on: &ledger, span, fast
            )
            refused.insert(line.entry.key)
        }
        var issuedKeys: Set<BandEntry.Key> = []
        while let month = Books(span: span, ledger: ledger, lines: fast).nextMonth,
            month <= span.month(of: Self.now.advanced(by: -40 * 86_400))
        {
            try decide(.issue(month), on: &ledger, span, fast)
            guard let issue = ledger.issue(of: month) else { break }
            statements += 1
            let expected = truth.filter { slow.name(of: $0.at) == month.description }
            check(issue.statement, expected, refused)
            issuedKeys.formUnion(issue.statement.lines.map(\.key))
        }
        let missing = truth.filter { !issuedKeys.contains($0.key) && slow.name(of: $0.at) < "2027-04" }
        if let line = missing.first { failures.append("a line is on no statement: \(line.key)") }
    }

    private mutating func check(
        _ statement: IssuedStatement, _ expected: [SlowCredits.Line], _ refused: Set<BandEntry.Key>
    ) {
        let payable = expected.filter { !refused.contains($0.key) }.reduce(0) { $0 + $1.allowed }
        if statement.total != payable {
            failures.append("\(statement.month): \(statement.total) issued, \(payable) owed")
        }
        let issued = Dictionary(statement.lines.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for line in expected {
            let found = issued[line.key]
            if found?.gross != line.gross || found?.allowed != line.allowed
                || found?.at.seconds != Int64(line.at)
            {
                failures.append(
                    "\(statement.month), \(line.key): \(String(describing: found)), expected \(line)")
                return
            }
        }
        if statement.lines.count != expected.count { failures.append("\(statement.month): lines too many") }
    }

    private func decide(
        _ what: LedgerCommand.What, on ledger: inout Ledger, _ span: AgreementSpan, _ lines: [CreditLine]
    ) throws {
        let books = Books(span: span, ledger: ledger, lines: lines)
        for fact in try books.decide(LedgerCommand(what, by: Cast.eva), now: Self.now) { ledger.take(fact) }
    }
}

// Agreements of many kinds.
extension CreditWorld {
    private static let january = 1_767_222_000

    private mutating func versions() throws -> [SlowCredits.Version] {
        let code = random.one(of: ["EUR", "JPY", "KWD"])
        let start = random.one(of: ["2026-01-01", "2026-02-10", "2026-03-31"])
        let first = try terms(code, start, number: 1)
        let begins = random.once(in: 2) ? Self.january : Self.january + random.number(0...60) * 86_400 + 3600
        var versions = [SlowCredits.Version(terms: first, from: begins, until: nil)]
        if random.once(in: 2) {
            let changes = Self.january + random.number(120...250) * 86_400 + random.number(0...86_399)
            versions[0] = SlowCredits.Version(terms: first, from: begins, until: changes)
            versions.append(
                SlowCredits.Version(terms: try terms(code, start, number: 2), from: changes, until: nil))
        }
        if random.once(in: 3), let last = versions.popLast() {
            // Midnight in Berlin, as notice ends: 23:00 UTC in winter.
            let ends = Self.january + random.number(310...364) * 86_400
            versions.append(SlowCredits.Version(terms: last.terms, from: last.from, until: ends))
        }
        return versions
    }

    private mutating func terms(_ code: String, _ start: String, number: Int) throws -> PinnedTerms {
        guard let currency = Currency(code), let effective = LocalDate(start) else {
            preconditionFailure("these are codes and dates")
        }
        let fee = Money(Int64(random.number(1...900_000)), currency)
        let (monthly, yearly) = (random.number(1...100), random.number(1...100))
        let perTicket = random.one(of: CreditSchedule.PerTicket.allCases)
        let isTarget = random.once(in: 6)
        let amount = Money(fee.minorUnits / 7 + 1, currency)
        let pinned = try DeskTerms.demo { terms in
            terms.effective = effective
            terms.currency = currency
            terms.monthlyFee = fee
            terms.credits.monthlyCapPercent = monthly
            terms.credits.yearlyCapPercent = yearly
            terms.credits.perTicket = perTicket
            terms.credits.rows[1].bands[1].worth = .amount(amount)
            if isTarget { terms.resolve.binding = .target }
        }
        return PinnedTerms(
            version: AgreementVersion(agreement: "acme", number: number), terms: pinned.terms,
            calendar: pinned.calendar)
    }
}
