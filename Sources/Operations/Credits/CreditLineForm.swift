import Agreements
import BusinessTime
import Desk

/// How a credit is written down with its statement: what it was reckoned from. Its pauses are in the ticket.
struct CreditLineForm: Codable {
    struct WorthForm: Codable {
        var basisPoints: Int?
        /// In minor units of the line's currency.
        var amount: Int64?

        init(_ worth: CreditSchedule.Worth) {
            switch worth {
            case .basisPoints(let points): basisPoints = points
            case .amount(let money): amount = money.minorUnits
            }
        }

        func worth(_ currency: Currency) throws -> CreditSchedule.Worth {
            if let basisPoints { return .basisPoints(basisPoints) }
            guard let amount else { throw StatementForm.Unreadable(part: "worth of a line") }
            return .amount(Money(amount, currency))
        }
    }

    var severity: String
    var agreement: String
    var version: Int
    var currency: String
    var deadline: Int64
    var after: Int64
    var at: Int64
    var before: WorthForm?
    var worth: WorthForm
    var perTicket: String
    var month: String
    var fee: Int64
    var feeDays: Int
    var monthDays: Int
    var gross: Int64

    init(_ line: CreditLine) {
        let entry = line.entry
        severity = entry.severity.rawValue
        agreement = entry.version.agreement
        version = entry.version.number
        currency = entry.currency.code
        deadline = entry.deadline.seconds
        after = entry.after.count
        at = entry.at.seconds
        before = entry.before.map(WorthForm.init)
        worth = WorthForm(entry.worth)
        perTicket = entry.perTicket.rawValue
        month = line.month.description
        fee = line.fee.full.minorUnits
        feeDays = line.fee.days
        monthDays = line.fee.length
        gross = line.gross.minorUnits
    }

    func line(_ key: BandEntry.Key) throws -> CreditLine {
        guard let currency = Currency(currency), let severity = Severity(rawValue: severity),
            let perTicket = CreditSchedule.PerTicket(rawValue: perTicket), let month = CalendarMonth(month)
        else { throw StatementForm.Unreadable(part: "basis of a line") }
        let entry = BandEntry(
            key: key, severity: severity,
            version: AgreementVersion(agreement: agreement, number: version), currency: currency,
            deadline: Instant(seconds: deadline), after: BusinessSeconds(after), at: Instant(seconds: at),
            before: try before?.worth(currency), worth: try worth.worth(currency), perTicket: perTicket,
            pauses: [])
        return CreditLine(
            entry: entry, month: month,
            fee: AgreementSpan.Fee(full: Money(fee, currency), days: feeDays, length: monthDays),
            gross: Money(gross, currency))
    }
}
