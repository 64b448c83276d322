public import BusinessTime

/// A change of hours or holidays inside the bounds of clause A.3, made by both parties' confirmation and
/// without a new version.
public struct Adjustment: Hashable, Sendable {
    /// Of the version whose hours are adjusted; another version has its own hours.
    public let version: Int
    /// Who proposes it; the other party confirms it.
    public let side: Side
    public let change: CalendarAmendment
    /// Whether running tickets change too: only if both say so and no deadline becomes earlier.
    public let isForRunning: Bool
    public let reason: String

    public init(version: Int, side: Side, change: CalendarAmendment, isForRunning: Bool, reason: String) {
        self.version = version
        self.side = side
        self.change = change
        self.isForRunning = isForRunning
        self.reason = reason
    }
}

/// Dates that a feed names and the terms don't. They count only when somebody accepts them and the other
/// party confirms.
public struct HolidayProposal: Hashable, Sendable {
    /// The feed's address, or the name of the file.
    public let feed: String
    public let holidays: [Holiday]

    public init(feed: String, holidays: [Holiday]) {
        self.feed = feed
        self.holidays = holidays
    }
}

/// A clerical error of a signed version: what it says at one place, and what it should say.
public struct Mend: Hashable, Sendable {
    public let version: Int
    /// Who proposes it; the other party consents.
    public let side: Side
    /// Of the terms, for example `customer.address`.
    public let path: String
    public let was: String
    public let reads: String
    public let reason: String

    public init(version: Int, side: Side, path: String, was: String, reads: String, reason: String) {
        self.version = version
        self.side = side
        self.path = path
        self.was = was
        self.reads = reads
        self.reason = reason
    }
}
