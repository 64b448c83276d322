import Agreements
public import BusinessTime

/// Where an agreement is in its life, all its versions together, with the date that matters next.
public enum AgreementStage: Hashable, Sendable {
    /// Nobody is asked to sign; `after` is how the offer before it ended unsigned.
    case drafted(after: Offering.End?)
    /// Waits for those of the customer who have not signed.
    case offered(version: Int, until: Instant, awaited: [String])
    /// All of the customer have signed; the provider has not.
    case toCountersign(version: Int, until: Instant, awaited: [String])
    /// Signed by all; it holds from an instant that lies ahead.
    case begins(version: Int, from: Instant)
    case inForce(version: Int, from: Instant)
    case underNotice(version: Int, by: Side, lastDay: LocalDate, ends: Instant)
    /// `by` gave the notice; nil where another end was agreed.
    case ended(at: Instant, by: Side?)
}

/// The stage of what holds, and of the version that is to follow it.
public struct AgreementLife: Hashable, Sendable {
    public let stage: AgreementStage
    /// What is under way beside it; nil without anything.
    public let next: AgreementStage?

    init(_ stage: AgreementStage, next: AgreementStage? = nil) {
        (self.stage, self.next) = (stage, next)
    }

    /// - Parameters:
    ///   - agreement: nil for one without facts.
    ///   - periods: of every version that was signed, older ones than the facts included.
    public init(
        _ agreement: Agreement?, periods: [AgreementPeriod], hasDraft: Bool, at now: Instant
    ) {
        let held = periods.filter { $0.from < ($0.until ?? .latest) }.sorted { $0.from < $1.from }
        let coming = Self.coming(agreement, hasDraft: hasDraft)
        guard let current = held.last(where: { $0.from <= now }) else {
            let first = held.first.map { AgreementStage.begins(version: $0.version, from: $0.from) }
            stage = first ?? coming ?? .drafted(after: nil)
            next = first == nil ? nil : coming
            return
        }
        stage = Self.holding(current, agreement, at: now)
        let following = held.first { now < $0.from }
        next = following.map { .begins(version: $0.version, from: $0.from) } ?? coming
    }

    private static func holding(
        _ period: AgreementPeriod, _ agreement: Agreement?, at now: Instant
    ) -> AgreementStage {
        let notice = agreement?.notice
        if let until = period.until, until <= now {
            return .ended(at: until, by: notice?.ends == until ? notice?.from : nil)
        }
        if let notice {
            return .underNotice(
                version: period.version, by: notice.from, lastDay: notice.lastDay, ends: notice.ends)
        }
        return .inForce(version: period.version, from: period.from)
    }

    private static func coming(_ agreement: Agreement?, hasDraft: Bool) -> AgreementStage? {
        guard let offering = agreement?.offering, offering.isOpen else {
            let end = agreement?.offering?.end
            return hasDraft ? .drafted(after: end == .signed ? nil : end) : nil
        }
        let awaited = offering.awaited.map { offering.offer.signatories[$0] }
        let (version, until) = (offering.offer.version, offering.offer.expires)
        let names = awaited.map(\.name)
        return awaited.contains { $0.side == .customer }
            ? .offered(version: version, until: until, awaited: names)
            : .toCountersign(version: version, until: until, awaited: names)
    }
}
