public import Agreements
import BusinessTime

/// What somebody wants done with an agreement.
public struct AgreementCommand: Hashable, Sendable {
    public let what: What
    public let by: Actor

    public init(_ what: What, by actor: Actor) {
        self.what = what
        by = actor
    }

    public enum What: Hashable, Sendable {
        case draft(yaml: String)
        /// Begins the next version with the terms in force.
        case amend
        case revise(yaml: String)
        case acceptBeside([AgreementVersion])
        case offer(Offer)
        /// Offers the draft; refused with everything that is still to be mended in it.
        case offerDraft(days: Int)
        case invite(Invitation)
        case open(signatory: Int)
        case sendCode(signatory: Int, message: String)
        case sign(Signature)
        case decline(signatory: Int, reason: String)
        case withdraw(reason: String)
        case proposeAdjustment(Adjustment)
        case confirmAdjustment(number: Int, side: Side, said: SaidElsewhere? = nil)
        /// By the other party, or by the one who proposed it and takes it back.
        case refuseAdjustment(number: Int, reason: String)
        case proposeHolidays(HolidayProposal)
        case acceptHolidays(HolidayAcceptance)
        case proposeMend(Mend)
        case consentToMend(number: Int, side: Side, said: SaidElsewhere? = nil)
        case refuseMend(number: Int, reason: String)
        case noteNoticeMail(NoticeMail)
        case putNoticeMailAside(inbox: Int64)
        case giveNotice(GivenNotice)
        case agreeToWithdrawNotice(Side)
        /// What is due is written.
        case wake
    }
}
