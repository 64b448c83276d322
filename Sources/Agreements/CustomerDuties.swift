public import BusinessTime

/// Clause G: what the customer gives, and what silence does.
public struct CustomerDuties: Hashable, Sendable {
    /// What must be given, by category.
    public var required: [String: [String]]
    public var remindAfter: DayPeriod
    public var closeAfter: DayPeriod

    public init(required: [String: [String]], remindAfter: DayPeriod, closeAfter: DayPeriod) {
        self.required = required
        self.remindAfter = remindAfter
        self.closeAfter = closeAfter
    }
}
