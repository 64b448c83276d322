/// The answer of a report: a row for each value of the split, and all together.
public struct ReportTable: Hashable, Sendable {
    /// A count as it was read from the figures.
    public struct Count: Hashable, Sendable {
        /// Empty without a split.
        public let split: String
        public let key: String
        public let amount: Int64

        public init(split: String, key: String, amount: Int64) {
            self.split = split
            self.key = key
            self.amount = amount
        }
    }

    public struct Row: Hashable, Sendable {
        public let split: String
        /// One for each column of the report; nil where there is nothing to say, which is no zero.
        public let values: [Int64?]
    }

    /// By their split; one without a split.
    public let rows: [Row]
    public let total: Row

    /// - Parameters:
    ///   - whole: the counts of all splits together; nil where they add up.
    ///   - splits: those that have a row even where nothing is counted.
    public init(_ report: Report, counts: [Count], whole: [Count]? = nil, splits: [String] = []) {
        let none = Dictionary(splits.map { ($0, [Count]()) }) { first, _ in first }
        rows = Dictionary(grouping: counts, by: \.split).merging(none) { counted, _ in counted }
            .map { split, counts in
                Row(split: split, values: report.values(Self.sums(counts)))
            }.sorted { $0.split < $1.split }
        total = Row(split: "", values: report.values(Self.sums(whole ?? counts)))
    }

    private static func sums(_ counts: [Count]) -> [String: Int64] {
        Dictionary(counts.map { ($0.key, $0.amount) }, uniquingKeysWith: +)
    }

    public func row(_ split: String) -> Row? { rows.first { $0.split == split } }
}
