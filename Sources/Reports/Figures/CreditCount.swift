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

    /// All lines of all months of a book, as issued or as they stand now, in the order of the months.
    public static func counts(of books: Books) -> [CreditCount] {
        let issued = books.ledger.issued.compactMap { books.issuedStatement(of: $0.statement.month) }
        let months = books.lines.lazy.map(\.month) + books.reversed.lazy.map(\.line.month)
        let end = [months.max(), books.nextMonth].compactMap { $0 }.max()
        let standing = end.map { books.statements(through: $0) } ?? []
        return issued.flatMap { counts(of: $0, books, isIssued: true) }
            + standing.flatMap { counts(of: $0, books, isIssued: false) }
    }

    private static func counts(of statement: Statement, _ books: Books, isIssued: Bool) -> [CreditCount] {
        statement.lines.map { line in
            let dispute = books.ledger.disputes[line.key]
            return CreditCount(
                line, month: statement.month, isIssued: isIssued,
                isDisputed: dispute != nil && dispute?.answer == nil)
        }
    }
}
