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
        var counts: [ReportTable.Count] = []
        for credit in try credits(behind: query, in: reader) {
            let split = try query.split.map { try value(of: $0, credit, in: reader) } ?? ""
            counts += credit.count.parts.map {
                ReportTable.Count(split: split, key: $0.key.rawValue, amount: $0.value)
            }
        }
        return ReportTable(query.report, counts: counts)
    }

    /// The lines of a report of credits, in the order of their months.
    public func credits(behind query: ReportQuery, in reader: Reader) throws -> [CountedCredit] {
        guard let currency = query.report.currency else { return [] }
        var found: [CountedCredit] = []
        for (name, organisation) in try bookOwners(reader).sorted(by: { $0.key < $1.key }) {
            found += try credits(of: name, in: query.period, now: query.now, in: reader)
                .filter { $0.line.gross.currency == currency }
                .map { CountedCredit(count: $0, agreement: name, organisation: organisation) }
        }
        for (split, value) in query.only {
            found = try found.filter { try self.value(of: .column(split), $0, in: reader) == value }
        }
        return found.sorted { ($0.count.month, $0.count.line.key) < ($1.count.month, $1.count.line.key) }
    }

    /// The lines of one agreement's statements of the months that begin in a period, in any currency.
    ///
    /// - Throws: `StillReckoning` where its books are not at hand.
    public func credits(
        of agreement: String, in period: ReportPeriod, now: Instant, in reader: Reader
    ) throws -> [CreditCount] {
        switch try booksAtHand(agreement, in: reader, now: now) {
        case .books(let file): CreditCount.counts(of: file.books, in: period)
        case .reckoning: throw StillReckoning()
        case .none: []
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
        let figures = { try reader.figures(ofTicket: line.key.ticket.rawValue) }
        switch split {
        case .month: return credit.count.month.description
        case .promise: return line.key.promise.rawValue
        case .ground: return ""
        case .column(.organisation): return "\(credit.organisation)"
        case .column(.agreement): return credit.agreement
        case .column(.severity):
            let severity = line.basis?.entry.severity
            return "\(severity.flatMap { Severity.allCases.firstIndex(of: $0) } ?? 0)"
        case .column(.tier): return "\(try figures()?.tier ?? 1)"
        case .column(.category): return try figures()?.category ?? ""
        case .column(.channel): return try figures()?.channel ?? ""
        case .column(.agent): return "\(try figures()?.agent ?? 0)"
        }
    }
}
