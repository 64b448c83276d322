public import Agreements
public import BusinessTime

// Which agreement applies; decided at receipt, or later from receipt.
extension Ticket {
    /// Who it is, learnt later: the version in force at receipt applies, from receipt.
    func identify(_ identification: Identification, _ act: Act) throws(Refusal) -> [Fact] {
        if act.isCustomer { try act.requireAgent(.head, "say whose ticket this is") }
        // What has fallen under the terms so far is written before they change.
        return wake(act) + [act.fact(.identified(identification))]
    }

    func choose(_ version: AgreementVersion, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.head, "choose the agreement")
        try act.require(reason: reason, .head)
        if case .candidates(let versions) = pinning, !versions.contains(version) {
            let known = versions.map(\.description).joined(separator: ", ")
            throw Refusal(
                "not-a-candidate", clause: .head, field: "version",
                "\(version) was not in force for this ticket at its receipt.",
                remedy: "Choose one of: \(known).")
        }
        if pinning == .version(version) {
            throw Refusal(
                "already-pinned", clause: .head, field: "version", "\(version) applies already.",
                remedy: "Choose another version in force at the receipt.")
        }
        return wake(act) + [act.fact(.agreementChosen(version, reason: reason))]
    }

    mutating func identified(_ identification: Identification, _ at: Occurrence) {
        requester = identification.requester
        organisation = identification.organisation
        identifiedAt = at.moment.recorded
        pin(identification.pinning)
    }

    /// Moving never erases a breach: what is broken under one version stays broken under the next.
    mutating func pin(_ next: Pinning) {
        if next == pinning { return }
        pinning = next
        for breach in alarms.breaches where !isDone(breach.promise, by: breach.at) {
            if !alarms.heldBreaches.contains(breach) { alarms.heldBreaches.append(breach) }
        }
    }

    private func isDone(_ promise: Promise, by instant: Instant) -> Bool {
        switch promise {
        case .acknowledgment: acknowledgedAt.map { $0 <= instant } ?? false
        case .resolution: standingResolution.map { resolvedAt($0) <= instant } ?? false
        }
    }

    /// New zone data: a deadline still open that it moved is a fact.
    func moveDeadlines(
        _ zoneVersion: String, _ before: [Promise: Instant], _ act: Act
    ) throws(Refusal) -> [Fact] {
        guard act.by == .desk else {
            throw Refusal(
                "desk-only", clause: .supportHours, field: "by", "Deadlines move by new zone data alone.",
                remedy: "Extend the deadline under clause A.2 instead.")
        }
        guard let terms = act.terms else { return [] }
        return Promise.allCases.compactMap { promise in
            guard let old = before[promise], let clock = clock(promise, under: terms), clock.doneAt == nil,
                let new = clock.deadline, new != old
            else { return nil }
            return act.fact(.deadlineMoved(promise, from: old, to: new, zoneVersion: zoneVersion))
        }
    }
}

extension Pinning {
    /// The pinning that follows from the versions in force at receipt for whom the sender may be.
    public static func choose(among candidates: [AgreementVersion], otherwise reason: String) -> Pinning {
        let versions = Set(candidates).sorted()
        guard let first = versions.first else { return .noPromise(reason: reason) }
        return versions.count == 1 ? .version(first) : .candidates(versions)
    }

    /// The versions that may apply; the first decides nothing by itself.
    public var versions: [AgreementVersion] {
        switch self {
        case .version(let version): [version]
        case .candidates(let versions): versions
        case .noPromise: []
        }
    }
}

extension PinnedTerms {
    /// Among several candidates the earliest acknowledgment deadline applies until an agent chooses.
    public static func earliest(
        among candidates: [PinnedTerms], severity: Severity, receivedAt: Instant
    ) -> PinnedTerms? {
        candidates.min { first, second in
            let (a, b) = (first, second)
            let left = a.calendar.deadline(after: a.terms.acknowledge.within(severity), from: receivedAt)
            let right = b.calendar.deadline(after: b.terms.acknowledge.within(severity), from: receivedAt)
            return (left ?? .latest, a.version) < (right ?? .latest, b.version)
        }
    }
}
