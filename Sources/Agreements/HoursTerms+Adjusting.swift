public import BusinessTime

// Adjustments inside the bounds of clause A.3: the hours change, the version stays.
extension HoursTerms {
    /// These hours with changes agreed later; of two from one date the later agreed has the last word.
    public func adjusted(by changes: [CalendarAmendment]) -> HoursTerms {
        var hours = self
        hours.calendar.amendments += changes
        return hours
    }

    /// The holidays that count on a date, those before and after it included.
    public func holidays(on date: LocalDate) -> Holidays { calendar.holidays(on: date) }

    /// Why a change can't be made by adjustment; empty when both parties may confirm it.
    public func problems(of change: CalendarAmendment) -> [Problem] {
        if change.weekly == nil, change.holidays == nil, change.special == nil {
            return [
                Self.problem(
                    "change", "nothing is changed", remedy: "name hours, holidays or special openings")
            ]
        }
        return days(of: change).flatMap { path, spans in problems(of: spans, at: path) }
            + countProblems(of: change)
    }

    private func days(of change: CalendarAmendment) -> [(path: String, spans: [OpeningSpan])] {
        let weekly = change.weekly.map { hours in
            Weekday.allCases.map { (path: "weekly.\($0.rawValue)", spans: hours[$0]) }
        }
        let special = change.special?.sorted { $0.key < $1.key }
            .map { (path: "special.\($0.key)", spans: $0.value) }
        return (weekly ?? []) + (special ?? [])
    }

    private func problems(of spans: [OpeningSpan], at path: String) -> [Problem] {
        var problems: [Problem] = []
        if !spans.allSatisfy(isWithinBounds) {
            problems.append(
                Self.problem(
                    path, "these hours lie outside the agreed bounds \(earliestOpening) to \(latestClosing)",
                    remedy: "stay within them, or amend the agreement"))
        }
        if Rules.overlaps(spans) {
            problems.append(
                Self.problem(path, "hours of one day overlap", remedy: "join them or set them apart"))
        }
        if spans.count > CalendarProblem.spansPerDayMax || spans.contains(where: { $0.opens >= .endOfDay }) {
            problems.append(
                Self.problem(
                    path, "these hours can't be counted by", remedy: "write fewer spans, opening before 24:00"
                ))
        }
        return problems
    }

    private func countProblems(of change: CalendarAmendment) -> [Problem] {
        let counts = [("holidays", change.holidays?.all.count), ("special", change.special?.count)]
        return counts.filter { ($0.1 ?? 0) > Self.datesMax }.map {
            Self.problem(
                $0.0, "there are more than \(Self.datesMax)", remedy: "keep those of the coming years")
        }
    }

    static let datesMax = 500

    private static func problem(_ path: String, _ message: String, remedy: String) -> Problem {
        Problem(path: path, clause: .availability, message: message, remedy: remedy)
    }

    /// A night shift has no closing on its own date, so only its opening is bound.
    func isWithinBounds(_ span: OpeningSpan) -> Bool {
        span.opens >= earliestOpening && (span.isOverMidnight || span.closes <= latestClosing)
    }
}

extension CalendarDefinition {
    /// The holidays that count on a date, those before and after it included.
    public func holidays(on date: LocalDate) -> Holidays {
        let ordered = amendments.enumerated()
            .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
        return ordered.last { $0.from <= date && $0.holidays != nil }?.holidays ?? holidays
    }

    /// The dates with other hours that count on a date, those before and after it included.
    public func special(on date: LocalDate) -> [LocalDate: [OpeningSpan]] {
        let ordered = amendments.enumerated()
            .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
        return ordered.last { $0.from <= date && $0.special != nil }?.special ?? special
    }

    /// The weekly hours that count on a date.
    public func weekly(on date: LocalDate) -> OpeningHours {
        let ordered = amendments.enumerated()
            .sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
        return ordered.last { $0.from <= date && $0.weekly != nil }?.weekly ?? weekly
    }
}
