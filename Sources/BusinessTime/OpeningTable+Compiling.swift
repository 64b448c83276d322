/// An opening before the openings are made disjoint.
struct RawOpening: Sendable {
    var opens: Int64
    let closes: Int64
    let day: Int
}

extension OpeningTable {
    /// Compiles the dates of these years and three more at both ends, for night shifts and far zones.
    convenience init(_ source: Source, years: ClosedRange<Int>) {
        let (hours, rules) = (source.hours, source.rules)
        let first = LocalDate.dayNumber(year: years.lowerBound, month: 1, day: 1)
        let last = LocalDate.dayNumber(year: years.upperBound + 1, month: 1, day: 1)
        var raw = ContiguousArray<RawOpening>()
        raw.reserveCapacity(last - first)
        var isInOrder = true
        for number in first - 3...last + 3 {
            let date = LocalDate(dayNumber: number)
            guard case .open(let spans) = hours.day(date), rules.exists(date) else { continue }
            for span in spans {
                guard let opening = RawOpening(span, on: date, rules: rules) else { continue }
                if let previous = raw.last, previous.opens > opening.opens { isInOrder = false }
                raw.append(opening)
            }
        }
        if !isInOrder { raw.sort { ($0.opens, $0.day) < ($1.opens, $1.day) } }
        let coverage = Int64(first) * 86_400...Int64(last) * 86_400
        self.init(Self.disjoint(raw), coverage: coverage, source: source)
    }

    /// Where openings overlap, the time belongs to the one that opened first.
    private static func disjoint(_ raw: ContiguousArray<RawOpening>) -> ContiguousArray<RawOpening> {
        var kept = ContiguousArray<RawOpening>()
        kept.reserveCapacity(raw.count)
        var closed = Int64.min
        for var opening in raw {
            opening.opens = max(opening.opens, closed)
            guard opening.opens < opening.closes else { continue }
            kept.append(opening)
            closed = opening.closes
        }
        return kept
    }
}

extension RawOpening {
    /// nil when a clock gap leaves nothing between opening and closing.
    init?(_ span: OpeningSpan, on date: LocalDate, rules: ZoneRules) {
        opens = rules.instant(label: date.label + Int64(span.opens.secondOfDay)).seconds
        closes = rules.instant(label: date.label + Int64(span.closingSecond)).seconds
        day = date.dayNumber
        guard opens < closes else { return nil }
    }
}
