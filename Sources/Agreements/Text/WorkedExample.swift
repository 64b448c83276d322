import BusinessTime

/// One inquiry shortly before a closing, counted by the same engine that counts the real ones.
struct WorkedExample {
    let sentences: String

    init(_ terms: Terms, _ calendar: WorkingCalendar) {
        sentences =
            Self.sentences(terms, calendar)
            ?? "No example can be counted within two months of the effective date."
    }

    private static func sentences(_ terms: Terms, _ calendar: WorkingCalendar) -> String? {
        let rules = calendar.rules
        let start = max(
            rules.instant(of: terms.effective, .midnight) ?? calendar.coverage.from, calendar.coverage.from)
        let span = Span(from: start, to: start.advanced(by: 60 * 86_400))
        guard let received = lateMoment(in: calendar.openings(in: span)),
            let acknowledged = calendar.deadline(after: terms.acknowledge.within, from: received)
        else { return nil }
        let begins = terms.resolve.from == .receipt ? received : acknowledged
        guard let resolved = deadline(terms.resolve.within, from: begins, calendar) else { return nil }
        let from = terms.resolve.from == .receipt ? "" : " Acknowledged at that very instant,"
        return """
            Example: an inquiry without a severity of its own is received on \
            \(Wording.moment(received, rules)). It must be acknowledged by \
            \(Wording.moment(acknowledged, rules)).\(from)\(from.isEmpty ? " It" : " it") must be resolved \
            by \(Wording.moment(resolved, rules)). All times are of \(rules.name).
            """
    }

    /// An hour before the closing ahead of the first gap of more than a day: there counting is seen.
    private static func lateMoment(in openings: [Opening]) -> Instant? {
        let pairs = zip(openings, openings.dropFirst())
        let chosen = pairs.first { $1.span.from.wallSeconds(since: $0.span.to) > 86_400 }?.0 ?? openings.first
        return chosen.map { max($0.span.from, $0.span.to.advanced(by: -3600)) }
    }

    private static func deadline(_ period: Period, from start: Instant, _ calendar: WorkingCalendar)
        -> Instant?
    {
        switch period {
        case .business(let time): calendar.deadline(after: time, from: start)
        case .days(let days): calendar.deadline(days, from: start)
        }
    }
}
