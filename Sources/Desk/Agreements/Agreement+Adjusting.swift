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
        _ number: Int, by side: Side, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> AgreementFact.What {
        let adjustment = try openAdjustment(number, by: side)
        guard let pinned = context.terms, pinned.version.number == adjustment.version else {
            throw .nothingToAdjust
        }
        let rules = pinned.calendar.rules
        let from = max(now, rules.instant(of: adjustment.change.from, .midnight) ?? now)
        guard adjustment.isForRunning else {
            return .adjustmentConfirmed(number: number, from: from, running: nil)
        }
        guard context.deadlinesEarlier == 0 else { throw .deadlinesEarlier(context.deadlinesEarlier) }
        let date = rules.local(from).date
        let isWhole = rules.instant(of: date, .midnight) == from
        return .adjustmentConfirmed(
            number: number, from: from, running: isWhole ? date : date.adding(days: 1))
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
