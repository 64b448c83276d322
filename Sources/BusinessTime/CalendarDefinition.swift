/// What the contract says about opening hours, before any counting.
public struct CalendarDefinition: Hashable, Sendable {
    public var zone: TimeZoneName
    public var weekly: OpeningHours
    public var holidays: Holidays
    /// Hours of single dates. They win over holidays and weekly hours; an empty list closes the date.
    public var special: [LocalDate: [OpeningSpan]]
    public var amendments: [CalendarAmendment]

    public init(
        zone: TimeZoneName, weekly: OpeningHours, holidays: Holidays = .none,
        special: [LocalDate: [OpeningSpan]] = [:], amendments: [CalendarAmendment] = []
    ) {
        self.zone = zone
        self.weekly = weekly
        self.holidays = holidays
        self.special = special
        self.amendments = amendments
    }
}

/// A change of hours inside one version: from that local date on it replaces what it names.
public struct CalendarAmendment: Hashable, Sendable {
    public var from: LocalDate
    public var weekly: OpeningHours?
    public var holidays: Holidays?
    public var special: [LocalDate: [OpeningSpan]]?

    public init(
        from: LocalDate, weekly: OpeningHours? = nil, holidays: Holidays? = nil,
        special: [LocalDate: [OpeningSpan]]? = nil
    ) {
        self.from = from
        self.weekly = weekly
        self.holidays = holidays
        self.special = special
    }
}
