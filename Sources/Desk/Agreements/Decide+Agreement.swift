public import Agreements
public import BusinessTime

/// Decides what a command comes to. `holding` is the version in force at `now`, nil without one.
///
/// - Throws: a `Refusal` that names clause and remedy; nothing is written then.
public func decide(
    _ command: AgreementCommand, agreement: Agreement?, holding: AgreementVersion?, now: Instant
) throws(Refusal) -> [AgreementFact] {
    try decide(command, agreement: agreement, under: AgreementContext(holding: holding), now: now)
}

/// Decides what a command comes to, with all that some commands look at: the terms in force, other
/// agreements, running tickets.
///
/// - Throws: a `Refusal` that names clause and remedy; nothing is written then.
public func decide(
    _ command: AgreementCommand, agreement: Agreement?, under context: AgreementContext, now: Instant
) throws(Refusal) -> [AgreementFact] {
    let recorded = max(now, agreement?.lastRecorded ?? now)
    let fact = { (what: AgreementFact.What, happened: Instant) in
        AgreementFact(what, by: command.by, happened: min(happened, recorded), recorded: recorded)
    }
    if command.what == .wake { return agreement?.dues(at: now).map { fact($0.what, $0.at) } ?? [] }
    return try Agreement.decide(command, agreement, context, now: now).map { fact($0, now) }
}

extension Agreement {
    fileprivate static func decide(
        _ command: AgreementCommand, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> [AgreementFact.What] {
        switch command.what {
        case .draft(let yaml): return [try drafting(yaml, agreement, context)]
        case .amend: return [try amending(agreement, context)]
        case .revise(let yaml): return try revising(yaml, agreement)
        case .acceptBeside(let others): return try acceptingBeside(others, by: command.by)
        case .offer(let offer): return [try offering(offer, agreement, context, now: now)]
        case .offerDraft(let days):
            let offer = try Self.offer(days: days, agreement, context, now: now)
            return [try offering(offer, agreement, context, now: now)]
        case .invite, .open, .sendCode, .sign, .decline, .withdraw:
            guard let offering = agreement?.offering else { throw .noOffer }
            return try offering.decide(command.what, by: command.by, now: now)
        case .proposeAdjustment, .confirmAdjustment, .refuseAdjustment, .proposeHolidays, .acceptHolidays,
            .proposeMend, .consentToMend, .refuseMend:
            return try changing(command, agreement, context, now: now)
        case .noteNoticeMail(let mail): return noting(mail, agreement)
        case .putNoticeMailAside(let inbox): return [try puttingAside(inbox, agreement)]
        case .giveNotice(let notice):
            try checkNotice(notice, agreement, context, now: now)
            return [.noticeGiven(notice)]
        case .agreeToWithdrawNotice(let side):
            try checkWithdrawal(by: side, agreement, now: now)
            return [.noticeWithdrawalAgreed(side)]
        case .wake: return []
        }
    }

    /// What changes a version in force without a new one.
    private static func changing(
        _ command: AgreementCommand, _ agreement: Agreement?, _ context: AgreementContext, now: Instant
    ) throws(Refusal) -> [AgreementFact.What] {
        let actor = command.by
        switch command.what {
        case .proposeAdjustment(let adjustment): return [try proposing(adjustment, context, now: now)]
        case .confirmAdjustment(let number, let side, let said):
            guard let agreement else { throw .noAdjustment }
            let confirmed = try agreement.confirming(number, by: side, said: said, context, now: now)
            try SaidElsewhere.check(said, of: side, by: actor, context, now: now)
            return [confirmed]
        case .refuseAdjustment(let number, let reason):
            guard let agreement else { throw .noAdjustment }
            return [try agreement.refusing(number, reason)]
        case .proposeHolidays(let proposal): return try proposing(proposal, agreement, context, now: now)
        case .acceptHolidays(let acceptance):
            guard let agreement else { throw .noHolidays }
            return try agreement.accepting(acceptance, context, now: now)
        case .proposeMend(let mend): return [try proposing(mend, context)]
        case .consentToMend(let number, let side, let said):
            guard let agreement else { throw .noMend }
            let mended = try agreement.consenting(to: number, by: side, said: said)
            try SaidElsewhere.check(said, of: side, by: actor, context, now: now)
            return [mended]
        case .refuseMend(let number, let reason):
            guard let agreement else { throw .noMend }
            return [try agreement.refusingMend(number, reason)]
        case .draft, .amend, .revise, .acceptBeside, .offer, .offerDraft, .invite, .open, .sendCode, .sign,
            .decline, .withdraw, .noteNoticeMail, .putNoticeMailAside, .giveNotice, .agreeToWithdrawNotice,
            .wake:
            preconditionFailure("not a change of a version in force")
        }
    }
}
