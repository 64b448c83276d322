import Agreements
import BusinessTime
import Desk
import Foundation
import Storage

/// Credits as they were last reckoned. A ticket's stand under the hash of its stream's head, and until the
/// instant at which a breach enters its next band: within that nothing found here can be stale, whoever
/// appended or undid since. Whole books stand under the hash of the store's newest fact.
final class ReckonedCredits: @unchecked Sendable {
    /// Of all agreements. What is beyond is reckoned anew each time.
    static let ticketsMax = 300_000

    /// Which versions an agreement has, when they hold, and what both parties agreed to change in them.
    struct Mark: Hashable {
        private let periods: [[Int64]]
        private let agreed: String?

        init(_ span: AgreementSpan, agreed: String?) {
            self.agreed = agreed
            periods = span.periods.map {
                [Int64($0.terms.version.number), $0.from.seconds, $0.until?.seconds ?? .max]
            }
        }

        /// As it is written beside what was reckoned under it.
        var words: String {
            "\(ReckonedForm.version) \(periods) \(agreed ?? "")"
        }
    }

    struct Reckoning {
        let hash: [UInt8]
        let from: Instant
        /// The first instant at which it may be otherwise.
        let until: Instant
        let credits: TicketCredits

        func holds(_ hash: [UInt8], at now: Instant) -> Bool {
            self.hash == hash && from <= now && now < until
        }
    }

    /// Books with what was reckoned of them.
    struct Whole {
        /// The store's newest fact.
        var newest: [UInt8]
        let ledger: [UInt8]?
        let from: Instant
        let until: Instant
        let books: Books
        let standing: StandingStatements
    }

    private struct Known {
        var mark: Mark
        var tickets: [Int64: Reckoning] = [:]
        /// Reckoned, and not yet written down.
        var unwritten: Set<Int64> = []
        var ledger: (hash: [UInt8], ledger: Ledger)?
        var whole: Whole?
    }

    private let lock = NSLock()
    private var agreements: [String: Known] = [:]
    private var isAhead = false

    /// Whether an agreement was reckoned before, so that little is left to do.
    func isAtHand(_ name: String, _ mark: Mark) -> Bool {
        lock.withLock {
            guard let known = agreements[name], known.mark == mark else { return false }
            return known.whole != nil || !known.tickets.isEmpty
        }
    }

    /// Whether nobody else reckons ahead.
    func beginsAhead() -> Bool {
        lock.withLock {
            if isAhead { return false }
            isAhead = true
            return true
        }
    }

    func endsAhead() { lock.withLock { isAhead = false } }

    /// The books, where no fact was written since and no band entered.
    func books(_ name: String, _ mark: Mark, newest: [UInt8], at now: Instant) -> Whole? {
        lock.withLock {
            guard let known = agreements[name], known.mark == mark, let whole = known.whole,
                whole.newest == newest, whole.from <= now, now < whole.until
            else { return nil }
            return whole
        }
    }

    /// The books, where what was written since is about other tickets.
    func unchanged(_ name: String, ledger: [UInt8]?, newest: [UInt8], at now: Instant) -> Whole? {
        lock.withLock {
            guard let whole = agreements[name]?.whole, whole.ledger == ledger, whole.from <= now,
                now < whole.until
            else { return nil }
            agreements[name]?.whole?.newest = newest
            return whole
        }
    }

    func keep(_ whole: Whole, of name: String) {
        lock.withLock { agreements[name]?.whole = whole }
    }

    func ledger(_ name: String, at hash: [UInt8]?) -> Ledger? {
        lock.withLock {
            guard let kept = agreements[name]?.ledger, kept.hash == hash else { return nil }
            return kept.ledger
        }
    }

    func keep(_ ledger: Ledger, of name: String, at hash: [UInt8]?) {
        guard let hash else { return }
        lock.withLock { agreements[name]?.ledger = (hash, ledger) }
    }

    /// Those that still hold, by the numbers of tickets. What other versions reckoned is let go.
    func tickets(_ name: String, _ mark: Mark) -> [Int64: Reckoning] {
        lock.withLock {
            if agreements[name]?.mark != mark { agreements[name] = Known(mark: mark) }
            return agreements[name]?.tickets ?? [:]
        }
    }

    /// `fresh` are those that no store knows yet.
    func keep(_ tickets: [Int64: Reckoning], fresh: [Int64] = [], of name: String, _ mark: Mark) {
        lock.withLock {
            let others = agreements.reduce(0) { $1.key == name ? $0 : $0 + $1.value.tickets.count }
            guard agreements[name]?.mark == mark, others + tickets.count <= Self.ticketsMax else { return }
            agreements[name]?.tickets = tickets
            agreements[name]?.unwritten.formUnion(fresh)
        }
    }

    /// Some that are to be written down, each handed out once.
    func takeUnwritten(_ name: String, atMost limit: Int) -> (mark: Mark, tickets: [Int64: Reckoning])? {
        lock.withLock {
            guard let known = agreements[name], !known.unwritten.isEmpty else { return nil }
            let ids = known.unwritten.prefix(limit)
            agreements[name]?.unwritten.subtract(ids)
            let found = ids.compactMap { id in known.tickets[id].map { (id, $0) } }
            return (known.mark, Dictionary(found, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// Everything is reckoned from the facts again.
    func forget() { lock.withLock { agreements = [:] } }
}

extension ReckonedCredits.Reckoning {
    /// nil without a receipt.
    init?(_ desk: Office.Dossier, under terms: PinnedTerms, in span: AgreementSpan, at now: Instant) {
        guard
            let credits = TicketCredits(
                of: desk.ticket.id, facts: desk.facts, under: terms, in: span, upTo: now)
        else { return nil }
        let second = now.advanced(by: 1)
        // An entry at this very instant may stand from the next on.
        let next = desk.ticket.nextBandEntry(under: terms, after: now.advanced(by: -1), clocks: desk.clocks)
        let waits = !desk.ticket.pendingDisputes.isEmpty || desk.ticket.lastRecorded > now
        self.init(
            hash: desk.head.hash, from: now, until: waits ? second : next.map { max($0, second) } ?? .latest,
            credits: credits)
    }
}
