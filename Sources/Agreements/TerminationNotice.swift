public import BusinessTime

/// Clause I: a party's written notice, and the last day of the agreement that follows from it.
public struct TerminationNotice: Hashable, Sendable {
    /// The local date of receipt, which is not counted.
    public let receivedOn: LocalDate
    /// Calendar days, whatever weekday they fall on.
    public let days: Int

    public init(receivedOn: LocalDate, days: Int) {
        precondition(days >= 0, "Notice looks forward")
        self.receivedOn = receivedOn
        self.days = days
    }

    /// - Parameter rules: of the agreement's own zone, whoever sends the notice from wherever.
    public init(receivedAt instant: Instant, days: Int, rules: ZoneRules) {
        self.init(receivedOn: rules.local(instant).date, days: days)
    }

    /// The Nth calendar day after the day of receipt.
    public var lastDay: LocalDate { receivedOn.adding(days: days) }

    /// The first instant after the agreement: 24:00 of the last day. nil outside the range of instants.
    public func ends(_ rules: ZoneRules) -> Instant? {
        // A zone can skip a whole date; the last day then lasts until the next date that exists.
        (1...3).lazy.compactMap { rules.instant(of: lastDay.adding(days: $0), .midnight) }.first
    }
}
