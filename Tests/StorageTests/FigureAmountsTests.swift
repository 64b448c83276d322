import Testing

@testable import Storage

@Suite("Amounts by split and key")
struct FigureAmountsTests {
    @Test(
        "counted in a table or one by one, rows come to the same; no distance between keys is too large",
        arguments: [[0, 1, 7], [0, 4_000, 5_000], [.min, 0, .max], [.max - 1, .max]] as [[Int64]])
    func same(values: [Int64]) {
        for hasSplits in [false, true] {
            let rows = (0..<500).map { row in
                (key: values[row * 7 % values.count], split: values[row / 3 % values.count])
            }
            var counted = FigureAmounts()
            counted.count(rows.map(\.key), hasSplits ? rows.map(\.split) : nil)
            var single = FigureAmounts()
            for row in rows { single.add(1, split: hasSplits ? row.split : 0, key: row.key) }
            #expect(counted.all == single.all)
            counted.count(rows.map(\.key), hasSplits ? rows.map(\.split) : nil)
            #expect(counted.all == single.all.mapValues { $0 * 2 })
        }
    }

    @Test("no rows are no amounts")
    func none() {
        var counted = FigureAmounts()
        counted.count([], nil)
        counted.count([], [])
        #expect(counted.all.isEmpty)
    }
}
