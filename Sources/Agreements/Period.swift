public import BusinessTime

/// A promised length of time, with its unit: business time or business days.
public enum Period: Hashable, Sendable {
    case business(BusinessSeconds)
    case days(DayPeriod)
}
