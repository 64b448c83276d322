import Agreements
public import BusinessTime

/// Something the alarm is to write, and when.
struct Due {
    /// From when on it can be written.
    let at: Instant
    /// What date the fact bears: when it fell due.
    let dated: Instant
    let what: Fact.What

    /// Due from its date on.
    init(_ what: Fact.What, at: Instant) {
        self.what = what
        self.at = at
        dated = at
    }

    /// Taken back before anything else that fell due since then.
    init(taking back: Breach, at instant: Instant) {
        what = .lapsed(back.promise, at: back.at)
        at = back.at
        dated = instant
    }

    /// Due once its date is past: up to that instant somebody can still act.
    init(_ what: Fact.What, past dated: Instant) {
        self.what = what
        self.dated = dated
        at = dated.advanced(by: 1)
    }
}

/// The next instant at which the alarm has something to write, what the due index holds: a warning, an
/// escalation, a deadline, a reminder, a closing, a dispute without answer, the end of an access. What is
/// overdue is due `now`.
///
/// `clocks` are those of the ticket, where they are counted already.
public func nextInstant(
    _ ticket: Ticket, _ terms: PinnedTerms?, after now: Instant, clocks: [Clock]? = nil
) -> Instant? {
    ticket.dues(under: terms, clocks: clocks).map(\.at).min().map { max($0, now) }
}

extension Ticket {
    /// Everything the alarm will write as things stand.
    func dues(under terms: PinnedTerms?, clocks: [Clock]? = nil) -> [Due] {
        guard let terms else { return closingDue(under: nil) + accessDues() }
        var dues =
            closingDue(under: terms) + accessDues() + silenceDue(under: terms) + disputesDue(under: terms)
        for clock in clocks ?? self.clocks(under: terms) {
            dues += breachDue(clock) + lapsesDue(clock)
            if clock.lifeEnd == nil { dues += warningsDue(clock, terms) + escalationsDue(clock, terms) }
        }
        return dues
    }

    /// A breach is written once per deadline, whenever the alarm ran.
    private func breachDue(_ clock: Clock) -> [Due] {
        guard let deadline = breachDate(clock),
            !alarms.breaches.contains(Breach(promise: clock.promise, at: deadline))
        else { return [] }
        return [Due(.broken(clock.promise), past: deadline)]
    }

    /// What was written as a breach and no longer is one is taken back at once.
    private func lapsesDue(_ clock: Clock) -> [Due] {
        let date = breachDate(clock)
        return alarms.breaches.filter { $0.promise == clock.promise && $0.at != date }.map {
            Due(taking: $0, at: lastRecorded)
        }
    }

    /// The deadline, unless what was done or ended by it leaves nothing to break.
    private func breachDate(_ clock: Clock) -> Instant? {
        guard let deadline = clock.deadline, clock.lifeEnd.map({ deadline < $0 }) ?? true else { return nil }
        return deadline
    }

    private func warningsDue(_ clock: Clock, _ terms: PinnedTerms) -> [Due] {
        terms.terms.escalation.warnings.compactMap { percent in
            let warning = Alarms.Warning(promise: clock.promise, percent: percent)
            guard !alarms.warned.contains(warning), let at = clock.instant(share: percent),
                let heard = audible(at, terms)
            else { return nil }
            return Due(.warned(clock.promise, percent: percent), at: heard)
        }
    }

    private func escalationsDue(_ clock: Clock, _ terms: PinnedTerms) -> [Due] {
        terms.terms.escalation.rules.compactMap { rule in
            guard rule.promise == clock.promise, rule.to > tier else { return nil }
            let cause: Escalated.Cause
            let at: Instant?
            switch rule.trigger {
            case .share(let percent):
                cause = .share(clock.promise, percent: percent)
                at = clock.instant(share: percent)
            case .breach:
                cause = .breach(clock.promise)
                at = clock.deadline?.advanced(by: 1)
            }
            guard !alarms.escalated.contains(cause), let at, let heard = audible(at, terms) else {
                return nil
            }
            let groups = terms.terms.escalation.groups(of: rule.to)
            return Due(.escalated(Escalated(to: rule.to, cause: cause, groups: groups)), at: heard)
        }
    }

    /// Quiet while closed, unless the terms say otherwise: then at the next opening.
    private func audible(_ instant: Instant, _ terms: PinnedTerms) -> Instant? {
        guard terms.terms.escalation.quietWhenClosed else { return instant }
        return terms.calendar.nextOpening(atOrAfter: instant)
    }

    /// Two reminders, each after its period, then closing for silence.
    private func silenceDue(under terms: PinnedTerms) -> [Due] {
        guard let wait = silentWait, let from = wait.from else { return [] }
        let duties = terms.terms.duties
        let since = wait.reminders.last ?? from
        if wait.reminders.count < Ticket.remindersBeforeClosing {
            guard let at = terms.calendar.deadline(duties.remindAfter, from: since) else { return [] }
            return [Due(.reminded(count: wait.reminders.count + 1), at: at)]
        }
        guard let end = terms.calendar.deadline(duties.closeAfter, from: since) else { return [] }
        return [Due(.closed(reason: .noAnswer), past: end)]
    }

    private func closingDue(under terms: PinnedTerms?) -> [Due] {
        switch state {
        case .resolved:
            return windowEnd(under: terms).map { [Due(.closed(reason: .windowOver), past: $0)] } ?? []
        case .outOfScope: return closingDue(.outOfScope, outOfScopeMark, terms)
        case .notInquiry: return closingDue(.notInquiry, notInquiryMark, terms)
        case .open, .waiting, .closed, .merged: return []
        }
    }

    /// A mark closes once it can no longer be disputed.
    private func closingDue(_ reason: ClosingReason, _ mark: Marking?, _ terms: PinnedTerms?) -> [Due] {
        guard let mark, mark.dispute?.isPending != true,
            let end = terms?.calendar.deadline(Ticket.disputedWithin, from: mark.at)
        else { return [] }
        return [Due(.closed(reason: reason), past: max(end, mark.dispute?.answer?.at ?? end))]
    }

    /// No answer upholds a dispute.
    private func disputesDue(under terms: PinnedTerms) -> [Due] {
        pendingDisputes.compactMap { mark in
            guard let dispute = standing(mark)?.dispute,
                let end = terms.calendar.deadline(Ticket.disputeAnsweredWithin, from: dispute.at)
            else { return nil }
            let reason = "No answer within \(Ticket.disputeAnsweredWithin.count) business days."
            return Due(.disputeAnswered(mark, upheld: true, reason: reason), past: end)
        }
    }
}
