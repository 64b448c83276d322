public import Agreements
public import BusinessTime

/// What somebody wants done with an agreement.
public struct AgreementCommand: Hashable, Sendable {
    public let what: What
    public let by: Actor

    public init(_ what: What, by actor: Actor) {
        self.what = what
        by = actor
    }

    public enum What: Hashable, Sendable {
        case offer(Offer)
        case invite(Invitation)
        case open(signatory: Int)
        case sendCode(signatory: Int, message: String)
        case sign(Signature)
        case decline(signatory: Int, reason: String)
        case withdraw(reason: String)
        case giveNotice(GivenNotice)
        case agreeToWithdrawNotice(Side)
        /// What is due is written.
        case wake
    }
}

/// Decides what a command comes to. `holding` is the version in force at `now`, nil without one.
///
/// - Throws: a `Refusal` that names clause and remedy; nothing is written then.
public func decide(
    _ command: AgreementCommand, agreement: Agreement?, holding: AgreementVersion?, now: Instant
) throws(Refusal) -> [AgreementFact] {
    let recorded = max(now, agreement?.lastRecorded ?? now)
    let fact = { (what: AgreementFact.What, happened: Instant) in
        AgreementFact(what, by: command.by, happened: min(happened, recorded), recorded: recorded)
    }
    switch command.what {
    case .offer(let offer):
        try Agreement.checkOffer(offer, agreement, holding: holding, now: now)
        return [fact(.offered(offer), now)]
    case .giveNotice(let notice):
        try Agreement.checkNotice(notice, agreement, holding: holding, now: now)
        return [fact(.noticeGiven(notice), now)]
    case .wake:
        return agreement?.dues(at: now).map { fact($0.what, $0.at) } ?? []
    case .agreeToWithdrawNotice(let side):
        try Agreement.checkWithdrawal(by: side, agreement, now: now)
        return [fact(.noticeWithdrawalAgreed(side), now)]
    case .invite, .open, .sendCode, .sign, .decline, .withdraw:
        guard let offering = agreement?.offering else { throw .noOffer }
        return try offering.decide(command.what, by: command.by, now: now).map { fact($0, now) }
    }
}
