public import Agreements
public import BusinessTime

/// Something that happened to an agreement. Facts are appended, never changed; all state is a fold over them.
public struct AgreementFact: Hashable, Sendable {
    public let what: What
    public let by: Actor
    /// When it happened, or fell due.
    public let happened: Instant
    /// When the desk wrote it; never runs backwards within an agreement.
    public let recorded: Instant

    public init(_ what: What, by: Actor, happened: Instant, recorded: Instant) {
        self.what = what
        self.by = by
        self.happened = happened
        self.recorded = recorded
    }

    public enum What: Hashable, Sendable {
        /// The next version is begun; an amendment begins with the terms in force.
        case drafted(DraftText)
        case revised(DraftText)
        /// A manager accepts that this agreement holds beside others with the same customer.
        case besideAccepted([AgreementVersion])
        case offered(Offer)
        /// A link was mailed to a signatory; an earlier link of the same opens nothing any more.
        case invited(Invitation)
        /// The document was shown to a signatory for the first time.
        case opened(signatory: Int)
        /// A code was mailed to the signatory's address.
        case codeSent(signatory: Int, message: String)
        case signed(Signature)
        case declined(signatory: Int, reason: String)
        case withdrawn(reason: String)
        case reminded(signatory: Int, daysLeft: Int)
        /// Dated by the last instant of the offer, whenever the alarm ran.
        case expired
        /// All have signed; the version holds from an instant on that may lie ahead.
        case inForce(version: Int, from: Instant)
        /// The first instant of a signed version is reached.
        case began(version: Int)
        /// A later version holds in its place from here on; tickets received before keep it for life.
        case superseded(version: Int)
        case adjustmentProposed(Adjustment)
        /// The other party confirms. It counts for tickets received from `from` on; for those received
        /// before, from the date `running` on, where both said so.
        /// `said` where somebody of the desk notes what the party said elsewhere.
        case adjustmentConfirmed(
            number: Int, from: Instant, running: LocalDate?, said: SaidElsewhere? = nil)
        case adjustmentRefused(number: Int, reason: String)
        /// A feed of holidays names dates that the terms don't.
        case holidaysProposed(HolidayProposal)
        /// Somebody has reviewed a feed's dates; what he accepts is proposed to the other party.
        case holidaysAccepted(proposal: Int, dates: [LocalDate])
        case mendProposed(Mend)
        /// The other party consents: the version reads as mended, and its signed bytes stay.
        case mended(number: Int, said: SaidElsewhere? = nil)
        /// The other party doesn't consent, or who proposed it takes it back.
        case mendRefused(number: Int, reason: String)
        /// A mail came to the notice address; a manager says what it is.
        case noticeMailed(NoticeMail)
        /// It gives no notice: it became an ordinary inquiry with its receipt.
        case noticeMailPutAside(inbox: Int64)
        case noticeGiven(GivenNotice)
        case noticeReminded
        /// A party agrees that the notice be as if it never were; it takes both.
        case noticeWithdrawalAgreed(Side)
        /// The last day is over; what is received from here on has no promise.
        case terminated
    }
}

/// One of the two parties of an agreement.
public enum Side: String, CaseIterable, Hashable, Sendable {
    case provider, customer

    public var other: Side { self == .provider ? .customer : .provider }
}
