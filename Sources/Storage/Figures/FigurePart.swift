/// Which of the tickets that a question counts stand behind one of its numbers.
public struct FigurePart: Hashable, Sendable {
    /// Those of these keys; of any where there are none. Time not counted has two: "waited" and "excluded".
    public var keys: [String]
    /// Those that took at least so many whole minutes; asked of measures that count minutes alone.
    public var least: Int64?

    public init(keys: [String] = [], least: Int64? = nil) {
        self.keys = keys
        self.least = least
    }

    /// All that are counted.
    public static let whole = FigurePart()
}
