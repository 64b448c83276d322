/// What belongs to each split and key.
struct FigureAmounts {
    struct Group: Hashable {
        let split: Int64
        let key: Int64
    }

    private(set) var all: [Group: Int64] = [:]

    mutating func add(_ amount: Int64, split: Int64, key: Int64) {
        all[Group(split: split, key: key), default: 0] &+= amount
    }

    /// Counts rows by key, and by split where there is one for each. Keys and splits that lie near each other
    /// are counted in a table, since looking each row's group up takes longer.
    mutating func count(_ keys: [Int64], _ splits: [Int64]?) {
        guard let low = keys.min(), let high = keys.max() else { return }
        let (first, last) = (splits?.min() ?? 0, splits?.max() ?? 0)
        let (width, isWide) = high.subtractingReportingOverflow(low)
        let (height, isHigh) = last.subtractingReportingOverflow(first)
        guard !isWide, !isHigh, width < Self.tableMax, height < Self.tableMax,
            (width + 1) * (height + 1) <= Self.tableMax
        else { return countApart(keys, splits) }
        let columns = Int(width) + 1
        var table = [Int64](repeating: 0, count: columns * (Int(height) + 1))
        if let splits {
            for (key, split) in zip(keys, splits) {
                table[Int(split - first) * columns + Int(key - low)] += 1
            }
        } else {
            for key in keys { table[Int(key - low)] += 1 }
        }
        for (place, amount) in table.enumerated() where amount > 0 {
            add(amount, split: first + Int64(place / columns), key: low + Int64(place % columns))
        }
    }

    /// Cells of a table that is not larger than what it counts.
    private static let tableMax: Int64 = 4096

    private mutating func countApart(_ keys: [Int64], _ splits: [Int64]?) {
        for (place, key) in keys.enumerated() { add(1, split: splits?[place] ?? 0, key: key) }
    }
}
