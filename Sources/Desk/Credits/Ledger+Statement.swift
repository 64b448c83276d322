import Agreements
import BusinessTime

extension Ledger {
    /// A statement as it was issued; nil for a month without one. A line whose breach no longer stands has
    /// no `line` behind it any more, but its `basis`.
    func issuedStatement(
        of month: CalendarMonth, span: AgreementSpan, line live: (BandEntry.Key) -> CreditLine?
    ) -> Statement? {
        guard let issue = issue(of: month) else { return nil }
        let (statement, currency) = (issue.statement, issue.statement.currency)
        let caps = span.caps(at: span.lastInstant(of: month), in: currency)
        let before = room(before: month, at: issue.at, span: span).usedInYear(of: month.first, currency)
        return Statement(
            month: month,
            lines: statement.lines.map { line in
                StatementLine(
                    key: line.key, cause: line.cause, line: live(line.key), basis: line.basis, at: line.at,
                    gross: Money(line.gross, line.currency), allowed: Money(line.allowed, line.currency),
                    standing: line.standing, room: line.room)
            }, monthlyCap: caps?.month ?? .zero(currency), yearlyCap: caps?.year ?? .zero(currency),
            usedBefore: Money(before, currency), total: Money(statement.total, currency))
    }
}
