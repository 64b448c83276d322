public import BusinessTime

/// Gives the rules of a zone, or nil where the system's tz database has none of that name.
public typealias ZoneLookup = (TimeZoneName) -> ZoneRules?

extension Terms {
    /// Every problem of these terms at once, in the order of the text; empty when they can be offered.
    public func check(zones: ZoneLookup) -> [Problem] { problems(zones: zones, lines: Reading()) }

    /// Reads a YAML text and checks what could be read. A rule about a value that could not be read is
    /// silent: that value's problem is told already.
    public static func check(yaml: String, zones: ZoneLookup) -> [Problem] {
        let reading = read(yaml)
        guard let partial = reading.partial else { return reading.problems }
        let told = reading.problems.map(\.path)
        let found = partial.problems(zones: zones, lines: Reading(lines: reading.lines)).filter { problem in
            !told.contains { Terms.isWithin(problem.path, $0) || Terms.isWithin($0, problem.path) }
        }
        return (reading.problems + found).inOrder
    }

    private static func isWithin(_ path: String, _ outer: String) -> Bool {
        path == outer || path.hasPrefix(outer + ".") || path.hasPrefix(outer + "[")
    }

    private func problems(zones: ZoneLookup, lines: Reading) -> [Problem] {
        let (calendar, calendarProblem) = compiled(zones)
        let subject = Case(terms: self, calendar: calendar)
        let texts = textProblems()
        let unread = Set(texts.map(\.path))
        let broken = Rules.all.flatMap { $0.problems(in: subject) }.filter { !unread.contains($0.path) }
        return (calendarProblem + texts + broken).map { problem in
            var placed = problem
            placed.line = lines.line(of: problem.path)
            placed.clause = conditionClause(at: problem.path) ?? problem.clause
            return placed
        }.inOrder
    }

    /// A special condition's problem belongs to the clause that it stands beside.
    private func conditionClause(at path: String) -> Clause? {
        guard path.hasPrefix("conditions["),
            let place = Int(path.dropFirst("conditions[".count).prefix { $0 != "]" }),
            conditions.indices.contains(place - 1), Clause.all.contains(conditions[place - 1].clause)
        else { return nil }
        return conditions[place - 1].clause
    }

    /// From the year before, where the effective date's midnight may lie in UTC, for more than ten years.
    private var yearsToCheck: ClosedRange<Int> {
        let (first, last) = (CalendarProblem.years.lowerBound, CalendarProblem.years.upperBound)
        let from = min(max(effective.year - 1, first), last)
        return from...min(from + 13, last)
    }

    /// The working calendar of these terms, long enough for every promise of an agreement made today.
    private func compiled(_ zones: ZoneLookup) -> (WorkingCalendar?, [Problem]) {
        let zone = hours.calendar.zone
        guard let rules = zones(zone), rules.name == zone else { return (nil, [unknownZone]) }
        do {
            let calendar = try WorkingCalendar(hours.calendar, rules: rules, years: yearsToCheck)
            try calendar.checkReachable(
                from: rules.instant(of: effective, .midnight) ?? calendar.coverage.from)
            return (calendar, [])
        } catch {
            return (nil, [uncountable(error)])
        }
    }
}

extension Reading {
    convenience init(lines: [String: Int]) {
        self.init()
        self.lines = lines
    }
}

extension [Problem] {
    /// By line; those without a line keep their order at the end.
    fileprivate var inOrder: [Problem] {
        enumerated().sorted {
            ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
        }.map(\.element)
    }
}
