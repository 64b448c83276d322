/// Which offset from UTC a zone keeps when, between 2000 and 2100, built from the bytes of its TZif file.
/// Reading the file, and knowing the version of the database, is the caller's.
public struct ZoneRules: Sendable {
    public let name: TimeZoneName

    /// Before transition k `offsets[k]` holds, from it on `offsets[k + 1]`.
    let instants: [Int64]
    let offsets: [Int]
    /// Label k is where local times stop belonging to the offset before transition k: after the gap, or after
    /// the first pass of an hour that occurs twice. A running maximum, so that a search is exact.
    let labels: [Int64]
    /// Day numbers of local dates that the zone skipped whole.
    let missingDays: Set<Int>

    private static let firstYear = 1998
    private static let lastYear = 2101

    public init(name: TimeZoneName, tzif: [UInt8]) throws(ZoneProblem) {
        let file = try TZif(name: name, bytes: tzif)
        var transitions = file.transitions
        if !file.footer.isEmpty {
            guard let rule = PosixRule(file.footer), Self.isPlausible(rule) else {
                throw .footer(name, text: file.footer)
            }
            transitions += Self.expanded(rule, after: transitions.last?.at)
            if file.transitions.isEmpty, rule.summer == nil {
                transitions.append(Transition(at: .min, offset: rule.standard))
            }
        }
        self.init(name: name, firstOffset: file.firstOffset, transitions: transitions)
    }

    /// Keeps what matters between 1999 and 2101, and only changes of offset.
    private init(name: TimeZoneName, firstOffset: Int, transitions: [Transition]) {
        let year = Int64(366 * 86_400)
        let window = Instant.earliest.seconds - year...Instant.latest.seconds + year
        var instants: [Int64] = []
        var offsets = [firstOffset]
        for transition in transitions where transition.at <= window.upperBound {
            if transition.at < window.lowerBound {
                offsets = [transition.offset]
            } else if transition.offset != offsets[offsets.count - 1] {
                instants.append(transition.at)
                offsets.append(transition.offset)
            }
        }
        self.init(name: name, instants: instants, offsets: offsets)
    }

    private init(name: TimeZoneName, instants: [Int64], offsets: [Int]) {
        var labels: [Int64] = []
        var missing: Set<Int> = []
        for (k, instant) in instants.enumerated() {
            let (before, after) = (instant + Int64(offsets[k]), instant + Int64(offsets[k + 1]))
            labels.append(max(before, after, labels.last ?? .min))
            var day = LocalDate(label: before + 86_399)
            while day.label + 86_400 <= after {
                missing.insert(day.dayNumber)
                day = day.adding(days: 1)
            }
        }
        self.init(name: name, instants: instants, offsets: offsets, labels: labels, missingDays: missing)
    }

    init(name: TimeZoneName, instants: [Int64], offsets: [Int], labels: [Int64], missingDays: Set<Int>) {
        self.name = name
        self.instants = instants
        self.offsets = offsets
        self.labels = labels
        self.missingDays = missingDays
    }

    private static func isPlausible(_ rule: PosixRule) -> Bool {
        TZif.offsets.contains(rule.standard) && TZif.offsets.contains(rule.summer?.offset ?? 0)
    }

    /// The rule's transitions after the table's last. Where two fall on one instant, the later rule stays:
    /// a year that is summer from end to end has no winter of zero seconds.
    private static func expanded(_ rule: PosixRule, after last: Int64?) -> [Transition] {
        var found = (firstYear...lastYear).flatMap { rule.transitions(in: $0) }
        if let last { found.removeAll { $0.at <= last } }
        let ordered = found.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        var kept: [Transition] = []
        for (_, transition) in ordered {
            if kept.last?.at == transition.at { kept.removeLast() }
            kept.append(transition)
        }
        return kept
    }

    /// Seconds east of UTC.
    public func offset(at instant: Instant) -> Int {
        offsets[Self.count(of: instants, upTo: instant.seconds)]
    }

    /// What the wall's clock and calendar show at an instant.
    public func local(_ instant: Instant) -> LocalMoment {
        let label = label(at: instant)
        let date = LocalDate(label: label)
        return LocalMoment(
            date: date, time: LocalTime(unchecked: Int(min(max(label - date.label, 0), 86_399))))
    }

    /// A time inside a gap is read with the offset before it; a time that occurs twice is its first
    /// occurrence. nil when the zone skipped the whole date.
    public func instant(of date: LocalDate, _ time: LocalTime) -> Instant? {
        guard exists(date) else { return nil }
        return instant(label: date.label + Int64(time.secondOfDay))
    }

    /// False for a date the zone never had, as 2011-12-30 in Apia.
    public func exists(_ date: LocalDate) -> Bool { !missingDays.contains(date.dayNumber) }

    func label(at instant: Instant) -> Int64 {
        instant.advanced(by: Int64(offset(at: instant))).seconds
    }

    func instant(label: Int64) -> Instant {
        Instant(seconds: label).advanced(by: -Int64(offsets[Self.count(of: labels, upTo: label)]))
    }

    /// How many of the sorted values are at most `limit`.
    private static func count(of values: [Int64], upTo limit: Int64) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
