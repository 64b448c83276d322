/// One calendar version compiled: every opening span in order with the opening seconds before it.
/// Elapsed time and deadlines are exact inverses because both read the same running sum.
final class OpeningTable: Sendable {
    struct Entry: Sendable {
        let opens: Int64
        /// Opening seconds of the table before this entry.
        let before: Int64
    }

    /// What the table was compiled from.
    struct Source: Sendable {
        let definition: CalendarDefinition
        let rules: ZoneRules
        let hours: HoursInForce
    }

    let source: Source
    /// The openings, between an entry of no length before all time and one with the total after all time, so
    /// that no search needs to ask whether it is at an end.
    let entries: ContiguousArray<Entry>
    /// The business date of each opening, as a day number.
    let days: ContiguousArray<Int32>
    let total: Int64
    /// The times that may be asked about, both ends included.
    let coverage: ClosedRange<Int64>
    let businessDays: BusinessDays
    /// Openings that follow a closed stretch of more than ten years: nothing counts across one.
    let afterLongGaps: [Int]
    /// A deadline up to here needs no second look: the end of the coverage, or nothing when there are gaps.
    let plainUntil: Int64

    private let byTime: BucketIndex
    private let bySum: BucketIndex

    /// Ten years: a calendar that stays closed for longer never opens again.
    static let reach: Int64 = 3653 * 86_400

    private static let beforeAllTime: Int64 = -(1 << 60)

    /// Takes disjoint, non-empty openings in order. Only times inside the coverage are asked about.
    init(_ openings: ContiguousArray<RawOpening>, coverage: ClosedRange<Int64>, source: Source) {
        self.source = source
        var entries: ContiguousArray = [Entry(opens: Self.beforeAllTime, before: 0)]
        entries.reserveCapacity(openings.count + 2)
        var gaps: [Int] = []
        var sum: Int64 = 0
        var closed = coverage.lowerBound
        for opening in openings {
            if opening.opens - closed > Self.reach { gaps.append(entries.count) }
            entries.append(Entry(opens: opening.opens, before: sum))
            sum += opening.closes - opening.opens
            closed = opening.closes
        }
        byTime = BucketIndex(entries.lazy.map(\.opens), over: coverage)
        bySum = BucketIndex(entries.lazy.map(\.before), over: 0...sum)
        entries.append(Entry(opens: .max, before: sum))
        self.entries = entries
        self.coverage = coverage
        days = [.min] + openings.lazy.map { Int32($0.day) }
        total = sum
        afterLongGaps = gaps
        plainUntil = gaps.isEmpty ? coverage.upperBound : .min
        businessDays = BusinessDays(days)
    }

    /// All entries but the last.
    var count: Int { days.count }

    /// An entry a search has come to, checked in debug builds only: checks at every step make a deadline a
    /// fifth slower. A search starts before the last entry, because a bucket knows no later one, and ends at
    /// it at the latest, because no time that has a bucket and no sum up to the total lies behind it.
    @inline(__always)
    private func entry(proven i: Int) -> Entry {
        entries.withUnsafeBufferPointer { $0[i] }
    }

    func closing(of i: Int) -> Int64 {
        entries[i].opens + (entries[i + 1].before - entries[i].before)
    }

    func span(_ i: Int) -> Span {
        Span(from: Instant(seconds: entries[i].opens), to: Instant(seconds: closing(of: i)))
    }

    /// The last entry that began at or before `time`, which the coverage holds.
    @inline(__always)
    func last(openedBy time: Int64) -> Int {
        var i = byTime.start(for: time)
        while entry(proven: i &+ 1).opens <= time { i &+= 1 }
        return i
    }

    /// Opening seconds before `time`, which the coverage holds.
    @inline(__always)
    func sum(before time: Int64) -> Int64 {
        let i = last(openedBy: time)
        let (entry, next) = (entry(proven: i), entry(proven: i &+ 1))
        return entry.before &+ min(time &- entry.opens, next.before &- entry.before)
    }

    /// When so many opening seconds, at least one, have passed since `time`, which the coverage holds, and in
    /// which opening; nil when there are not so many. Exactly at a closing it is the one that closes.
    @inline(__always)
    func due(after seconds: Int64, from time: Int64) -> (time: Int64, opening: Int)? {
        let before = sum(before: time)
        guard seconds <= total &- before else { return nil }
        let sum = before &+ seconds
        var i = bySum.start(for: sum &- 1)
        while entry(proven: i &+ 1).before < sum { i &+= 1 }
        let entry = entry(proven: i)
        return (entry.opens &+ (sum &- entry.before), i)
    }

    func isOpen(at time: Int64) -> Bool {
        time < closing(of: last(openedBy: time))
    }

    /// The opening that is open at `time`, or the next one; nil after the last.
    func opening(atOrAfter time: Int64) -> Int? {
        let i = last(openedBy: time)
        if time < closing(of: i) { return i }
        return i + 1 < count ? i + 1 : nil
    }
}
