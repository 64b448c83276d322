public import Agreements
public import BusinessTime

// What the customer disputes and the desk reverses. A dispute alone changes no clock.
extension Ticket {
    /// Business days after being told in which the customer can dispute a mark.
    public static let disputedWithin = DayPeriod(count: 20, rule: .endOfNth)
    /// Business days in which a dispute is answered; silence upholds it.
    public static let disputeAnsweredWithin = DayPeriod(count: 5, rule: .endOfNth)

    func dispute(_ mark: Mark, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireCustomer(mark.clause, "dispute this")
        try act.require(reason: reason, mark.clause)
        let told = try standingMark(mark)
        if told.dispute != nil {
            throw Refusal(
                "already-disputed", clause: mark.clause, "This was disputed already.",
                remedy: told.dispute?.isPending == true ? "Wait for the answer." : "The answer stands.")
        }
        let last = act.terms?.calendar.deadline(Ticket.disputedWithin, from: told.at)
        if let last, act.happened > last {
            throw Refusal(
                "too-late", clause: mark.clause,
                "It can be disputed within 20 business days of being told; that was \(last).",
                remedy: "Write to the desk's manager; the mark can still be reversed by the desk.")
        }
        return [act.fact(.disputed(mark, reason: reason))]
    }

    func answerDispute(
        _ mark: Mark, _ upheld: Bool, _ reason: String, _ act: Act
    ) throws(Refusal) -> [Fact] {
        try act.requireAgent(mark.clause, "answer a dispute")
        try act.require(reason: reason, mark.clause)
        let told = try standingMark(mark)
        guard told.dispute?.isPending == true else {
            throw Refusal(
                "no-dispute", clause: mark.clause, "No dispute waits for an answer here.",
                remedy: "Look at the ticket; an answered dispute stays answered.")
        }
        if told.authors.contains(act.by) {
            throw Refusal(
                "own-decision", clause: mark.clause,
                "A dispute is answered by someone who neither proposed nor approved.",
                remedy: "Another manager answers it.")
        }
        return [act.fact(.disputeAnswered(mark, upheld: upheld, reason: reason))]
    }

    func reverse(_ mark: Mark, _ reason: String, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(mark.clause, "reverse this")
        try act.require(reason: reason, mark.clause)
        _ = try standingMark(mark)
        return [act.fact(.reversed(mark, reason: reason))]
    }

    /// The last instant at which a mark can be disputed; nil where nothing stands or nothing counts.
    public func disputable(_ mark: Mark, under terms: PinnedTerms?) -> Instant? {
        standing(mark).flatMap { terms?.calendar.deadline(Ticket.disputedWithin, from: $0.at) }
    }

    /// Whether somebody neither proposed nor approved a mark, and so may answer its dispute.
    public func mayAnswer(_ mark: Mark, _ actor: Actor) -> Bool {
        standing(mark).map { !$0.authors.contains(actor) } ?? false
    }

    private func standingMark(_ mark: Mark) throws(Refusal) -> StandingMark {
        if let found = standing(mark) { return found }
        throw Refusal(
            "no-mark", clause: mark.clause, "There is no such mark in force on this ticket.",
            remedy: "Look at the ticket's history for what is in force.")
    }

    /// A mark in force: when the customer was told, by whom it stands, and its dispute.
    struct StandingMark {
        let at: Instant
        let authors: [Actor]
        let dispute: Dispute?
    }

    func standing(_ mark: Mark) -> StandingMark? {
        switch mark {
        case .exclusion(let number):
            guard let found = exclusions.first(where: { $0.what.number == number && $0.isInForce }),
                let at = found.approvedAt
            else { return nil }
            return StandingMark(
                at: at, authors: [found.proposedBy] + [found.approvedBy].compactMap { $0 },
                dispute: found.dispute)
        case .outOfScope:
            return outOfScopeMark.map { StandingMark(at: $0.at, authors: [$0.by], dispute: $0.dispute) }
        case .notInquiry:
            return notInquiryMark.map { StandingMark(at: $0.at, authors: [$0.by], dispute: $0.dispute) }
        case .severityReduction:
            guard let change = lastReduction.map({ severityChanges[$0] }) else { return nil }
            return StandingMark(at: change.moment.recorded, authors: [change.by], dispute: change.dispute)
        }
    }

    /// Marks in force, of which the customer was told.
    public var marksInForce: [Mark] {
        let marks = exclusions.map { Mark.exclusion(number: $0.what.number) }
        return (marks + [.outOfScope, .notInquiry, .severityReduction]).filter { standing($0) != nil }
    }

    /// Those that nobody has disputed yet.
    public var undisputedMarks: [Mark] { marksInForce.filter { standing($0)?.dispute == nil } }

    /// Marks whose dispute waits for an answer.
    public var pendingDisputes: [Mark] {
        marksInForce.filter { standing($0)?.dispute?.isPending == true }
    }
}

extension Ticket {
    mutating func disputed(_ mark: Mark, _ reason: String, _ at: Occurrence) {
        setDispute(mark, Dispute(reason: reason, by: at.by, at: at.moment.happened))
    }

    mutating func disputeAnswered(_ mark: Mark, _ upheld: Bool, _ reason: String, _ at: Occurrence) {
        guard var dispute = standing(mark)?.dispute else { return }
        dispute.answer = Dispute.Answer(upheld: upheld, reason: reason, at: at.moment.happened)
        setDispute(mark, dispute)
        if upheld { undo(mark) }
    }

    private mutating func setDispute(_ mark: Mark, _ dispute: Dispute) {
        switch mark {
        case .exclusion(let number):
            guard let index = exclusions.firstIndex(where: { $0.what.number == number }) else { return }
            exclusions[index].dispute = dispute
        case .outOfScope: outOfScopeMark?.dispute = dispute
        case .notInquiry: notInquiryMark?.dispute = dispute
        case .severityReduction:
            if let index = lastReduction { severityChanges[index].dispute = dispute }
        }
    }

    /// The mark is as if it never were; deadlines already past are dated as they fell.
    mutating func undo(_ mark: Mark) {
        switch mark {
        case .exclusion(let number):
            guard let index = exclusions.firstIndex(where: { $0.what.number == number }) else { return }
            exclusions[index].isReversed = true
        case .outOfScope:
            outOfScopeMark = nil
            if closing?.reason == .outOfScope { closing = nil }
        case .notInquiry:
            notInquiryMark = nil
            if closing?.reason == .notInquiry { closing = nil }
        case .severityReduction: undoReduction()
        }
    }
}

extension Mark {
    /// The clause under which the mark was made.
    public var clause: Clause {
        switch self {
        case .exclusion: .exclusions
        case .outOfScope: .outOfScope
        case .notInquiry: .inScope
        case .severityReduction: .severity
        }
    }
}
