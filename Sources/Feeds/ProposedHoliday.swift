public import BusinessTime

/// A date that a feed calls a holiday. It becomes one when the parties agree to it (clause A.3).
public struct ProposedHoliday: Hashable, Sendable {
    public let date: LocalDate
    /// Of several names for one date, all, divided by " / ".
    public let name: String
    /// Where the feed first says so.
    public let line: Int

    public init(date: LocalDate, name: String, line: Int) {
        self.date = date
        self.name = name
        self.line = line
    }
}
