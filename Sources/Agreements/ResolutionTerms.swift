public import BusinessTime

/// Clause A.2.
public struct ResolutionTerms: Hashable, Sendable {
    public enum Start: String, Hashable, Sendable, CaseIterable { case acknowledgment, receipt }
    public enum Binding: String, Hashable, Sendable, CaseIterable { case commitment, target }

    public var within: Period
    public var bySeverity: [Severity: Period]
    public var from: Start
    public var binding: Binding
    public var extensions: ExtensionTerms
    /// How long after a resolution the customer's message reopens the ticket.
    public var reopenWithin: DayPeriod

    public init(
        within: Period, bySeverity: [Severity: Period], from: Start, binding: Binding,
        extensions: ExtensionTerms, reopenWithin: DayPeriod
    ) {
        self.within = within
        self.bySeverity = bySeverity
        self.from = from
        self.binding = binding
        self.extensions = extensions
        self.reopenWithin = reopenWithin
    }

    public func within(_ severity: Severity) -> Period { bySeverity[severity] ?? within }
}

/// Clause A.2, second sentence: complex or escalated cases may take longer, and the customer is told.
public struct ExtensionTerms: Hashable, Sendable {
    public var grounds: [String]
    public var maxEach: BusinessSeconds
    public var maxTotal: BusinessSeconds

    public init(grounds: [String], maxEach: BusinessSeconds, maxTotal: BusinessSeconds) {
        self.grounds = grounds
        self.maxEach = maxEach
        self.maxTotal = maxTotal
    }
}
