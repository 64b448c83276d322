public import BusinessTime

/// What is counted over the rows of figures, in which span of time, split by what, and which of them alone.
public struct FigureQuestion: Hashable, Sendable {
    /// A column that counts are split by or kept to.
    public enum Split: String, CaseIterable, Hashable, Sendable {
        case organisation, agreement, severity, tier, category, channel, agent

        var column: String { rawValue }
        var isText: Bool { self == .agreement || self == .category || self == .channel }
    }

    /// One kind of count: which rows, and what is their key.
    public enum Measure: Hashable, Sendable {
        /// Promises whose deadline lies in the span, by how they were decided.
        case acknowledgments, resolutions
        /// Broken ones among them, by cause.
        case acknowledgmentCauses, resolutionCauses
        /// Fulfilled in the span, by the whole minutes of business time they took.
        case acknowledgmentMinutes, resolutionMinutes
        /// Received in the span, by whether their promises count.
        case received
        /// Received in the span, by the tier that has or had them last, and whether they were escalated.
        case tiers
        /// Open at the end of the span, by their age: see `ages`.
        case open
        /// Seconds not counted for tickets received in the span: by "waited" and "excluded".
        case uncounted
        /// The same, each ground of exclusion for itself: the key is the ground, "" is waiting.
        case grounds
        /// Settled in the span, by rating.
        case ratings
    }

    public var measure: Measure
    /// From it on, and before `until`.
    public var from: Instant
    public var until: Instant
    /// nil for one sum.
    public var split: Split?
    /// Rows of other values are left out.
    public var only: [Split: String]
    /// Rows whose time stood still for another reason are left out: a ground of exclusion, or "" for
    /// waiting.
    public var ground: String?
    /// What is undecided and was due before now is broken.
    public var now: Instant

    public init(
        _ measure: Measure, from: Instant, until: Instant, split: Split? = nil, only: [Split: String] = [:],
        now: Instant
    ) {
        self.measure = measure
        self.from = from
        self.until = until
        self.split = split
        self.only = only
        self.now = now
    }
}

/// One count.
public struct FigureCell: Hashable, Sendable {
    /// The value of the split's column; empty without a split.
    public let split: String
    public let key: String
    public let amount: Int64

    public init(split: String, key: String, amount: Int64) {
        self.split = split
        self.key = key
        self.amount = amount
    }
}

// The question as SQL: $1 and $2 are the span, $3 is now.
extension FigureQuestion {
    var key: String {
        switch measure {
        case .acknowledgments: Self.state("acknowledgment", "acknowledge_by")
        case .resolutions: Self.state("resolution", "resolve_by")
        case .acknowledgmentCauses: "acknowledge_cause"
        case .resolutionCauses: "resolve_cause"
        case .acknowledgmentMinutes: "CAST(acknowledge_took / 60 AS TEXT)"
        case .resolutionMinutes: "CAST(resolve_took / 60 AS TEXT)"
        case .received: "counting"
        case .tiers: "CAST(tier AS TEXT) || CASE WHEN escalations > 0 THEN '+' ELSE '' END"
        case .open: Self.age
        case .uncounted, .grounds: "''"
        case .ratings: "CAST(rating AS TEXT)"
        }
    }

