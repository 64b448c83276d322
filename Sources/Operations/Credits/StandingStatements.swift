public import Desk
import Foundation
import Reports

/// What pages ask of books again and again, reckoned once as long as the books stand.
final class StandingStatements: @unchecked Sendable {
    private let lock = NSLock()
    private let books: Books
    private var known: [CalendarMonth: Statement] = [:]
    private var months: Set<CalendarMonth>?
    private var summed: [CreditCell: CreditSum]?

    init(_ books: Books) { self.books = books }

    /// As it was issued, or else as it stands.
    func statement(of month: CalendarMonth) -> Statement {
        lock.withLock {
            if let statement = known[month] { return statement }
            let statement = books.issuedStatement(of: month) ?? books.statement(of: month)
            known[month] = statement
            return statement
        }
    }

    /// Of every month.
    var sums: [CreditCell: CreditSum] {
        lock.withLock {
            if let summed { return summed }
            let found = CreditCell.sums(of: books)
            summed = found
            return found
        }
    }

    /// Those with a line or a statement.
    var monthsWithCredits: Set<CalendarMonth> {
        lock.withLock {
            if let months { return months }
            let found = Set(books.lines.lazy.map(\.month)).union(
                books.ledger.issued.map(\.statement.month))
            months = found
            return found
        }
    }
}

extension Office.BookFile {
    /// As it was issued, or else as it stands.
    public func statement(of month: CalendarMonth) -> Statement { standing.statement(of: month) }

    public var monthsWithCredits: Set<CalendarMonth> { standing.monthsWithCredits }
}
