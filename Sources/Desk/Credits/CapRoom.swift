import Agreements
import BusinessTime

/// How much of the caps of months and agreement years is left. Lines fill them in order, each currency its
/// own.
struct CapRoom {
    private struct Month: Hashable {
        let currency: Currency
        let month: CalendarMonth
    }

    private struct Year: Hashable {
        let currency: Currency
        let year: Int
    }

    let span: AgreementSpan
    private var months: [Month: Int64] = [:]
    private var years: [Year: Int64] = [:]

    /// A refused or unclaimed line keeps its room: if it is owed after all it is paid, and no cap is passed.
    /// One that lapsed unclaimed is never owed.
    init(
        span: AgreementSpan, issued: [IssuedStatement.Line],
        hasLapsed: (IssuedStatement.Line) -> Bool = { _ in false }
    ) {
        self.span = span
        for line in issued where line.cause.takesRoom && !hasLapsed(line) {
            use(line.allowed, line.currency, at: line.at)
        }
    }

    /// What is taken back frees room.
    mutating func use(_ amount: Int64, _ currency: Currency, at instant: Instant) {
        let date = span.date(of: instant)
        months[Month(currency: currency, month: CalendarMonth(of: date)), default: 0] += amount
        years[Year(currency: currency, year: span.year(of: date)), default: 0] += amount
    }

    /// As much of an amount as the caps allow; the rest is cut.
    mutating func take(_ gross: Money, at instant: Instant) -> (allowed: Money, room: StatementLine.Room) {
        let (currency, date) = (gross.currency, span.date(of: instant))
        let caps = span.caps(at: instant, in: currency)
        let (month, year) = (caps?.month.minorUnits ?? 0, caps?.year.minorUnits ?? 0)
        let room = StatementLine.Room(
            monthlyCap: month, yearlyCap: year,
            leftInMonth: month - used(in: CalendarMonth(of: date), currency),
            leftInYear: year - usedInYear(of: date, currency))
        let allowed = max(0, min(gross.minorUnits, room.leftInMonth, room.leftInYear))
        use(allowed, currency, at: instant)
        return (Money(allowed, currency), room)
    }

    private func used(in month: CalendarMonth, _ currency: Currency) -> Int64 {
        months[Month(currency: currency, month: month), default: 0]
    }

    func usedInYear(of date: LocalDate, _ currency: Currency) -> Int64 {
        years[Year(currency: currency, year: span.year(of: date)), default: 0]
    }
}
