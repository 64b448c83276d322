public import Agreements
public import Desk

/// Lines of a statement that differ in nothing a report of credits is split by, but in their tickets: a few
/// for each month, however many lines there are.
public struct CreditCell: Hashable, Sendable {
    public let month: CalendarMonth
    public let promise: Promise
    public let severity: Severity?
    public let currency: Currency

    public init(month: CalendarMonth, promise: Promise, severity: Severity?, currency: Currency) {
        self.month = month
        self.promise = promise
        self.severity = severity
        self.currency = currency
    }

    /// What the lines of all statements come to.
    public static func sums(of books: Books) -> [CreditCell: CreditSum] {
        var sums: [CreditCell: CreditSum] = [:]
        for (statement, isIssued) in books.statementsOfAllMonths {
            for line in statement.lines {
                let cell = CreditCell(
                    month: statement.month, promise: line.key.promise, severity: line.basis?.entry.severity,
                    currency: line.gross.currency)
                let isDisputed = books.isDisputed(line.key)
                sums[cell, default: CreditSum()].add(
                    line: CreditCount.amounts(of: line, isIssued: isIssued, isDisputed: isDisputed))
            }
        }
        return sums
    }
}
