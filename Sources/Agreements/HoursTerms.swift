public import BusinessTime

/// Clauses A.3 and D: one calendar per agreement version.
public struct HoursTerms: Hashable, Sendable {
    public var calendar: CalendarDefinition
    /// Bounds inside which hours may be adjusted by both parties' confirmation.
    public var earliestOpening: LocalTime
    public var latestClosing: LocalTime

    public init(calendar: CalendarDefinition, earliestOpening: LocalTime, latestClosing: LocalTime) {
        self.calendar = calendar
        self.earliestOpening = earliestOpening
        self.latestClosing = latestClosing
    }
}
