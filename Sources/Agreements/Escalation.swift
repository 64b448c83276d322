/// Moves a ticket up when a promise has used a share of its time, or is broken.
public struct EscalationRule: Hashable, Sendable {
    public enum Trigger: Hashable, Sendable {
        /// Percent of the promise's business time used, 1 to 99.
        case share(percent: Int)
        case breach
    }

    public var promise: Promise
    public var trigger: Trigger
    public var to: TierLevel

    public init(promise: Promise, trigger: Trigger, to: TierLevel) {
        self.promise = promise
        self.trigger = trigger
        self.to = to
    }
}

/// Clause E: tiers, the rules that move a ticket up, and the shares at which people are warned.
public struct Escalation: Hashable, Sendable {
    public var tiers: [Tier]
    public var rules: [EscalationRule]
    /// Percents of the promised time at which the desk is warned, ascending.
    public var warnings: [Int]
    /// Escalate and warn only while the desk is open.
    public var quietWhenClosed: Bool
    /// Whoever asked is mailed when a promise breaks. Left out of the written terms where it is not agreed,
    /// so that what was signed before it could be keeps its bytes.
    public var breachMail: Bool

    public init(
        tiers: [Tier], rules: [EscalationRule], warnings: [Int], quietWhenClosed: Bool,
        breachMail: Bool = false
    ) {
        self.tiers = tiers
        self.rules = rules
        self.warnings = warnings
        self.quietWhenClosed = quietWhenClosed
        self.breachMail = breachMail
    }

    /// The groups of a tier, in the order of the agreement; none where it has no such tier.
    public func people(of level: TierLevel) -> [String] {
        tiers.first { $0.level == level }?.people ?? []
    }

    public func groups(of level: TierLevel) -> [String] {
        tiers.first { $0.level == level }?.groups ?? []
    }
}
