import Agreements
public import BusinessTime

extension Ledger {
    /// The room that earlier statements leave at an instant.
    func room(before month: CalendarMonth, at now: Instant, span: AgreementSpan) -> CapRoom {
        let date = span.date(of: now)
        return CapRoom(
            span: span, issued: issued.filter { $0.statement.month < month }.flatMap(\.statement.lines)
        ) { line in
            switch line.standing {
            case .lapsed: true
            case .unclaimed(let until): hasLapsed(line.key, until: until, on: date, at: now)
            case .proposed, .approved, .refused: false
            }
        }
    }
}

extension Books {
    /// Whether the day alone can change what is owed: where credits are claimed, they lapse at midnight.
    public var nextLapse: Instant? {
        guard span.periods.contains(where: { $0.terms.terms.credits.claiming == .claimed }) else {
            return nil
        }
        let rules = span.terms(at: asOf).calendar.rules
        return rules.instant(of: span.date(of: asOf).adding(days: 1), .midnight)
    }
}