    var condition: String {
        let promised = "counting = 'promised'"
        return switch measure {
        case .acknowledgments: "acknowledge_by >= $1 AND acknowledge_by < $2 AND \(promised)"
        case .resolutions: "resolve_by >= $1 AND resolve_by < $2 AND \(promised)"
        case .acknowledgmentCauses:
            "acknowledge_by >= $1 AND acknowledge_by < $2 AND \(promised) AND \(key) <> '' "
                + "AND \(Self.state("acknowledgment", "acknowledge_by")) = 'broken'"
        case .resolutionCauses:
            "resolve_by >= $1 AND resolve_by < $2 AND \(promised) AND \(key) <> '' "
                + "AND \(Self.state("resolution", "resolve_by")) = 'broken'"
        case .acknowledgmentMinutes:
            // What is counted apart took no time of anybody's.
            "acknowledged >= $1 AND acknowledged < $2 AND \(promised) "
                + "AND acknowledgment NOT IN ('automatic', 'answered-call')"
        case .resolutionMinutes: "resolved >= $1 AND resolved < $2 AND \(promised)"
        case .received, .tiers: "received >= $1 AND received < $2"
        case .uncounted, .grounds:
            "received >= $1 AND received < $2 AND (waited > 0 OR excluded > 0)"
        case .open: "received < $2 AND settled >= $2"
        case .ratings: "settled >= $1 AND settled < $2 AND rating IS NOT NULL"
        }
    }

    private static func state(_ state: String, _ due: String) -> String {
        "CASE WHEN \(state) = 'undecided' AND \(due) < $3 THEN 'broken' ELSE \(state) END"
    }

    /// Names of ages, with the days below which each lies; the last has no end.
    public static let ages: [(name: String, below: Int?)] = [
        ("day", 1), ("three-days", 3), ("week", 7), ("month", 30), ("older", nil),
    ]

    private static let age: String = {
        let cases = ages.map { name, below in
            below.map { "WHEN $2 - received < \($0 * 86_400) THEN '\(name)'" } ?? "ELSE '\(name)'"
        }
        return "CASE \(cases.joined(separator: " ")) END"
    }()

    /// The further conditions and their values, numbered from $4 on.
    var kept: (sql: String, values: [any Bindable]) {
        var (sql, values): (String, [any Bindable]) = ("", [])
        for (split, value) in only.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            sql += " AND \(split.column) = $\(values.count + 4)"
            values.append(split.isText ? value : Int64(value) ?? -1)
        }
        guard let ground else { return (sql, values) }
        if ground.isEmpty { return (sql + " AND waited > 0", values) }
        sql += """
             AND EXISTS (SELECT 1 FROM figures_ground
                WHERE figures_ground.ticket = figures.ticket AND ground = $\(values.count + 4))
            """
        return (sql, values + [ground])
    }

    /// The further conditions that keep to a part, with their values, numbered from a place on.
    func kept(to part: FigurePart, from place: Int) -> (sql: String, values: [any Bindable]) {
        var (sql, values): (String, [any Bindable]) = ("", [])
        if !part.keys.isEmpty {
            if measure == .uncounted || measure == .grounds {
                let sums = ["waited", "excluded"].filter(part.keys.contains).map { "\($0) > 0" }
                sql += " AND (\(sums.isEmpty ? "1 = 0" : sums.joined(separator: " OR ")))"
            } else {
                let places = part.keys.indices.map { "$\(place + $0)" }
                sql += " AND \(key) IN (\(places.joined(separator: ", ")))"
                values += part.keys
            }
        }
        if let least = part.least, let minutes {
            sql += " AND \(minutes) >= $\(place + values.count)"
            values.append(least)
        }
        return (sql, values)
    }

    /// nil where no time is counted.
    private var minutes: String? {
        switch measure {
        case .acknowledgmentMinutes: "acknowledge_took / 60"
        case .resolutionMinutes: "resolve_took / 60"
        default: nil
        }
    }

    var splitColumn: String {
        guard let split else { return "''" }
        return split.isText ? split.column : "CAST(\(split.column) AS TEXT)"
    }

    /// Numbers are grouped as numbers, and what is the same in every row not at all: as texts a hundred
    /// thousand rows take up to three times as long.
    var grouping: String {
        let keys =
            switch measure {
            case .acknowledgmentMinutes: "acknowledge_took / 60"
            case .resolutionMinutes: "resolve_took / 60"
            case .tiers: "tier, escalations > 0"
            case .ratings: "rating"
            default: "2"
            }
        return [split?.column, keys].compactMap { $0 }.joined(separator: ", ")
    }
}
