public import BusinessTime

/// What a feed would change about the agreed holidays of some years; nothing changes by itself.
public struct HolidayDifference: Hashable, Sendable {
    public struct Renamed: Hashable, Sendable {
        public let date: LocalDate
        public let agreed: String
        public let proposed: String
    }

    public let added: [ProposedHoliday]
    /// Agreed, but not in the feed.
    public let removed: [Holiday]
    public let renamed: [Renamed]

    /// - Parameter years: those the feed was read for. Agreed holidays of other years are left alone.
    public init(of proposed: [ProposedHoliday], from agreed: Holidays, years: ClosedRange<Int>) {
        let dates = Set(proposed.map(\.date))
        added = proposed.filter { !agreed.contains($0.date) }
        removed = agreed.all.filter { years.contains($0.date.year) && !dates.contains($0.date) }
        renamed = proposed.compactMap { holiday in
            guard let name = agreed.name(of: holiday.date), name != holiday.name else { return nil }
            return Renamed(date: holiday.date, agreed: name, proposed: holiday.name)
        }
    }

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && renamed.isEmpty }
}
