public import Agreements
public import BusinessTime

/// An agreement with one customer through all its versions: the fold of its facts.
public struct Agreement: Hashable, Sendable {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    /// What nobody is asked to sign yet; nil without one.
    public internal(set) var draft: DraftText?
    /// Other agreements beside which a manager lets this one hold.
    public internal(set) var acceptedBeside: Set<AgreementVersion> = []
    /// The offer that is open, or was the last.
    public internal(set) var offering: Offering?
    /// What both parties have signed, in order; the first is version 1 unless the agreement is older than
    /// its facts.
    public internal(set) var versions: [SignedVersion] = []
    public internal(set) var adjustments: [AdjustmentFile] = []
    public internal(set) var holidayProposals: [HolidayReview] = []
    public internal(set) var mends: [MendFile] = []
    public internal(set) var notice: GivenNotice?
    /// What came to the notice address and nobody has decided yet, and the numbers of all that came.
    public internal(set) var noticeMails: [NoticeMail] = []
    var notedMails: Set<Int64> = []
    /// Every notice that stands or has ended something.
    var endings: [Ending] = []
    public internal(set) var isTerminated = false
    /// The versions whose first instant was reached, and those whose place another has taken.
    var begun: Set<Int> = []
    var supersededVersions: Set<Int> = []
    public internal(set) var isNoticeReminded = false
    /// Who agrees that the notice be withdrawn.
    public internal(set) var withdrawalAgreed: Set<Side> = []
    public internal(set) var lastRecorded: Instant
    public internal(set) var factCount = 1

    /// A feed's dates, and whether somebody has looked at them.
    public struct HolidayReview: Hashable, Sendable {
        public let proposal: HolidayProposal
        public internal(set) var isReviewed = false
    }

    /// A notice ends the versions signed before it, however many there are.
    struct Ending: Hashable, Sendable {
        let at: Instant
        let versions: Int
    }

    /// A version that all have signed.
    public struct SignedVersion: Hashable, Sendable {
        public let offering: Offering
        /// The later of effective date and last signature.
        public let from: Instant
    }

    init(id: ID, fact: AgreementFact) {
        self.id = id
        lastRecorded = fact.recorded
    }

    /// nil without facts.
    public init?(id: ID, facts: [AgreementFact]) {
        var agreement: Agreement?
        for fact in facts { agreement = evolve(agreement, fact, id: id) }
        guard let agreement else { return nil }
        self = agreement
    }
}

/// An offer and what its signatories have done with it.
public struct Offering: Hashable, Sendable {
    public enum End: Hashable, Sendable {
        case signed
        case declined(signatory: Int, reason: String)
        case withdrawn(reason: String)
        case expired
    }

    public struct Signed: Hashable, Sendable {
        public let signature: Signature
        public let at: Instant
        public let by: Actor
    }

    public let offer: Offer
    public let offeredAt: Instant
    /// What it was before; a draft again when it is not signed.
    var draft: DraftText?
    /// By the signatory's place: the Message-ID of the newest link.
    public internal(set) var invited: [Int: String] = [:]
    public internal(set) var opened: [Int: Instant] = [:]
    public internal(set) var codes: [Int: [String]] = [:]
    /// When, since the newest link.
    var codesSent: [Int: [Instant]] = [:]
    public internal(set) var signatures: [Int: Signed] = [:]
    public internal(set) var reminders: [Int: [Int]] = [:]
    public internal(set) var end: End?
    public internal(set) var endedAt: Instant?

    public var isOpen: Bool { end == nil }

    /// Whose signature is awaited now: the customer's signatories in any order, then the provider's.
    public var awaited: [Int] {
        guard isOpen else { return [] }
        let missing = offer.signatories.indices.filter { signatures[$0] == nil }
        let customers = missing.filter { offer.signatories[$0].side == .customer }
        return customers.isEmpty ? missing : customers
    }
}
