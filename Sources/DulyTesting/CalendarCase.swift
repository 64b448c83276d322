public import BusinessTime

/// One seeded question about a world, in UTC seconds.
public struct CalendarCase: Sendable, CustomStringConvertible {
    public enum Question: Sendable {
        case standing
        case deadline(seconds: Int)
        case elapsed(end: Int)
        case days(DayPeriod)
        case account(end: Int)
    }

    public let start: Int
    public let question: Question
    public let pauses: [SlowPause]

    public var description: String {
        let stops = pauses.map { "[\($0.from), \($0.to)]" }.joined(separator: " ")
        return "\(question) from \(start), pauses \(stops.isEmpty ? "none" : stops)"
    }

    public init(in world: CalendarWorld, using random: inout SplitMix64) {
        let slow = world.slow
        start = Self.point(in: slow, days: CalendarWorld.daysBefore + 5, using: &random)
        let later = max(start, Self.point(in: slow, days: CalendarWorld.daysBefore + 10, using: &random))
        // The slow way counts each minute: a few days show as much as a month.
        let end = min(later, start + random.number(1...6) * 86_400)
        question =
            switch random.number(0...9) {
            case 0: .standing
            case 1, 2: .elapsed(end: end)
            case 3: .account(end: end)
            case 4, 5: .deadline(seconds: random.one(of: [0, 1, 59, 60, 3600, random.number(0...150_000)]))
            // To the end of the counted time: a deadline exactly on a closing, or inside.
            case 6: .deadline(seconds: slow.elapsed(from: start, to: min(end, start + 4 * 86_400)))
            default: .days(Self.period(using: &random))
            }
        pauses = random.once(in: 2) ? [] : Self.pauses(from: start, in: slow, using: &random)
    }

    private static func period(using random: inout SplitMix64) -> DayPeriod {
        let rule = random.one(of: DayRule.allCases)
        let least = rule == .endOfNth ? 1 : 0
        return DayPeriod(
            count: random.number(least...4), rule: rule,
            day: BusinessSeconds(Int64(random.number(60...36_000))))
    }

    /// Half the points lie on an opening, a closing or a clock change, give or take a second.
    private static func point(in slow: SlowCalendar, days: Int, using random: inout SplitMix64) -> Int {
        let end = min(slow.from + days * 86_400, slow.to)
        let anywhere = random.number(slow.from + 86_400...end)
        guard random.once(in: 2) else { return anywhere }
        if let change = slow.zone.changes.last(where: { $0.at > slow.from + 86_400 && $0.at < end }),
            random.once(in: 3)
        {
            return change.at + random.one(of: [-1, 0, 1, random.number(-7200...7200)])
        }
        var minute = anywhere / 60 * 60
        let isOpen = slow.isOpen(at: min(minute, slow.to - 60))
        while minute < end, slow.isOpen(at: minute) == isOpen { minute += 60 }
        return min(end, minute + random.number(-1...1))
    }

    /// Pauses that may overlap, touch, be empty, or begin before the start.
    private static func pauses(
        from start: Int, in slow: SlowCalendar, using random: inout SplitMix64
    ) -> [SlowPause] {
        (0..<random.number(1...4)).map { _ in
            let from = start + random.number(-86_400...3 * 86_400)
            let length = random.one(of: [0, 1, 60, 3600, random.number(0...200_000)])
            return SlowPause(from: from, to: min(from + length, slow.to))
        }
    }
}
