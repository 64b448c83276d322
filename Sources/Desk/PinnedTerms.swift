public import Agreements
public import BusinessTime

/// An agreement version with its compiled calendar: what a ticket's clocks are counted by, for life.
///
/// Immutable and shared: thousands of decisions refer to one, and none copies the terms.
public final class PinnedTerms: Sendable {
    public let version: AgreementVersion
    public let terms: Terms
    public let calendar: WorkingCalendar

    public init(version: AgreementVersion, terms: Terms, calendar: WorkingCalendar) {
        self.version = version
        self.terms = terms
        self.calendar = calendar
    }
}
