import BusinessTime
import Operations
import Reports
import Storage

/// A report as a reader asked for it, with its answer.
struct ReportSight: Sendable {
    let asked: ReportAsked
    let answer: ReportAnswer
    let words: DeskWords
    let place: ReportPlace

    var report: Report { answer.report }
    var query: ReportQuery { answer.query }
    private var main: Report.Column { answer.main }

    /// How the number compares with the one before and with what was promised.
    var verdicts: [String] { answer.verdicts { words.day(named: $0) } }

    var rows: [ReportView.Row] {
        let rows =
            query.split == nil
            ? [] : answer.table.rows.map { row(answer.label($0.split), $0, answer.before.row($0.split)) }
        return rows
            + [
                row(
                    rows.isEmpty ? "All tickets" : "All", answer.table.total, answer.before.total,
                    isTotal: true)
            ]
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
        guard let behind = column.behind, let value else { return nil }
        if value == 0, column.unit == .count || report.currency != nil { return nil }
        return asked.address(place.tickets(report.name)) { asked in
            asked.after = 0
            if case .key(let key) = behind { asked.key = key } else { asked.key = nil }
            guard let split else { return }
            switch query.split {
            case nil: break
            case .column(let column): asked.only[column] = split
            case .promise: asked.promise = split
            case .ground: asked.key = split
            case .month:
                guard let month = query.period.months.first(where: { "\($0.first)".hasPrefix(split) }) else {
                    return
                }
                (asked.choice, asked.from, asked.to) = (nil, "\(month.first)", "\(month.last)")
            }
        }
    }

    var plot: ReportPlotView? {
        let plot = ReportPlot(report, answer.table, target: answer.target)
        guard plot.bars.count > 1 else { return nil }
        return ReportPlotView(
            label: "\(main.title), by \(answer.splitHead.lowercased())",
            bars: plot.bars.map {
                ReportPlotView.Bar(
                    label: answer.label($0.split), words: main.unit.words($0.value), length: $0.length)
            },
            mark: plot.mark,
            markWords: answer.target.map { "The line is the target, \(main.unit.words($0))." })
    }
}
