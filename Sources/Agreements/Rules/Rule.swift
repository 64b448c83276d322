import BusinessTime

/// One thing that must hold in every agreement, as a value: its clause, its words, and where it is broken.
struct Rule: Sendable {
    let clause: Clause
    /// What must hold; the message of its problems.
    let words: String
    let remedy: String
    let broken: @Sendable (Case) -> [String]

    /// A rule about one place, given as the closure's condition.
    init(
        _ clause: String, at path: String, _ words: String, remedy: String,
        holds: @escaping @Sendable (Case) -> Bool
    ) {
        self.init(clause, words, remedy: remedy) { holds($0) ? [] : [path] }
    }

    /// A rule about many places; the closure tells the paths at which it is broken.
    init(
        _ clause: String, _ words: String, remedy: String, broken: @escaping @Sendable (Case) -> [String]
    ) {
        self.clause = Clause(clause)
        self.words = words
        self.remedy = remedy
        self.broken = broken
    }

    func problems(in terms: Case) -> [Problem] {
        broken(terms).map { Problem(path: $0, clause: clause, message: words, remedy: remedy) }
    }
}

/// The terms under examination, read through as if they were the terms themselves.
@dynamicMemberLookup
struct Case: Sendable {
    let terms: Terms
    /// The compiled calendar; nil when the zone is unknown or the hours can't be compiled.
    let calendar: WorkingCalendar?

    subscript<Value>(dynamicMember path: KeyPath<Terms, Value>) -> Value { terms[keyPath: path] }

    /// The first instant of the effective date.
    var start: Instant? { calendar?.rules.instant(of: terms.effective, .midnight) }
}

extension Sequence {
    /// Paths of the items that fail, `path[1]` for the first.
    func paths(_ path: String, _ suffix: String = "", where isBroken: (Element) -> Bool) -> [String] {
        enumerated().filter { isBroken($0.element) }.map { "\(path)[\($0.offset + 1)]\(suffix)" }
    }
}

extension Sequence where Element: Hashable {
    /// Positions, from 1, of items that stood before already.
    func pathsOfRepeats(_ path: String) -> [String] {
        var seen: Set<Element> = []
        return paths(path) { !seen.insert($0).inserted }
    }
}
