public import Agreements
public import BusinessTime
import Desk
public import Reports
public import Storage

// The report of credits is counted from the books, as the statements are.
extension Office {
    /// A line that a number of the report is made of.
    public struct CountedCredit: Sendable {
        public let count: CreditCount
        public let agreement: String
        /// 0 where nobody knows whose it is.
        public let organisation: Int64
    }

    /// So many tickets have to be read first that nobody should wait for it.
    public struct StillReckoning: Error {}

    /// Any report: of figures, or of credits.
    ///
    /// - Throws: `StillReckoning` on a desk whose books are not at hand.
    public func table(of query: ReportQuery, in reader: Reader) throws -> ReportTable {
        guard query.report.currency != nil else { return try query.table(in: reader) }
        var sums: [String: [CreditCount.Part: Int64]] = [:]
        if query.isOfCells {
            try forEachBook(query, in: reader) { file, organisation in
                for (cell, sum) in file.standing.sums where query.takes(cell) {
                    let values = CellValues(cell: cell, agreement: file.name, organisation: organisation)
                    guard values.match(query.only) else { continue }
                    let split = query.split.flatMap { values.value(of: $0) } ?? ""
                    sums[split, default: [:]].merge(sum.amounts, uniquingKeysWith: +)
                }
            }
        } else {
            for credit in try credits(behind: query, in: reader) {
                let split = try query.split.map { try value(of: $0, credit, in: reader) } ?? ""
                sums[split, default: [:]].merge(credit.count.parts, uniquingKeysWith: +)
            }
        }
        let counts = sums.flatMap { split, parts in
            parts.map { ReportTable.Count(split: split, key: $0.key.rawValue, amount: $0.value) }
        }
        return ReportTable(
            query.report, counts: counts,
            splits: query.split == .month ? query.months(through: counts) : [])
    }

    /// The lines of a report of credits, in the order of their months.
    public func credits(behind query: ReportQuery, in reader: Reader) throws -> [CountedCredit] {
        guard let currency = query.report.currency else { return [] }
        var found: [CountedCredit] = []
        try forEachBook(query, in: reader) { file, organisation in
            found += CreditCount.counts(of: file.books)
                .filter { query.period.hasBeginning(of: $0.month) && $0.line.gross.currency == currency }
                .map { CountedCredit(count: $0, agreement: file.name, organisation: organisation) }
        }
        for (split, value) in query.only {
            found = try found.filter { try self.value(of: .column(split), $0, in: reader) == value }
        }
        return found.sorted { ($0.count.month, $0.count.line.key) < ($1.count.month, $1.count.line.key) }
    }

    private func forEachBook(
        _ query: ReportQuery, in reader: Reader, _ body: (BookFile, Int64) throws -> Void
    ) throws {
        for (name, organisation) in try bookOwners(reader).sorted(by: { $0.key < $1.key }) {
            switch try booksAtHand(name, in: reader, now: query.now) {
            case .books(let file): try body(file, organisation)
            case .reckoning: throw StillReckoning()
            case .none: continue
            }
        }
    }

    /// What the lines of one agreement's statements of the months that begin in a period come to.
    ///
    /// - Throws: `StillReckoning` where its books are not at hand.
    public func creditSums(
        of agreement: String, in period: ReportPeriod, now: Instant, in reader: Reader
    ) throws -> [Currency: CreditSum] {
        switch try booksAtHand(agreement, in: reader, now: now) {
        case .books(let file):
            var sums: [Currency: CreditSum] = [:]
            for (cell, sum) in file.standing.sums where period.hasBeginning(of: cell.month) {
                sums[cell.currency, default: CreditSum()].add(sum)
            }
            return sums
        case .reckoning: throw StillReckoning()
        case .none: return [:]
        }
    }

    /// In which credits were or will be paid, by code.
    public func creditCurrencies(_ reader: Reader) throws -> [Currency] {
        var codes: Set<String> = []
        for stored in try reader.agreements() where stored.inForceFrom != nil {
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            guard let terms = try shelf.terms(version, in: reader)?.terms else { continue }
            codes.insert(terms.currency.code)
        }
        return codes.sorted().compactMap { Currency($0) }
    }

    private func bookOwners(_ reader: Reader) throws -> [String: Int64] {
        let inForce = try reader.agreements().filter { $0.inForceFrom != nil }
        return Dictionary(
            inForce.map { ($0.name, $0.organisation ?? 0) }, uniquingKeysWith: { first, _ in first })
    }

    private func value(
        of split: ReportQuery.Split, _ credit: CountedCredit, in reader: Reader
    ) throws -> String {
        let line = credit.count.line
        let cell = CreditCell(
            month: credit.count.month, promise: line.key.promise, severity: line.basis?.entry.severity,
            currency: line.gross.currency)
        let known = CellValues(cell: cell, agreement: credit.agreement, organisation: credit.organisation)
        if let value = known.value(of: split) { return value }
        let figures = try reader.figures(ofTicket: line.key.ticket.rawValue)
        return switch split {
        case .column(.tier): "\(figures?.tier ?? 1)"
        case .column(.category): figures?.category ?? ""
        case .column(.channel): figures?.channel ?? ""
        case .column(.agent): "\(figures?.agent ?? 0)"
        default: ""
        }
    }
}

/// What is known of credits without asking for their tickets.
private struct CellValues {
    let cell: CreditCell
    let agreement: String
    let organisation: Int64

    /// nil for what only the ticket knows.
    func value(of split: ReportQuery.Split) -> String? {
        switch split {
        case .month: cell.month.description
        case .promise: cell.promise.rawValue
        case .ground: ""
        case .column(.organisation): "\(organisation)"
        case .column(.agreement): agreement
        case .column(.severity):
            "\(cell.severity.flatMap { Severity.allCases.firstIndex(of: $0) } ?? 0)"
        case .column(.tier), .column(.category), .column(.channel), .column(.agent): nil
        }
    }

    func match(_ only: [FigureQuestion.Split: String]) -> Bool {
        only.allSatisfy { value(of: .column($0.key)) == $0.value }
    }
}

extension ReportQuery {
    fileprivate func takes(_ cell: CreditCell) -> Bool {
        period.hasBeginning(of: cell.month) && cell.currency == report.currency
    }

    /// Whether sums of cells answer it; otherwise each line's ticket is asked.
    fileprivate var isOfCells: Bool {
        let asked = only.keys.map { Split.column($0) } + [split].compactMap { $0 }
        return asked.allSatisfy { split in
            switch split {
            case .column(.tier), .column(.category), .column(.channel), .column(.agent): false
            default: true
            }
        }
    }
}
