import Agreements
import BusinessTime

extension Report.Column.Unit {
    /// For people: "1,204", "97.4 %", "1 h 12 min", "4.35"; "-" where there is nothing to say.
    public func words(_ value: Int64?) -> String {
        guard let value else { return "-" }
        switch self {
        case .count: return Self.grouped(value)
        case .share: return "\(Self.decimal(value, places: 2, shown: 1)) %"
        case .minutes: return value == 0 ? "0 min" : Self.minutes(value)
        case .rating: return Self.decimal(value, places: 2, shown: 2)
        case .money(let currency): return "\(Money(value, currency))"
        }
    }

    /// How much more or less than before, with its sign; nil where either is unknown.
    public func difference(_ value: Int64?, from before: Int64?) -> String? {
        guard let value, let before else { return nil }
        if value == before { return "as before" }
        let sign = value > before ? "+" : "−"
        let size = abs(value - before)
        return switch self {
        case .share: "\(sign)\(Self.decimal(size, places: 2, shown: 1)) points"
        case .count, .minutes, .rating, .money: sign + words(size)
        }
    }

    /// For programs: a plain number, shares in percent, times in minutes.
    public func plain(_ value: Int64?) -> String {
        guard let value else { return "" }
        switch self {
        case .count, .minutes: return "\(value)"
        case .share, .rating: return Self.decimal(value, places: 2, shown: 2)
        case .money(let currency): return String(Money(value, currency).description.prefix { $0 != " " })
        }
    }

    private static func minutes(_ value: Int64) -> String {
        let (hours, minutes) = (value / 60, value % 60)
        if hours == 0 { return "\(minutes) min" }
        return minutes == 0 ? "\(grouped(hours)) h" : "\(grouped(hours)) h \(minutes) min"
    }

    /// Hundredths as a decimal number, half up where fewer places are shown.
    private static func decimal(_ value: Int64, places: Int, shown: Int) -> String {
        let rounded = places == shown ? value : (value + 5) / 10
        let unit: Int64 = shown == 2 ? 100 : 10
        let rest = String(rounded % unit)
        return grouped(rounded / unit) + "." + String(repeating: "0", count: shown - rest.count) + rest
    }

    private static func grouped(_ value: Int64) -> String {
        let digits = Array(String(abs(value)))
        var text = value < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

extension Report {
    /// What tickets of these keys have in common, for example "kept or broken"; nil for all that are counted.
    public func words(of keys: [String]) -> String? {
        if keys.isEmpty { return nil }
        // A share is named for its good part alone: the whole of it is said by its parts.
        let parts = keys.map { key in columns.first { $0.behind == .keys([key]) }?.title.lowercased() }
        if parts.contains(nil) { return columns.first { $0.behind == .keys(keys) }?.title.lowercased() }
        return parts.compactMap(\.self).joined(separator: " or ")
    }
}

extension ReportTable {
    /// RFC 4180: a line of heads, a line for each row, and all together. `name` says a split in words.
    public func csv(_ report: Report, split: String, name: (String) -> String) -> String {
        let heads =
            [split]
            + report.columns.map { column in
                switch column.unit {
                case .share: "\(column.title) (%)"
                case .minutes: "\(column.title) (minutes)"
                case .count, .rating: column.title
                case .money(let currency): "\(column.title) (\(currency))"
                }
            }
        func cells(_ label: String, _ row: Row) -> [String] {
            [label] + zip(report.columns, row.values).map { $0.unit.plain($1) }
        }
        let lines = [heads] + rows.map { cells(name($0.split), $0) } + [cells("All", total)]
        return lines.map { $0.map(CSVCell.written).joined(separator: ",") + "\r\n" }.joined()
    }
}
