public import BusinessTime
public import Documents
import Reports

extension ReportAnswer {
    /// On paper: the number, how it compares, the plot and the table.
    public func document(desk: String, zone: String, at now: Instant, kept: String? = nil) -> PDFDocument {
        let period = query.period
        let dates = "\(period.first) to \(period.last), in the time of \(zone)"
        let clause = report.clause.map { " (\($0))" } ?? ""
        var imprint = Imprint(title: report.title, author: desk, subject: report.says, created: now)
        imprint.edition = "\(period.first) to \(period.last)"
        var facts = [PDFFact("Period", dates)]
        if let kept { facts.append(PDFFact("Only", kept)) }
        facts += [
            PDFFact(main.title, headline),
            PDFFact("Compared", verdicts { "\($0)" }.joined(separator: " ")),
        ]
        return PDFDocument(
            imprint,
            [.title(report.title, below: desk), .text(report.says + clause), .facts(facts)]
                + plot + [.table(sheet)])
    }

    private var plot: [PDFBlock] {
        let plot = ReportPlot(report, table, target: target)
        guard plot.bars.count > 1 else { return [] }
        let bars = plot.bars.map {
            PDFBars.Bar(label: shown($0.split), words: barWords($0.value), length: $0.length)
        }
        let line = target.map { "; the line is the target, \(main.unit.words($0))" } ?? ""
        let head = PDFHeading("\(main.title), by \(splitHead.lowercased())\(line)", anchor: "plot")
        return [.heading(head), .bars(PDFBars(bars, mark: plot.mark))]
    }

    private var sheet: PDFTable {
        func row(_ label: String, _ row: ReportTable.Row, _ past: ReportTable.Row?, isTotal: Bool)
            -> PDFTable.Row
        {
            let cells = zip(report.columns, row.values).map { printed($0.unit, $1) }
            let earlier = isTotal || query.split != .month
            let before = earlier ? printed(main.unit, past?.values[report.main] ?? nil) : "-"
            return PDFTable.Row([label] + cells + [before], isTotal: isTotal)
        }
        let rows = query.split == nil ? [] : table.rows
        return PDFTable(
            columns: [PDFTable.Column(splitHead)]
                + (report.columns.map(\.title) + ["Period before"]).map {
                    PDFTable.Column($0, isAmount: true)
                },
            rows: rows.map { row(shown($0.split), $0, before.row($0.split), isTotal: false) }
                + [row("All", table.total, before.total, isTotal: true)])
    }

    /// Amounts without their currency, which the title says.
    private func printed(_ unit: Report.Column.Unit, _ value: Int64?) -> String {
        guard case .money = unit, value != nil else { return unit.words(value) }
        return unit.plain(value)
    }
}
