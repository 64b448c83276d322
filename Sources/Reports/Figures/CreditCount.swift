import Agreements
public import Desk

/// What one line of a statement adds to the report of credits.
public struct CreditCount: Hashable, Sendable {
    /// What becomes of a credit; a line has several where a cap cuts it.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        case waiting, approved, refused
        case notClaimed = "not-claimed"
        case cut, disputed, issued

        /// Whether the parts of this kind add up to the whole.
        var isOfWhole: Bool { self != .disputed && self != .issued }

        /// As a column's head.
        public var words: String {
            switch self {
            case .waiting: "Waiting for a decision"
            case .approved: "Approved"
            case .refused: "Refused"
            case .notClaimed: "Not claimed"
            case .cut: "Cut by caps"
            case .disputed: "Disputed"
            case .issued: "Issued"
            }
        }
    }

    public let line: StatementLine
    public let month: CalendarMonth
    /// In minor units; parts without any are left out.
    public let parts: [Part: Int64]

    /// - Parameter isDisputed: a dispute of the line waits for its answer.
    public init(_ line: StatementLine, month: CalendarMonth, isIssued: Bool, isDisputed: Bool) {
        self.line = line
        self.month = month
        var parts: [Part: Int64] = [.cut: line.cut.minorUnits]
        let part: Part =
            switch line.standing {
            case .proposed: isIssued ? .approved : .waiting
            case .approved: .approved
            case .refused: .refused
            case .unclaimed, .lapsed: .notClaimed
            }
        parts[part] = line.allowed.minorUnits
        if isIssued { parts[.issued] = line.payable.minorUnits }
        if isDisputed { parts[.disputed] = line.allowed.minorUnits }
        self.parts = parts.filter { $0.value != 0 }
    }

    /// All lines of the months of a book that begin in a period, as issued or as they stand now.
    public static func counts(of books: Books, in period: ReportPeriod) -> [CreditCount] {
        let known =
            books.lines.map(\.month) + books.reversed.map(\.line.month)
            + books.ledger.issued.map(\.statement.month) + [books.nextMonth].compactMap { $0 }
        guard let begin = known.min(), let end = known.max() else { return [] }
        var month = CalendarMonth(of: period.first)
        if month.first < period.first { month = month.next }
        month = max(month, begin)
        var counts: [CreditCount] = []
        while month.first <= period.last, month <= end {
            counts += self.counts(of: books, in: month)
            month = month.next
        }
        return counts
    }

    private static func counts(of books: Books, in month: CalendarMonth) -> [CreditCount] {
        let ledger = books.ledger
        let issued = ledger.issuedStatement(of: month, lines: books.lines, span: books.span)
        return (issued ?? books.statement(of: month)).lines.map { line in
            let dispute = ledger.disputes[line.key]
            return CreditCount(
                line, month: month, isIssued: issued != nil,
                isDisputed: dispute != nil && dispute?.answer == nil)
        }
    }
}
