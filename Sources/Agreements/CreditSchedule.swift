public import BusinessTime

/// Clause K: what a broken promise costs.
public struct CreditSchedule: Hashable, Sendable {
    public enum Worth: Hashable, Sendable {
        /// Of the monthly fee; 100 is one percent.
        case basisPoints(Int)
        case amount(Money)
    }

    /// From this much business time past the deadline on, the breach is worth this much in all.
    public struct Band: Hashable, Sendable {
        public var from: BusinessSeconds
        public var worth: Worth

        public init(from: BusinessSeconds, worth: Worth) {
            self.from = from
            self.worth = worth
        }
    }

    public struct Row: Hashable, Sendable {
        public var promise: Promise
        public var severity: Severity
        /// Ascending; the first begins at zero.
        public var bands: [Band]

        public init(promise: Promise, severity: Severity, bands: [Band]) {
            self.promise = promise
            self.severity = severity
            self.bands = bands
        }
    }

    public enum PerTicket: String, Hashable, Sendable, CaseIterable { case both, highest }
    public enum Claiming: String, Hashable, Sendable, CaseIterable { case automatic, claimed }

    public var rows: [Row]
    /// Of the monthly fee, 1 to 100.
    public var monthlyCapPercent: Int
    /// Of twelve monthly fees, 1 to 100.
    public var yearlyCapPercent: Int
    public var perTicket: PerTicket
    public var claiming: Claiming
    public var claimWindowDays: Int
    public var expiryMonths: Int

    public init(
        rows: [Row], monthlyCapPercent: Int, yearlyCapPercent: Int, perTicket: PerTicket,
        claiming: Claiming, claimWindowDays: Int, expiryMonths: Int
    ) {
        self.rows = rows
        self.monthlyCapPercent = monthlyCapPercent
        self.yearlyCapPercent = yearlyCapPercent
        self.perTicket = perTicket
        self.claiming = claiming
        self.claimWindowDays = claimWindowDays
        self.expiryMonths = expiryMonths
    }
}

extension CreditSchedule {
    /// The bands agreed for a promise at a severity; nil where breaking it costs nothing.
    public func row(_ promise: Promise, _ severity: Severity) -> Row? {
        rows.first { $0.promise == promise && $0.severity == severity }
    }

    /// What a breach of this length is worth in all. The first band holds from the deadline itself,
    /// a further one from the instant at which it is entered.
    /// - Parameter duration: business time from the deadline to fulfilment, less pauses and exclusions.
    public func worth(_ promise: Promise, _ severity: Severity, duration: BusinessSeconds) -> Worth? {
        row(promise, severity)?.bands.last { $0.from <= duration }?.worth
    }
}

extension CreditSchedule.Worth {
    /// This worth in money, given the month's fee.
    public func amount(of fee: Money) -> Money {
        switch self {
        case .basisPoints(let points): fee.share(Int64(points), of: 10_000)
        case .amount(let money): money
        }
    }
}
