import Agreements
public import BusinessTime

extension Agreement {
    /// An adjustment and what has become of it.
    public struct AdjustmentFile: Hashable, Sendable {
        public enum End: Hashable, Sendable {
            case confirmed(from: Instant, running: LocalDate?)
            case refused(reason: String)
        }

        /// From 1, in the order of the proposals.
        public let number: Int
        public let adjustment: Adjustment
        public let proposedAt: Instant
        public internal(set) var end: End?
        /// Who confirmed or refused it, and when; nil while it is open.
        public internal(set) var answer: AgreementFact?
    }

    /// The changes of hours that count for a ticket received at an instant under a version, in the order in
    /// which they were agreed.
    public func changes(of version: Int, receivedAt: Instant) -> [CalendarAmendment] {
        adjustments.compactMap { file in
            guard file.adjustment.version == version, case .confirmed(let from, let running) = file.end else {
                return nil
            }
            if from <= receivedAt { return file.adjustment.change }
            guard let running else { return nil }
            // A running ticket's past stays as it was counted.
            var change = file.adjustment.change
            change.from = running
            return change
        }
    }

    static func proposing(
        _ adjustment: Adjustment, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> AgreementFact.What {
        guard let pinned = context.terms, pinned.version.number == adjustment.version else {
            throw .nothingToAdjust
        }
        guard let reason = Bounded.reason(adjustment.reason) else { throw .noReason }
        guard adjustment.change.from >= pinned.calendar.rules.local(now).date else { throw .startsInThePast }
        let problems = pinned.terms.hours.problems(of: adjustment.change)
        guard problems.isEmpty else { throw .outsideBounds(problems) }
        guard pinned.isReachable(after: adjustment.change, from: now) else { throw .neverOpens }
        return .adjustmentProposed(
            Adjustment(
                version: adjustment.version, side: adjustment.side, change: adjustment.change,
                isForRunning: adjustment.isForRunning, reason: reason))
    }

    /// It counts from the later of its confirmation and its start.
    func confirming(
        _ number: Int, by side: Side, said: SaidElsewhere?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> AgreementFact.What {
        let adjustment = try openAdjustment(number, by: side)
        guard let pinned = context.terms, pinned.version.number == adjustment.version else {
            throw .nothingToAdjust
        }
        if adjustment.isForRunning, context.deadlinesEarlier > 0 {
            throw .deadlinesEarlier(context.deadlinesEarlier)
        }
        return adjustment.confirmed(number, said: said, now: now, in: pinned.calendar.rules)
    }

    func refusing(_ number: Int, _ reason: String) throws(Refusal) -> AgreementFact.What {
        guard let file = adjustment(number) else { throw .noAdjustment }
        if file.end != nil { throw .adjustmentIsOver }
        guard let reason = Bounded.reason(reason) else { throw .noReason }
        return .adjustmentRefused(number: number, reason: reason)
    }

    private func openAdjustment(_ number: Int, by side: Side) throws(Refusal) -> Adjustment {
        guard let file = adjustment(number) else { throw .noAdjustment }
        if file.end != nil { throw .adjustmentIsOver }
        guard file.adjustment.side != side else { throw .otherPartyConfirms }
        return file.adjustment
    }

    func adjustment(_ number: Int) -> AdjustmentFile? {
        adjustments.indices.contains(number - 1) ? adjustments[number - 1] : nil
    }
}

extension Adjustment {
    /// What its confirmation at an instant comes to. The past of running tickets stays as it was counted.
    public func confirmed(
        _ number: Int, said: SaidElsewhere? = nil, now: Instant, in zone: ZoneRules
    ) -> AgreementFact.What {
        let from = max(now, zone.instant(of: change.from, .midnight) ?? now)
        guard isForRunning else {
            return .adjustmentConfirmed(number: number, from: from, running: nil, said: said)
        }
        let date = zone.local(from).date
        let isWhole = zone.instant(of: date, .midnight) == from
        return .adjustmentConfirmed(
            number: number, from: from, running: isWhole ? date : date.adding(days: 1), said: said)
    }
}
