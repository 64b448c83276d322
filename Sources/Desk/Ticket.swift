public import Agreements
public import BusinessTime

/// An inquiry under its agreement: the fold of its facts.
public struct Ticket: Hashable, Sendable {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    /// How it began.
    public let receipt: Receipt
    /// When the first server of the provider took the message; both promises count from here.
    public let receivedAt: Instant

    public internal(set) var requester: Person.ID
    public internal(set) var organisation: Organisation.ID?
    public internal(set) var pinning: Pinning
    /// When the sender was identified, if that was after receipt: breaches before it are labelled.
    public internal(set) var identifiedAt: Instant?
    public internal(set) var severity: Severity
    public internal(set) var category: String
    public internal(set) var tier: TierLevel
    public internal(set) var group: String
    /// Groups that see it besides: former tiers keep their view. A ticket given to another group by hand has
    /// left the ones before.
    public internal(set) var otherGroups: [String] = []
    public internal(set) var assignee: Person.ID?

    public internal(set) var acknowledgment: Acknowledgment?
    public internal(set) var sent: [SentMessage] = []
    public internal(set) var heard: [HeardMessage] = []
    /// What the customer wrote last, while nobody has answered it.
    public internal(set) var unanswered: Unanswered?
    public internal(set) var severityChanges: [SeverityChange] = []
    public internal(set) var waits: [Wait] = []
    public internal(set) var extensions: [Lengthening] = []
    public internal(set) var exclusions: [ExcludedSpan] = []
    /// Accesses that the customer gave, in force or not.
    public internal(set) var accesses: [GivenAccess] = []
    public internal(set) var outOfScopeMark: Marking?
    /// Drafts that were begun for what is out of scope, by their short names.
    public internal(set) var separateAgreements: [String] = []
    public internal(set) var notInquiryMark: Marking?
    public internal(set) var resolutions: [Resolution] = []
    public internal(set) var closing: Closing?
    public internal(set) var merger: Merger?
    /// Tickets merged into this one: a public answer here fulfils their promises too.
    public internal(set) var absorbed: [Ticket.ID] = []
    public internal(set) var links: [Ticket.ID] = []
    public internal(set) var ratings: [Rating] = []
    /// Messages that are the words to a rating: for the desk, and no part of the conversation.
    public internal(set) var ratingComments: Set<Message.ID> = []
    public internal(set) var erased: [Person.ID] = []
    public internal(set) var alarms = Alarms()

    /// How many facts the ticket has.
    public internal(set) var factCount = 1
    public internal(set) var lastRecorded: Instant
    public internal(set) var lateFacts: [Moment] = []

    init(id: ID, receipt: Receipt, fact: Fact) {
        self.id = id
        self.receipt = receipt
        receivedAt = fact.happened
        requester = receipt.requester
        organisation = receipt.organisation
        pinning = receipt.pinning
        severity = receipt.severity
        category = receipt.category
        tier = receipt.tier
        group = receipt.group
        lastRecorded = fact.recorded
        heard = [HeardMessage(message: receipt.message.id, at: fact.happened)]
        if let answer = receipt.answer {
            let moment = Moment(number: 1, happened: answer.at, recorded: answer.at)
            acknowledgment = Acknowledgment(message: answer.message, by: answer.by, moment: moment)
        }
    }
}
