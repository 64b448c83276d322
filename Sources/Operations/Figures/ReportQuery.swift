import Agreements
public import BusinessTime
public import Reports
public import Storage

/// A report that somebody asks for: which, over what days in which zone, split by what, of which tickets.
public struct ReportQuery: Sendable {
    public enum Split: Hashable, Sendable {
        case column(FigureQuestion.Split)
        case month
        /// Of a credit.
        case promise
        /// Why time was not counted.
        case ground

        /// As an address has it; nil for one sum, and for what the report can't be split by.
        public init?(_ word: String, of report: Report) {
            switch word {
            case "month": self = .month
            case "promise" where report.currency != nil: self = .promise
            case "ground" where report.saysGrounds: self = .ground
            default:
                guard let column = FigureQuestion.Split(rawValue: word) else { return nil }
                self = .column(column)
            }
        }

        public var word: String {
            switch self {
            case .column(let column): column.rawValue
            case .month: "month"
            case .promise: "promise"
            case .ground: "ground"
            }
        }

        /// All that a report can be split by.
        public static func all(of report: Report) -> [Split] {
            [.month] + (report.currency == nil ? [] : [.promise]) + (report.saysGrounds ? [.ground] : [])
                + FigureQuestion.Split.allCases.map { .column($0) }
        }

        /// As a column's head.
        public var words: String {
            switch self {
            case .column(let column): column.words
            case .month: "Month"
            case .promise: "Promise"
            case .ground: "Why"
            }
        }
    }

    public var report: Report
    public var period: ReportPeriod
    public var split: Split?
    public var only: [FigureQuestion.Split: String]
    /// Of the report that says grounds: tickets of this one alone, "" for waiting.
    public var ground: String?
    public let rules: ZoneRules
    public let now: Instant

    public init(
        _ report: Report, _ period: ReportPeriod, split: Split? = nil,
        only: [FigureQuestion.Split: String] = [:], rules: ZoneRules, now: Instant
    ) {
        self.report = report
        self.period = period
        self.split = split
        self.only = only
        self.rules = rules
        self.now = now
    }

    /// The period before, asked the same.
    public var before: ReportQuery {
        var before = self
        before.period = period.before
        return before
    }

    /// The period as instants, in the query's zone; empty where no clock of the zone reaches its days.
    public var span: Span { span(of: period) ?? Span(from: .earliest, to: .earliest) }

    private func span(of period: ReportPeriod) -> Span? {
        guard let from = rules.instant(of: period.first, .midnight),
            let to = rules.instant(of: period.last.adding(days: 1), .midnight)
        else { return nil }
        return Span(from: from, to: to)
    }

    public func table(in reader: Reader) throws -> ReportTable {
        switch split {
        case nil, .promise, .ground:
            return ReportTable(report, counts: try counts(period, nil, in: reader))
        case .column(let column): return ReportTable(report, counts: try counts(period, column, in: reader))
        case .month:
            var counts: [ReportTable.Count] = []
            for month in period.months {
                // What is open at the end of a month that has not begun, nobody knows.
                if report.question == .open, span(of: month).map({ $0.from > now }) ?? true { continue }
                let name = String("\(month.first)".prefix(7))
                counts += try self.counts(month, nil, in: reader).map {
                    ReportTable.Count(split: name, key: $0.key, amount: $0.amount)
                }
            }
            // What is open at the end of each month does not add up.
            return ReportTable(
                report, counts: counts, whole: try self.counts(period, nil, in: reader),
                splits: months(through: counts))
        }
    }

    /// Each month from the first of which there is something, up to now or to the last of which there is.
    func months(through counts: [ReportTable.Count]) -> [String] {
        let names = Set(counts.map(\.split))
        guard let first = names.min(), let last = names.max() else { return [] }
        let today = "\(rules.local(now).date)".prefix(7)
        return period.months.map { String("\($0.first)".prefix(7)) }.filter {
            $0 >= first && ($0 <= last || $0 <= today)
        }
    }

    /// Whether a month, as a row names it, has begun and is not over.
    func isGoingOn(month: String) -> Bool { "\(rules.local(now).date)".hasPrefix(month) }

    private func counts(
        _ period: ReportPeriod, _ split: FigureQuestion.Split?, in reader: Reader
    ) throws -> [ReportTable.Count] {
        guard let question = question(period, split) else { return [] }
        return try reader.figures(question).map {
            ReportTable.Count(split: $0.split, key: $0.key, amount: $0.amount)
        }
    }

    /// The tickets behind a number of the whole table.
    public func tickets(
        _ part: FigurePart = .whole, after id: Int64, limit: Int, in reader: Reader
    ) throws -> [TicketRow] {
        guard let question = question(period, nil) else { return [] }
        return try reader.figureTickets(question, part, after: id, limit: limit)
    }

    /// The question of one row of its table.
    public func kept(to row: String) -> ReportQuery {
        var query = self
        switch split {
        case nil, .promise: break
        case .column(let column): query.only[column] = row
        case .ground: query.ground = row
        case .month:
            guard let month = period.months.first(where: { "\($0.first)".hasPrefix(row) }) else { break }
            query.period = month
        }
        return query
    }

    /// nil for a day that no clock of the zone reaches.
    private func question(_ period: ReportPeriod, _ split: FigureQuestion.Split?) -> FigureQuestion? {
        guard let span = span(of: period), let measure else { return nil }
        // What is open is looked at now, if the period goes on.
        let until = report.question == .open ? min(span.to, max(span.from, now)) : span.to
        var asked = FigureQuestion(
            measure, from: span.from, until: until, split: split, only: only, now: now)
        asked.ground = report.saysGrounds ? ground : nil
        return asked
    }

    /// nil for what is not counted from figures: see `Office.table(of:in:)`.
    private var measure: FigureQuestion.Measure? {
        switch report.question {
        case .promises(.acknowledgment): .acknowledgments
        case .promises(.resolution): .resolutions
        case .causes(.acknowledgment): .acknowledgmentCauses
        case .causes(.resolution): .resolutionCauses
        case .minutes(.acknowledgment): .acknowledgmentMinutes
        case .minutes(.resolution): .resolutionMinutes
        case .received: .received
        case .tiers: .tiers
        case .open: .open
        case .uncounted: split == .ground ? .grounds : .uncounted
        case .ratings: .ratings
        case .credits: nil
        }
    }
}

extension FigurePart {
    /// What stands behind a number of a column; nil where nothing does.
    public init?(behind column: Report.Column, _ value: Int64?) {
        guard let value, let behind = column.behind else { return nil }
        switch behind {
        case .all: self.init()
        case .keys(let keys): self.init(keys: keys)
        case .atLeast: self.init(least: value)
        }
    }
}
