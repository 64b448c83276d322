import Agreements
import BusinessTime
import Desk

/// One agreement of a credit world, from its first ticket to its last statement.
struct CreditYear {
    private struct Told {
        let id: Ticket.ID
        let facts: [Fact]
        let terms: PinnedTerms
        /// Its customer is identified late, or it is moved to another agreement for a while.
        let away: Range<Instant>?

        func known(at now: Instant) -> [Fact] {
            away?.contains(now) == true ? [] : facts.filter { $0.recorded <= now }
        }
    }

    private(set) var failures: [String] = []
    private(set) var issued: [IssuedStatement.Line] = []
    private(set) var statements = 0
    var random: SplitMix64
    var ticketCount: Int { tickets.count }

    private let span: AgreementSpan
    private let slow: SlowCredits
    private let spoil: CreditWorld.Spoil
    private var tickets: [Told] = []
    private var ledger = Ledger()
    private var truth: SlowLedger
    /// By ticket and number of facts known: every line that those facts ever lead to.
    private var reckoned: [Ticket.ID: (facts: Int, lines: [SlowCredits.Line])] = [:]

    init(tickets count: Int, random: SplitMix64, spoil: CreditWorld.Spoil) throws {
        var choice = CreditChoice(random: random)
        let versions = try choice.versions()
        self.random = choice.random
        self.spoil = spoil
        slow = try SlowCredits(versions: versions)
        truth = SlowLedger(slow: slow)
        let periods = versions.map {
            AgreementSpan.Period(
                terms: $0.terms, from: Instant(seconds: Int64($0.from)),
                until: $0.until.map { Instant(seconds: Int64($0)) })
        }
        guard let span = AgreementSpan(periods) else { preconditionFailure("there is a version") }
        self.span = span
        for number in 1...count {
            var run = DeskRun(agreements: [self.random.one(of: versions).terms], random: self.random)
            for _ in 0..<self.random.number(1...25) { run.step() }
            self.random = run.choice.random
            let away = self.random.once(in: 4) ? absence() : nil
            tickets.append(
                Told(id: Ticket.ID(Int64(number)), facts: run.facts, terms: run.terms, away: away))
        }
    }

    private mutating func absence() -> Range<Instant> {
        let from = Instant(seconds: Self.january + Int64(random.number(0...30_000_000)))
        return from..<from.advanced(by: Int64(random.number(1_000_000...9_000_000)))
    }

    private static let january: Int64 = 1_767_222_000

    /// Sixteen months: some days of decisions in each, and a statement within the first ten of the next.
    mutating func run() {
        for month in 0..<16 {
            let begins = Instant(seconds: Self.january + Int64(month) * 2_629_800)
            for half in 0..<2 {
                let day = Int64(random.number(half * 15...half * 15 + 14)) * 86_400
                act(at: begins.advanced(by: day + Int64(random.number(0...86_399))))
                if !failures.isEmpty { return }
            }
        }
        checkCaps()
    }

    private mutating func act(at now: Instant) {
        let credits = tickets.compactMap {
            TicketCredits(of: $0.id, facts: $0.known(at: now), under: $0.terms, in: span, upTo: now)
        }
        let owed = owed(at: now)
        let all = Books(span: span, ledger: ledger, tickets: credits, asOf: now)
        let spoilt = spoil.lines(all.lines)
        func books(_ ledger: Ledger) -> Books {
            Books(
                span: span, ledger: ledger, lines: spoilt, reversed: all.reversed, pending: all.pending,
                asOf: now)
        }
        // The 10th at the latest, and never early.
        while let month = books(ledger).nextMonth, now > span.lastInstant(of: month) {
            if now < span.lastInstant(of: month).advanced(by: 9 * 86_400), random.once(in: 2) { break }
            guard give(.issue(month), books(ledger), now) else { break }
            compare(month, owed, day: slow.day(at: Int(now.seconds)))
            if !failures.isEmpty { return }
        }
        for line in spoilt { decide(line, books(ledger), now) }
        for key in Set(issued.map(\.key)).sorted() where random.once(in: 10) {
            dispute(key, books(ledger), now)
        }
        for key in Set(issued.map(\.key)).sorted() where random.once(in: 2) {
            if give(.consent(key, reason: "agreed"), books(ledger), now) { truth.consented.insert(key) }
        }
    }

    /// What the slow truth finds in the facts known by then.
    private mutating func owed(at now: Instant) -> [SlowCredits.Line] {
        var found: [SlowCredits.Line] = []
        for told in tickets {
            let facts = told.known(at: now)
            if facts.isEmpty { continue }
            if facts.count != reckoned[told.id]?.facts {
                let lines = slow.lines(of: told.id, facts, under: told.terms, now: 1_811_800_800)
                reckoned[told.id] = (facts.count, lines)
            }
            found += (reckoned[told.id]?.lines ?? []).filter { line in
                line.key.band == 0 ? line.at < Int(now.seconds) : line.at <= Int(now.seconds)
            }
        }
        return found
    }

    /// Whether the engine does it.
    private mutating func give(
        _ what: LedgerCommand.What, by: Actor = Cast.eva, _ books: Books, _ now: Instant
    )
        -> Bool
    {
        guard let facts = try? books.decide(LedgerCommand(what, by: by), now: now) else { return false }
        for fact in facts { ledger.take(fact) }
        return true
    }

