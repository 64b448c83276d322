/// One calendar version compiled: every opening span in order with the opening seconds before it.
/// Elapsed time and deadlines are exact inverses because both read the same running sum.
final class OpeningTable: Sendable {
    struct Entry: Sendable {
        let opens: Int64
        /// Opening seconds of the table before this entry.
        let before: Int64
    }

    /// One more than there are openings: the last is a sentinel with the total.
    let entries: ContiguousArray<Entry>
    /// The business date of each opening, as a day number.
    let days: ContiguousArray<Int32>
    let total: Int64
    let businessDays: BusinessDays
    /// Openings that follow a closed stretch of more than ten years: nothing counts across one.
    let afterLongGaps: [Int]

    private let byTime: BucketIndex
    private let bySum: BucketIndex

    /// Ten years: a calendar that stays closed for longer never opens again.
    static let reach: Int64 = 3653 * 86_400

    /// Takes disjoint, non-empty openings in order.
    init(_ openings: ContiguousArray<RawOpening>, from start: Int64) {
        var entries = ContiguousArray<Entry>()
        entries.reserveCapacity(openings.count + 1)
        var gaps: [Int] = []
        var sum: Int64 = 0
        var closed = start
        for (i, opening) in openings.enumerated() {
            if opening.opens - closed > Self.reach { gaps.append(i) }
            entries.append(Entry(opens: opening.opens, before: sum))
            sum += opening.closes - opening.opens
            closed = opening.closes
        }
        entries.append(Entry(opens: .max, before: sum))
        self.entries = entries
        days = ContiguousArray(openings.map { Int32($0.day) })
        total = sum
        afterLongGaps = gaps
        businessDays = BusinessDays(days)
        byTime = BucketIndex(entries.dropLast().lazy.map(\.opens), to: closed)
        bySum = BucketIndex(entries.dropLast().lazy.map(\.before), to: sum)
    }

    var count: Int { days.count }

    func closing(of i: Int) -> Int64 {
        entries[i].opens + (entries[i + 1].before - entries[i].before)
    }

    func span(_ i: Int) -> Span {
        Span(from: Instant(seconds: entries[i].opens), to: Instant(seconds: closing(of: i)))
    }

    /// The last opening that began at or before `time`; -1 before the first.
    @inline(__always)
    func last(openedBy time: Int64) -> Int {
        guard time >= entries[0].opens, time < .max else { return -1 }
        var i = byTime.start(for: time)
        while entries[i &+ 1].opens <= time { i &+= 1 }
        return i
    }

    /// Opening seconds before `time`.
    @inline(__always)
    func sum(before time: Int64) -> Int64 {
        let i = last(openedBy: time)
        guard i >= 0 else { return 0 }
        let entry = entries[i]
        return entry.before &+ min(time &- entry.opens, entries[i &+ 1].before &- entry.before)
    }

    /// The opening in which the running sum reaches `sum`, 1...total. Exactly at a closing it is the one that
    /// closes.
    @inline(__always)
    func opening(reaching sum: Int64) -> Int {
        var i = bySum.start(for: sum &- 1)
        while entries[i &+ 1].before < sum { i &+= 1 }
        return i
    }

    /// The opening that is open at `time`, or the next one; nil after the last.
    func opening(atOrAfter time: Int64) -> Int? {
        let i = last(openedBy: time)
        if i >= 0, time < closing(of: i) { return i }
        return i + 1 < count ? i + 1 : nil
    }
}
