public import Agreements
public import BusinessTime
public import Desk
public import Storage

/// What holds for a request that a customer sends now.
public struct FilingOutlook: Sendable {
    /// Whether an agreement promises anything.
    public var isPromised = false
    /// When the desk opens again, by the agreement's hours; nil while it is open.
    public var opens: Instant?
    /// By when it is acknowledged (A.1) with the severity that it begins with.
    public var acknowledgeBy: Instant?
    /// The receipt that is mailed is the acknowledgment.
    public var isAcknowledgedByReceipt = false
    /// From when the time of the resolution runs (A.2).
    public var resolvesFrom = ResolutionTerms.Start.acknowledgment

    public init() {}
}

extension Office {
    public func filingOutlook(
        for customer: Organisation.ID?, category: String?, at now: Instant, in reader: Reader
    ) throws -> FilingOutlook {
        var outlook = FilingOutlook()
        let which = WhichAgreement(
            receivedAt: now, customer: customer, recipients: [], category: category)
        guard customer != nil, let pinned = try firstTerms(of: pinning(which, reader), now, reader) else {
            return outlook
        }
        let (terms, calendar) = (pinned.terms, pinned.calendar)
        outlook.isPromised = true
        outlook.opens = calendar.isOpen(at: now) ? nil : calendar.nextOpening(atOrAfter: now)
        outlook.acknowledgeBy = calendar.deadline(after: terms.acknowledge.within(.normal), from: now)
        outlook.isAcknowledgedByReceipt = terms.acknowledge.automatic
        outlook.resolvesFrom = terms.resolve.from
        return outlook
    }
}