    private mutating func decide(_ line: CreditLine, _ books: Books, _ now: Instant) {
        let key = line.entry.key
        switch random.number(0...20) {
        case 0: if give(.approve(key), books, now) { truth.decided[key] = true }
        case 1, 2:
            let refusal = LedgerCommand.What.refuse(key, clause: .exclusions, reason: "their network")
            if give(refusal, books, now) { truth.decided[key] = false }
        case 3, 4, 5, 6: claim(line, books, now)
        default: return
        }
    }

    /// Within the window of the end of the line's month, where credits are claimed.
    private mutating func claim(_ line: CreditLine, _ books: Books, _ now: Instant) {
        let key = line.entry.key
        let terms = slow.claiming(of: line.entry.version)
        let last = slow.lastDay(ofMonthAt: Int(line.entry.at.seconds)) + terms.claimWindowDays
        let isOpen = slow.day(at: Int(now.seconds)) <= last
        let isExpected = terms.claiming == .claimed && isOpen && !truth.claimed.contains(key)
        let done = give(.claim(key), by: Cast.carla, books, now)
        if done != isExpected { failures.append("claim of \(key) at \(now): \(done), not \(isExpected)") }
        if done { truth.claimed.insert(key) }
    }

    private mutating func dispute(_ key: BandEntry.Key, _ books: Books, _ now: Instant) {
        guard give(.dispute(key, reason: "we see it otherwise"), by: Cast.carla, books, now) else { return }
        let answered = Books(span: span, ledger: ledger, lines: books.lines, asOf: now)
        let upheld = random.once(in: 2)
        let answer = LedgerCommand.What.answerDispute(key, upheld: upheld, reason: "looked at again")
        if give(answer, by: Cast.ben, answered, now) {
            if upheld { truth.upheld.insert(key) }
            return
        }
        guard upheld, let line = issued.last(where: { $0.key == key }) else { return }
        let right = truth.account(key).shown + Int64(random.number(random.once(in: 3) ? 1...6_000 : 1...400))
        let words = String(Money(right, line.currency).description.prefix { $0 != " " })
        let correction = LedgerCommand.What.answerDispute(
            key, upheld: true, reason: "it was worse", correction: .amount(words))
        if give(correction, by: Cast.ben, answered, now) { truth.corrections[key] = right }
    }
}

// The comparison.
extension CreditYear {
    private mutating func compare(_ month: CalendarMonth, _ owed: [SlowCredits.Line], day: Int) {
        guard let statement = ledger.issue(of: month)?.statement else { return }
        statements += 1
        let lines = spoil.statement(statement.lines)
        let reversed = Set(lines.filter { $0.cause == .reversed }.map(\.key))
        let found = lines.filter { !reversed.contains($0.key) }.map(\.slow)
        let expected = truth.issue(month.description, owed: owed, today: day)
        if let odd = Set(found).symmetricDifference(expected).min(by: { $0.key < $1.key }) {
            let side = expected.contains(odd) ? "missing" : "too much"
            failures.append("\(month): \(side): \(odd)")
        }
        let main = found.filter { $0.currency == statement.currency.code }.reduce(0) { $0 + $1.paid }
        if statement.total != main { failures.append("\(month): \(statement.total) issued, \(main) owed") }
        for key in reversed.sorted() { check(lines.filter { $0.key == key }, owed, month) }
        issued += lines
    }

    /// Never shown before, not owed, and together nothing.
    private mutating func check(
        _ pair: [IssuedStatement.Line], _ owed: [SlowCredits.Line], _ month: CalendarMonth
    ) {
        let key = pair[0].key
        let sum = pair.reduce(0) { $0 + $1.gross }
        let payable = pair.reduce(0) { $0 + $1.payable }
        if truth.isKnown(key) || owed.contains(where: { $0.key == key }) || pair.count != 2 || sum != 0
            || payable != 0
        {
            failures.append("\(month): \(key) is reversed, but \(pair)")
        }
        truth.note(pair.map(\.slow))
    }

    /// Whatever was decided, no month and no agreement year passed the highest of its caps.
    private mutating func checkCaps() {
        var months: [String: (sum: Int64, cap: Int64)] = [:]
        var years: [String: (sum: Int64, cap: Int64)] = [:]
        for line in issued {
            let (at, code) = (Int(line.at.seconds), line.currency.code)
            let caps = slow.caps(at: at, code)
            let (month, year) = ("\(slow.name(of: at)) \(code)", "\(slow.year(of: at)) \(code)")
            let (inMonth, inYear) = (months[month] ?? (0, 0), years[year] ?? (0, 0))
            months[month] = (inMonth.sum + line.payable, max(inMonth.cap, caps.month))
            years[year] = (inYear.sum + line.payable, max(inYear.cap, caps.year))
        }
        for (name, total) in months.merging(years, uniquingKeysWith: { first, _ in first })
        where total.sum > total.cap {
            failures.append("\(name): \(total.sum) is more than the cap of \(total.cap)")
        }
    }
}

extension IssuedStatement.Line {
    fileprivate var slow: SlowLedger.Shown {
        var (isUnclaimed, isLapsed) = (false, false)
        var last: LocalDate?
        switch standing {
        case .unclaimed(let until): (isUnclaimed, last) = (true, until)
        case .lapsed(let on): (isLapsed, last) = (true, on.adding(days: -1))
        case .proposed, .approved, .refused: break
        }
        return SlowLedger.Shown(
            key: key, cause: cause, at: Int(at.seconds), gross: gross, allowed: allowed, paid: payable,
            currency: currency.code, isUnclaimed: isUnclaimed,
            claimable: last.map { NaiveCalendar.days(to: $0.year, $0.month) + $0.day - 1 },
            isLapsed: isLapsed)
    }
}
