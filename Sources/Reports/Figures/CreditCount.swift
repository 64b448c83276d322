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
        let amounts = Self.amounts(of: line, isIssued: isIssued, isDisputed: isDisputed)
        parts = Dictionary(amounts.filter { $0.1 != 0 }, uniquingKeysWith: +)
    }

    static func amounts(
        of line: StatementLine, isIssued: Bool, isDisputed: Bool
    ) -> [(part: Part, amount: Int64)] {
        let part: Part =
            switch line.standing {
            case .proposed: isIssued ? .approved : .waiting
            case .approved: .approved
            case .refused: .refused
            case .unclaimed, .lapsed: .notClaimed
            }
        var amounts = [(Part.cut, line.cut.minorUnits), (part, line.allowed.minorUnits)]
        if isIssued { amounts.append((.issued, line.payable.minorUnits)) }
        if isDisputed { amounts.append((.disputed, line.allowed.minorUnits)) }
        return amounts
    }

    /// All lines of all months of a book, as issued or as they stand now, in the order of the months.
    public static func counts(of books: Books) -> [CreditCount] {
        books.statementsOfAllMonths.flatMap { statement, isIssued in
            statement.lines.map { line in
                CreditCount(
                    line, month: statement.month, isIssued: isIssued, isDisputed: books.isDisputed(line.key))
            }
        }
    }
}

extension Books {
    /// Each with whether it was issued.
    var statementsOfAllMonths: [(Statement, Bool)] {
        let issued = ledger.issued.compactMap { issuedStatement(of: $0.statement.month) }
        let months = lines.lazy.map(\.month) + reversed.lazy.map(\.line.month)
        let end = [months.max(), nextMonth].compactMap { $0 }.max()
        let standing = end.map { statements(through: $0) } ?? []
        return issued.map { ($0, true) } + standing.map { ($0, false) }
    }

    /// A dispute of the line waits for its answer.
    func isDisputed(_ key: BandEntry.Key) -> Bool {
        ledger.disputes[key].map { $0.answer == nil } ?? false
    }
}
