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
        case noticeGiven(GivenNotice)
        case noticeReminded
        /// A party agrees that the notice be as if it never were; it takes both.
        case noticeWithdrawalAgreed(Side)
    }

    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case offered, invited, opened, codeSent, signed, declined, withdrawn, reminded, expired, inForce
        case noticeGiven, noticeReminded, noticeWithdrawalAgreed
    }
}

extension AgreementFact.What {
    /// The clause under which it happened.
    public var clause: Clause {
        switch self {
        case .offered, .invited, .opened, .codeSent, .signed, .declined, .withdrawn, .reminded, .expired:
            .signatures
        case .inForce: .head
        case .noticeGiven, .noticeReminded, .noticeWithdrawalAgreed: .termination
        }
    }

    public var kind: AgreementFact.Kind {
        switch self {
        case .offered: .offered
        case .invited: .invited
        case .opened: .opened
        case .codeSent: .codeSent
        case .signed: .signed
        case .declined: .declined
        case .withdrawn: .withdrawn
        case .reminded: .reminded
        case .expired: .expired
        case .inForce: .inForce
        case .noticeGiven: .noticeGiven
        case .noticeReminded: .noticeReminded
        case .noticeWithdrawalAgreed: .noticeWithdrawalAgreed
        }
    }
}

/// One of the two parties of an agreement.
public enum Side: String, CaseIterable, Hashable, Sendable { case provider, customer }
