import Agreements
import BusinessTime
import Desk

/// The statements of an agreement kept a second time: a list of everything that was ever shown, added up from
/// its beginning for every question.
struct SlowLedger {
    struct Shown: Hashable {
        let key: BandEntry.Key
        let cause: StatementLine.Cause
        let at: Int
        let gross: Int64
        let allowed: Int64
        let paid: Int64
        let currency: String
        var isUnclaimed = false
        /// The number of the last day on which it could be claimed; nil where it need not be.
        var claimable: Int?
        /// Not claimed by then when it was issued.
        var isLapsed = false
    }

    let slow: SlowCredits
    /// By instant, so that nothing is looked up twice: "2026-10" and the agreement year.
    private var dates: [Int: (month: String, year: Int)] = [:]
    private(set) var shown: [Shown] = []
    /// By key: true for approved.
    var decided: [BandEntry.Key: Bool] = [:]
    var claimed: Set<BandEntry.Key> = []
    var upheld: Set<BandEntry.Key> = []
    /// What upheld disputes of paid lines said is right.
    var corrections: [BandEntry.Key: Int64] = [:]
    /// Not yet taken back.
    var consented: Set<BandEntry.Key> = []

    /// On which statements are issued.
    private var day = 0

    init(slow: SlowCredits) { self.slow = slow }

    /// Of a key, since it was last taken back.
    func account(_ key: BandEntry.Key) -> (shown: Int64, allowed: Int64, paid: Int64) {
        var sums: (shown: Int64, allowed: Int64, paid: Int64) = (0, 0, 0)
        for line in shown where line.key == key {
            switch line.cause {
            case .takenBack, .replaced: sums = (0, 0, 0)
            case .upheld, .claimed: sums.paid += line.paid
            case .entered, .late, .corrected, .reversed:
                sums.shown += line.gross
                sums.allowed += line.allowed
                sums.paid += line.paid
            }
        }
        return sums
    }

    func isKnown(_ key: BandEntry.Key) -> Bool { shown.contains { $0.key == key } }

    /// A line and its reversal, which leave nothing.
    mutating func note(_ pair: [Shown]) { shown += pair }

    /// What a month's statement has to say of what is owed now.
    mutating func issue(_ month: String, owed live: [SlowCredits.Line], today: Int) -> [Shown] {
        day = today
        let back = takenBack(live)
        let open = openCorrections(without: Set(back.map(\.key)))
        var new = back + open.compactMap(replaced) + again()
        let right = open.compactMap { corrected($0, live) }
        let before = shown
        shown += new
        let due = due(month, live, before, open) + right
        for (line, gross, cause) in due.sorted(by: { ($0.line.at, $0.line.key) < ($1.line.at, $1.line.key) })
        {
            let isRight = cause == .corrected && open.contains(line.key)
            let refused = decided[line.key] == false
            let unclaimed =
                !isRight && decided[line.key] == nil && !claimed.contains(line.key) && line.isClaimed
            let last = unclaimed ? slow.lastClaim(of: line) : nil
            let lapsed = last.map { hasLapsed(line.key, $0) } ?? false
            let allowed = lapsed ? gross : max(0, min(gross, room(line)))
            let entry = Shown(
                key: line.key, cause: cause, at: line.at, gross: gross, allowed: allowed,
                paid: isRight || !(refused || unclaimed) ? allowed : 0, currency: line.currency,
                isUnclaimed: unclaimed && !lapsed, claimable: last, isLapsed: lapsed)
            shown.append(entry)
            new.append(entry)
        }
        return new
    }

    /// Nobody claimed it in time, and no dispute was upheld before.
    private func hasLapsed(_ key: BandEntry.Key, _ last: Int) -> Bool {
        last < day && !claimed.contains(key) && !upheld.contains(key)
    }

    private func takesRoom(_ line: Shown) -> Bool {
        if line.cause == .upheld || line.cause == .claimed || line.isLapsed { return false }
        guard line.isUnclaimed, let last = line.claimable else { return true }
        return !hasLapsed(line.key, last)
    }

    private mutating func takenBack(_ live: [SlowCredits.Line]) -> [Shown] {
        let gone = consented.filter { key in !live.contains { $0.key == key } }
        consented.subtract(gone)
        return gone.compactMap { key in
            guard let first = shown.first(where: { $0.key == key }) else { return nil }
            let paid = account(key).paid
            return Shown(
                key: key, cause: .takenBack, at: firstSince(key) ?? first.at, gross: -paid, allowed: -paid,
                paid: -paid, currency: first.currency)
        }
    }

    private func firstSince(_ key: BandEntry.Key) -> Int? {
        let lines = shown.filter { $0.key == key }
        if lines.last?.cause == .takenBack || lines.last?.cause == .replaced { return nil }
        return lines.split { $0.cause == .takenBack || $0.cause == .replaced }.last?.first?.at
    }

