public import BusinessTime
public import Reports
public import Storage

/// A report with its numbers, and those of the period before, in words: for pages, prints and mails alike.
public struct ReportAnswer: Sendable {
    public let query: ReportQuery
    public let table: ReportTable
    public let before: ReportTable
    public let names: ReportNames

    public init(_ query: ReportQuery, _ names: ReportNames, _ office: Office, in reader: Reader) throws {
        self.query = query
        self.names = names
        table = try office.table(of: query, in: reader)
        before = try office.table(of: query.before, in: reader)
    }

    public var report: Report { query.report }
    /// The column that is drawn and compared.
    public var main: Report.Column { report.columns[report.main] }
    /// In its unit; nil without one.
    public var target: Int64? { names.target(report, agreement: query.only[.agreement]) }
    public var headline: String { main.unit.words(table.total.values[report.main]) }

    /// A value of the split in words.
    public func label(_ split: String) -> String {
        switch query.split {
        case nil: "All tickets"
        case .month: split
        case .promise: split.prefix(1).uppercased() + split.dropFirst()
        case .ground: split.isEmpty ? "Waiting for the customer" : split
        case .column(let column): names.words(split, of: column)
        }
    }

    /// The same for people: a month that goes on says so.
    public func shown(_ split: String) -> String {
        guard case .month = query.split, query.isGoingOn(month: split) else { return label(split) }
        return "\(label(split)) so far"
    }

    /// Beside a bar, where a dash would look like one.
    public func barWords(_ value: Int64?) -> String { value == nil ? "none" : main.unit.words(value) }

    public var splitHead: String { query.split?.words ?? "Tickets" }

    /// How the number compares with the one before and with what was promised; `day` says a date.
    public func verdicts(_ day: (LocalDate) -> String) -> [String] {
        let (value, past) = (table.total.values[report.main], before.total.values[report.main])
        let earlier = query.period.before
        let dates = "\(day(earlier.first)) to \(day(earlier.last))"
        let compared =
            main.unit.difference(value, from: past).map {
                "\(main.unit.words(past)) in the period before (\(dates)): \($0)."
            } ?? "Nothing to compare with in the period before (\(dates))."
        return [compared] + [verdict(value)].compactMap { $0 }
    }

    private func verdict(_ value: Int64?) -> String? {
        guard let target else { return nil }
        let promised = main.unit.words(target)
        guard let value else { return "The target is \(promised) (F)." }
        return value >= target
            ? "The target of \(promised) is met (F)." : "The target of \(promised) is missed (F)."
    }
}
