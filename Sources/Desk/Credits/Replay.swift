public import Agreements
public import BusinessTime

/// The past under other terms: adherence and credits of a period as they were, and as they would have been.
/// Tickets are given one by one; only sums and credit lines are held.
public struct Replay: Sendable {
    /// How promises were kept whose deadline lies in the period, and what the breaches cost.
    public struct Outcome: Hashable, Sendable {
        public fileprivate(set) var kept: [Promise: Int] = [:]
        public fileprivate(set) var broken: [Promise: Int] = [:]
        /// In the currency of the newest version; what tickets of an earlier one cost is in `others`.
        public fileprivate(set) var credits: Money
        /// What the caps cut.
        public fileprivate(set) var cut: Money
        /// Credits in other currencies, by code: nothing is converted.
        public fileprivate(set) var others: [String: Money] = [:]

        /// In basis points; nil without a promise, which is never 100 % (clause F).
        public func adherence(_ promise: Promise) -> Int? {
            let (kept, broken) = (self.kept[promise] ?? 0, self.broken[promise] ?? 0)
            return kept + broken == 0 ? nil : (kept * 20_000 / (kept + broken) + 1) / 2
        }
    }

    private struct Side: Sendable {
        let span: AgreementSpan
        var kept: [Promise: Int] = [:]
        var broken: [Promise: Int] = [:]
        var lines: [CreditLine] = []
    }

    public let period: Span
    private let now: Instant
    private var was: Side
    private var wouldBe: Side
    /// All that were read, whenever their deadlines are.
    public private(set) var tickets = 0
    /// Those of them that have a promise decided, or a credit, in the period; under either terms.
    public private(set) var counted = 0

    /// - Parameter period: the deadlines and bands that count.
    public init(period: Span, was: AgreementSpan, wouldBe: AgreementSpan, now: Instant) {
        self.period = period
        self.now = now
        self.was = Side(span: was)
        self.wouldBe = Side(span: wouldBe)
    }

    /// Folds a ticket under the terms that it is pinned to and under the proposed ones.
    public mutating func add(_ ticket: Ticket, pinnedTo terms: PinnedTerms) {
        tickets += 1
        let counts = [
            count(ticket, under: terms, in: &was),
            count(ticket, under: wouldBe.span.terms(at: ticket.receivedAt), in: &wouldBe),
        ]
        if counts.contains(true) { counted += 1 }
    }

    /// Whether anything of it lies in the period.
    private func count(_ ticket: Ticket, under terms: PinnedTerms, in side: inout Side) -> Bool {
        if ticket.receipt.openedByAgent { return false }
        var isCounted = false
        let clocks = ticket.clocks(under: terms)
        for clock in clocks {
            guard let deadline = clock.deadline, period.contains(deadline) else { continue }
            let isApart = clock.promise == .acknowledgment && ticket.acknowledgedApart != nil
            switch clock.standing(at: now) {
            // As in the reports: what no person wrote is in no share.
            case .kept where isApart: break
            case .kept:
                side.kept[clock.promise, default: 0] += 1
                isCounted = true
            case .broken:
                side.broken[clock.promise, default: 0] += 1
                isCounted = true
            case .notStarted, .running, .paused, .ended: break
            }
        }
        let lines = side.span.lines(ticket.bandEntries(under: terms, upTo: now, clocks: clocks))
        side.lines += lines
        return isCounted || lines.contains { period.contains($0.entry.at) }
    }

    /// As it was, and as it would have been.
    public var outcomes: (was: Outcome, wouldBe: Outcome) { (outcome(was), outcome(wouldBe)) }

    /// Caps are filled from the beginning, so that the room left in the period is what it was.
    private func outcome(_ side: Side) -> Outcome {
        let zero = Money.zero(side.span.currency)
        var outcome = Outcome(kept: side.kept, broken: side.broken, credits: zero, cut: zero)
        var room = CapRoom(span: side.span, issued: [])
        for line in side.lines.sorted() {
            let (allowed, _) = room.take(line.gross, at: line.entry.at)
            guard period.contains(line.entry.at) else { continue }
            if allowed.currency == zero.currency {
                outcome.credits = outcome.credits + allowed
                outcome.cut = outcome.cut + (line.gross - allowed)
            } else {
                let code = allowed.currency.code
                outcome.others[code] = (outcome.others[code] ?? .zero(allowed.currency)) + allowed
            }
        }
        return outcome
    }
}
