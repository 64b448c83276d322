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
            ? [] : answer.table.rows.map { row(answer.shown($0.split), $0, answer.before.row($0.split)) }
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
        var before = Figure(words: "-")
        if isTotal || query.split != .month {
            let value = past?.values[report.main]
            before = Figure(
                words: main.unit.words(value),
                href: href(main, value, isTotal ? nil : row.split, isBefore: true))
        }
        return ReportView.Row(label: label, cells: cells, before: before, isTotal: isTotal)
    }

    /// The number above the table with what stands behind it.
    var headline: Figure {
        Figure(words: answer.headline, href: href(main, answer.table.total.values[report.main], nil))
    }

    /// The tickets of a number: the question kept to its row and its part.
    private func href(
        _ column: Report.Column, _ value: Int64?, _ split: String?, isBefore: Bool = false
    ) -> String? {
        ReportSight.tickets(report, column, value).map { part in
            asked.address(place.tickets(report.name)) { asked in
                (asked.after, asked.part) = (0, part)
                if isBefore { asked.set(query.period.before) }
                guard let split else { return }
                switch query.split {
                case nil: break
                case .column(let column): asked.only[column] = split
                case .promise: asked.promise = split
                case .ground: asked.ground = split
                case .month: asked.set(query.kept(to: split).period)
                }
            }
        }
    }

    /// What stands behind a number; nil where it has no tickets.
    static func tickets(_ report: Report, _ column: Report.Column, _ value: Int64?) -> FigurePart? {
        let isNone =
            switch column.unit {
            case .count, .money: value == 0
            case .minutes: value == 0 && report.saysGrounds
            case .share: value == 0 && report.question == .tiers
            case .rating: false
            }
        return isNone ? nil : FigurePart(behind: column, value)
    }

    var plot: ReportPlotView? {
        let plot = ReportPlot(report, answer.table, target: answer.target)
        guard plot.bars.count > 1 else { return nil }
        return ReportPlotView(
            label: "\(main.title), by \(answer.splitHead.lowercased())",
            bars: plot.bars.map {
                ReportPlotView.Bar(
                    label: answer.shown($0.split), words: answer.barWords($0.value), length: $0.length)
            },
            mark: plot.mark,
            markWords: answer.target.map { "The line is the target, \(main.unit.words($0))." })
    }
}