    /// What was shown and not paid: upheld by a dispute, or claimed since.
    private func again() -> [Shown] {
        upheld.union(claimed).compactMap { key in
            let lines = shown.filter { $0.key == key }
            let (_, allowed, paid) = account(key)
            guard paid == 0, allowed > 0, let first = firstSince(key), let last = lines.last else {
                return nil
            }
            let isUpheld = upheld.contains(key)
            guard isUpheld || last.isUnclaimed else { return nil }
            return Shown(
                key: key, cause: isUpheld ? .upheld : .claimed, at: first, gross: allowed, allowed: allowed,
                paid: isUpheld || decided[key] != false ? allowed : 0, currency: last.currency)
        }
    }

    private typealias Due = (line: SlowCredits.Line, gross: Int64, cause: StatementLine.Cause)

    /// Lines never shown, and what those shown fall short of, ticket by ticket.
    private func due(
        _ month: String, _ live: [SlowCredits.Line], _ before: [Shown], _ open: [BandEntry.Key]
    ) -> [Due] {
        let known = Set(before.map(\.key))
        var due: [Due] = []
        for line in live where !known.contains(line.key) && slow.name(of: line.at) <= month {
            due.append((line, owed(line, live), slow.name(of: line.at) == month ? .entered : .late))
        }
        let lines = live.filter { known.contains($0.key) && !open.contains($0.key) }.sorted {
            ($0.at, $0.key) < ($1.at, $1.key)
        }
        for ticket in Set(lines.map(\.key.ticket)) {
            let mine = lines.filter { $0.key.ticket == ticket }
            let told = known.filter { $0.ticket == ticket && !open.contains($0) }
            var short = mine.reduce(0) { $0 + owed($1, live) } - told.reduce(0) { $0 + account($1).shown }
            for line in mine {
                let more = min(short, owed(line, live) - account(line.key).shown)
                if more <= 0 { continue }
                short -= more
                due.append((line, more, .corrected))
            }
        }
        return due
    }

    /// Beside a corrected line, the others of its breach share what is left up to the dearest band.
    private func owed(_ line: SlowCredits.Line, _ live: [SlowCredits.Line]) -> Int64 {
        if let right = corrections[line.key] { return right }
        func isBeside(_ key: BandEntry.Key) -> Bool {
            key.ticket == line.key.ticket && (line.isHighest || key.promise == line.key.promise)
        }
        let right = corrections.filter { isBeside($0.key) }
        if right.isEmpty { return line.gross }
        let beside = live.filter { isBeside($0.key) }.sorted { ($0.at, $0.key) < ($1.at, $1.key) }
        let dearest = beside.map(\.dearest).max() ?? 0
        var left = dearest - right.values.reduce(0, +)
        for other in beside where corrections[other.key] == nil {
            let part = max(0, min(other.gross, left))
            if other.key == line.key { return part }
            left -= part
        }
        return 0
    }

    /// Upheld disputes of paid lines, on no statement yet.
    private func openCorrections(without gone: Set<BandEntry.Key>) -> [BandEntry.Key] {
        corrections.filter { key, right in
            !gone.contains(key) && firstSince(key) != nil && account(key).shown != right
        }.keys.sorted()
    }

    private func replaced(_ key: BandEntry.Key) -> Shown? {
        guard let at = firstSince(key), let last = shown.last(where: { $0.key == key }) else { return nil }
        let (_, allowed, paid) = account(key)
        return Shown(
            key: key, cause: .replaced, at: at, gross: -allowed, allowed: -allowed, paid: -paid,
            currency: last.currency)
    }

    private func corrected(_ key: BandEntry.Key, _ live: [SlowCredits.Line]) -> Due? {
        guard let right = corrections[key], let at = firstSince(key),
            let last = shown.last(where: { $0.key == key })
        else { return nil }
        let line = live.first { $0.key == key }
        return (
            line
                ?? SlowCredits.Line(
                    key: key, at: at, gross: right, currency: last.currency, isClaimed: false,
                    claimWindow: 0),
            right, .corrected
        )
    }

    /// What both caps leave at a line's instant.
    private mutating func room(_ line: SlowCredits.Line) -> Int64 {
        let caps = slow.caps(at: line.at, line.currency)
        let others = shown.filter { $0.currency == line.currency && takesRoom($0) }
        for at in others.map(\.at) + [line.at] where dates[at] == nil {
            dates[at] = (slow.name(of: at), slow.year(of: at))
        }
        let month = others.filter { dates[$0.at]?.month == dates[line.at]?.month }
        let year = others.filter { dates[$0.at]?.year == dates[line.at]?.year }
        return min(
            caps.month - month.reduce(0) { $0 + $1.allowed }, caps.year - year.reduce(0) { $0 + $1.allowed })
    }
}
