/// One stretch in which the desk is open, and the business date it belongs to.
public struct Opening: Hashable, Sendable {
    public let span: Span
    public let date: LocalDate

    public init(span: Span, date: LocalDate) {
        self.span = span
        self.date = date
    }
}

/// What the wall's clock and calendar show.
public struct LocalMoment: Hashable, Sendable {
    public let date: LocalDate
    public let time: LocalTime

    public init(date: LocalDate, time: LocalTime) {
        self.date = date
        self.time = time
    }
}
