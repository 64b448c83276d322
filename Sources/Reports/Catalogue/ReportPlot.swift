/// A report drawn: each row of its table a bar, by the column that counts most.
public struct ReportPlot: Hashable, Sendable {
    public struct Bar: Hashable, Sendable {
        public let split: String
        public let value: Int64?
        /// Of the whole width.
        public let length: Double
    }

    public let bars: [Bar]
    /// Where the target stands, of the whole width; nil without one.
    public let mark: Double?

    /// - Parameter target: in the unit of the column that is drawn.
    public init(_ report: Report, _ table: ReportTable, target: Int64? = nil) {
        let values = table.rows.map { $0.values[report.main] }
        let end: Int64 =
            switch report.columns[report.main].unit {
            case .share: 10_000
            case .rating: 500
            case .count, .minutes, .money: max(values.compactMap { $0 }.max() ?? 0, target ?? 0, 1)
            }
        func place(_ value: Int64) -> Double { min(1, max(0, Double(value) / Double(end))) }
        bars = table.rows.map { row in
            let value = row.values[report.main]
            return Bar(split: row.split, value: value, length: value.map(place) ?? 0)
        }
        mark = target.map(place)
    }
}
