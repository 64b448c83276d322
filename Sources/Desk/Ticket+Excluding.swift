import Agreements
public import BusinessTime

// Clause H: a span that is not counted, proposed by one and approved by another.
extension Ticket {
    /// Business days after the span's end in which an exclusion can be proposed.
    public static let exclusionProposedWithin = DayPeriod(count: 10, rule: .endOfNth)

    func exclude(_ wish: Exclusion, _ act: Act) throws(Refusal) -> [Fact] {
        let (span, ground) = (wish.span, wish.ground)
        try act.requireAgent(.exclusions, "propose an exclusion")
        let terms = try act.requireTerms(.exclusions)
        try act.require(reason: wish.reason, .exclusions)
        if wish.evidence.count > Evidence.countMax { throw .tooMuchEvidence }
        guard terms.terms.exclusions.grounds.contains(ground) else {
            let known = terms.terms.exclusions.grounds.joined(separator: ", ")
            throw Refusal(
                "ground-unknown", clause: .exclusions, field: "ground",
                "The agreement excludes nothing on the ground \"\(ground)\".",
                remedy: "Choose one of: \(known).")
        }
        if span.isEmpty || span.to > act.now || span.from < receivedAt {
            throw Refusal(
                "span-outside", clause: .exclusions, field: "span",
                "An exclusion covers a span between the receipt and now.",
                remedy: "Propose it once the span is over.")
        }
        let last = terms.calendar.deadline(Ticket.exclusionProposedWithin, from: span.to)
        if let last, act.now > last {
            throw Refusal(
                "too-late", clause: .exclusions, field: "span",
                "An exclusion is proposed within 10 business days of its end; that was \(last).",
                remedy: "Only the customer's written consent can still exclude it.")
        }
        var exclusion = wish
        exclusion.number = exclusions.count + 1
        return [act.fact(.excluded(exclusion))]
    }

    /// Files that came later, as long as somebody is still to decide by them.
    func giveEvidence(_ files: [Evidence], to number: Int, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.exclusions, "give evidence")
        guard let found = exclusions.first(where: { $0.what.number == number }),
            found.isOpen || (found.isInForce && found.dispute?.isPending != false)
        else {
            throw Refusal(
                "no-proposal", clause: .exclusions, field: "number",
                "Nobody has still to decide about exclusion \(number).",
                remedy: "Look at the ticket's exclusions.")
        }
        if files.isEmpty { throw .noEvidence }
        if found.what.evidence.count + files.count > Evidence.countMax { throw .tooMuchEvidence }
        return files.map { act.fact(.evidenceGiven(exclusion: number, $0)) }
    }

    func approveExclusion(_ number: Int, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.exclusions, "approve an exclusion")
        let exclusion = try openExclusion(number)
        if exclusion.proposedBy.person == act.agent {
            throw Refusal(
                "own-proposal", clause: .exclusions, "Who proposed an exclusion can't approve it.",
                remedy: "Another manager approves or refuses it.")
        }
        return [act.fact(.exclusionApproved(number: number))]
    }

    func refuseExclusion(_ number: Int, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.exclusions, "refuse an exclusion")
        try act.require(reason: reason, .exclusions)
        _ = try openExclusion(number)
        return [act.fact(.exclusionRefused(number: number, reason: reason))]
    }

    private func openExclusion(_ number: Int) throws(Refusal) -> ExcludedSpan {
        if let found = exclusions.first(where: { $0.what.number == number && $0.isOpen }) { return found }
        throw Refusal(
            "no-proposal", clause: .exclusions, field: "number",
            "No exclusion with the number \(number) waits for a decision.",
            remedy: "Look at the ticket's exclusions; a decided one is reversed, not decided again.")
    }

    /// Counts from the approval, back over its span; the approval counts when it was recorded.
    mutating func exclusionApproved(_ number: Int, _ at: Occurrence) {
        guard let index = exclusions.firstIndex(where: { $0.what.number == number }) else { return }
        exclusions[index].approvedBy = at.by
        exclusions[index].approvedAt = at.moment.recorded
    }

    mutating func evidenceGiven(_ number: Int, _ file: Evidence) {
        guard let index = exclusions.firstIndex(where: { $0.what.number == number }) else { return }
        exclusions[index].what.evidence.append(file)
    }

    mutating func exclusionRefused(_ number: Int, _ reason: String) {
        guard let index = exclusions.firstIndex(where: { $0.what.number == number }) else { return }
        exclusions[index].refusedFor = reason
    }
}

extension Exclusion {
    /// A wish that has no number yet.
    init(_ span: Span, _ ground: String, _ reason: String, _ evidence: [Evidence]) {
        self.init(number: 0, span: span, ground: ground, reason: reason, evidence: evidence)
    }
}
