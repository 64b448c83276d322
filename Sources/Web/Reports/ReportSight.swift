import BusinessTime
import Operations
import Reports
import Storage

/// A report as a reader asked for it, with its answer.
struct ReportSight: Sendable {
    let report: Report
    let asked: ReportAsked
    let query: ReportQuery
    let table: ReportTable
    let before: ReportTable
    let names: ReportNames
    let words: DeskWords

    init(
        _ report: Report, _ query: ReportQuery, _ asked: ReportAsked, _ names: ReportNames,
        _ words: DeskWords, in reader: Storage.Reader
    ) throws {
        self.report = report
        self.query = query
        self.asked = asked
        self.names = names
        self.words = words
        table = try query.table(in: reader)
        before = try query.before.table(in: reader)
    }

    private var main: Report.Column { report.columns[report.main] }
    private var target: Int64? { names.target(report, agreement: asked.only[.agreement]) }

    /// The values of the split in words.
    func label(_ split: String) -> String {
        switch query.split {
        case nil: "All tickets"
        case .month: split
        case .column(let column): names.words(split, of: column)
        }
    }

    var splitHead: String {
        switch query.split {
        case nil: "Tickets"
        case .month: "Month"
        case .column(let column): Self.words(column)
        }
    }

    static func words(_ column: FigureQuestion.Split) -> String {
        switch column {
        case .organisation: "Customer"
        case .agreement: "Agreement"
        case .severity: "Severity"
        case .tier: "Tier"
        case .category: "Category"
        case .channel: "Channel"
        }
    }

    var headline: String { main.unit.words(table.total.values[report.main]) }

    /// How the number compares with the one before and with what was promised.
    var verdicts: [String] {
        var verdicts: [String] = []
        let (value, past) = (table.total.values[report.main], before.total.values[report.main])
        let dates =
            "\(words.day(named: query.period.before.first)) to "
            + words.day(named: query.period.before.last)
        if let difference = main.unit.difference(value, from: past) {
            verdicts.append("\(main.unit.words(past)) in the period before (\(dates)): \(difference).")
        } else {
            verdicts.append("Nothing to compare with in the period before (\(dates)).")
        }
        if let target {
            let promised = main.unit.words(target)
            verdicts.append(
                value.map {
                    $0 >= target
                        ? "The target of \(promised) is met (F)." : "The target of \(promised) is missed (F)."
                }
                    ?? "The target is \(promised) (F).")
        }
        return verdicts
    }

    var rows: [ReportView.Row] {
        let rows = query.split == nil ? [] : table.rows.map { row(label($0.split), $0, before.row($0.split)) }
        return rows + [row(rows.isEmpty ? "All tickets" : "All", table.total, before.total, isTotal: true)]
    }

    private func row(
        _ label: String, _ row: ReportTable.Row, _ past: ReportTable.Row?, isTotal: Bool = false
    ) -> ReportView.Row {
        let cells = zip(report.columns, row.values).map { column, value in
            (
                head: column.title,
                figure: Figure(
                    words: column.unit.words(value), href: href(column, value, isTotal ? nil : row.split))
            )
        }
        let compares = isTotal || query.split != .month
        let past = compares ? main.unit.words(past?.values[report.main]) : "-"
        return ReportView.Row(label: label, cells: cells, difference: past, isTotal: isTotal)
    }

    /// The tickets of a number: the question kept to its row and its key.
    private func href(_ column: Report.Column, _ value: Int64?, _ split: String?) -> String? {
        guard let behind = column.behind, let value, value != 0 || column.unit != .count else { return nil }
        return asked.address(Page.reportTickets(report.name)) { asked in
            asked.after = 0
            if case .key(let key) = behind { asked.key = key } else { asked.key = nil }
            guard let split else { return }
            switch query.split {
            case nil: break
            case .column(let column): asked.only[column] = split
            case .month:
                guard let month = query.period.months.first(where: { "\($0.first)".hasPrefix(split) }) else {
                    return
                }
                (asked.choice, asked.from, asked.to) = (nil, "\(month.first)", "\(month.last)")
            }
        }
    }

    var plot: ReportPlotView? {
        let plot = ReportPlot(report, table, target: target)
        guard plot.bars.count > 1 else { return nil }
        return ReportPlotView(
            label: "\(main.title), by \(splitHead.lowercased())",
            bars: plot.bars.map {
                ReportPlotView.Bar(
                    label: label($0.split), words: main.unit.words($0.value), length: $0.length)
            },
            mark: plot.mark, markWords: target.map { "The line is the target, \(main.unit.words($0))." })
    }
}
