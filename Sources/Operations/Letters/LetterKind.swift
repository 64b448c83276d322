public import Agreements

/// A mail that the desk writes to a customer, with words that an organisation may make its own.
public enum LetterKind: String, CaseIterable, Hashable, Sendable {
    case receipt
    case receiptWithoutPromise = "receipt-without-promise"
    case answer
    case informationRequest = "information-request"
    case reminder
    case lastReminder = "last-reminder"
    case closing
    case closingOutOfScope = "closing-out-of-scope"
    case extending = "extension"
    case outOfScope = "out-of-scope"
    case breach
    case severityLowered = "severity-lowered"
    case exclusion
    case disputeUpheld = "dispute-upheld"
    case disputeRefused = "dispute-refused"
    case markTakenBack = "mark-taken-back"
    case noFurtherRequest = "no-further-request"
    case objectionUpheld = "objection-upheld"
    case objectionRefused = "objection-refused"
    case survey
    case accessGiven = "access-given"
    case accessExpiring = "access-expiring"
    case accessEnded = "access-ended"
    case event
    case eventTakenBack = "event-taken-back"
    case statement

    public var title: String {
        switch self {
        case .receipt: "Receipt"
        case .receiptWithoutPromise: "Receipt without an agreement"
        case .answer: "Answer of an agent"
        case .informationRequest: "Waiting for information"
        case .reminder: "Reminder"
        case .lastReminder: "Last reminder"
        case .closing: "Closed for want of an answer"
        case .closingOutOfScope: "Closed as out of scope"
        case .extending: "Extension"
        case .outOfScope: "Out of scope"
        case .breach: "Promise missed"
        case .severityLowered: "Severity lowered"
        case .exclusion: "Time not counted"
        case .disputeUpheld: "Dispute: the customer was right"
        case .disputeRefused: "Dispute: it stands"
        case .markTakenBack: "Mark taken back"
        case .noFurtherRequest: "Taken as thanks"
        case .objectionUpheld: "Objection: we go on"
        case .objectionRefused: "Objection: the resolution stands"
        case .survey: "Survey"
        case .accessGiven: "Access: what was written down"
        case .accessExpiring: "Access: it ends soon"
        case .accessEnded: "Access: it has ended"
        case .event: "Event: time not counted"
        case .eventTakenBack: "Event taken back"
        case .statement: "Statement of credits"
        }
    }

    /// When it goes out.
    public var occasion: String {
        switch self {
        case .receipt: "A mail or a request opened a ticket under an agreement"
        case .receiptWithoutPromise: "It opened one, and no agreement applies"
        case .answer: "An agent acknowledged, replied or resolved"
        case .informationRequest: "An agent asked for information; the clocks stand still"
        case .reminder: "The request is unanswered for the agreed time"
        case .lastReminder: "It is unanswered after the first reminder too"
        case .closing: "Two reminders stayed unanswered"
        case .closingOutOfScope: "A ticket outside the scope was closed"
        case .extending: "An agent moved the resolution's deadline"
        case .outOfScope: "An agent marked the ticket as outside the scope"
        case .breach: "A promise broke, and the agreement says that it is told; once for each"
        case .severityLowered: "The desk lowered the severity"
        case .exclusion: "A manager approved that a span is not counted"
        case .disputeUpheld, .disputeRefused: "A manager answered a dispute, or nobody did in time"
        case .markTakenBack: "The desk took a mark back by itself"
        case .noFurtherRequest: "An agent took a reply as thanks that asks nothing"
        case .objectionUpheld, .objectionRefused: "A manager answered an objection to a resolution"
        case .survey: "A resolution has stood for the agreed time; once for each"
        case .accessGiven: "A contact gave access to a system, and it was written down"
        case .accessExpiring: "An access ends within a day"
        case .accessEnded: "An access ended, by whom it may be"
        case .event: "An event was approved; once to each customer's address for all of its tickets"
        case .eventTakenBack: "A manager took an approved event back"
        case .statement: "A month's statement was issued"
        }
    }

    public var clause: Clause {
        switch self {
        case .receipt, .receiptWithoutPromise, .answer: .acknowledgment
        case .informationRequest, .reminder, .lastReminder, .closing: .customerDuties
        case .accessGiven, .accessExpiring, .accessEnded: .customerDuties
        case .closingOutOfScope, .outOfScope: .outOfScope
        case .extending, .noFurtherRequest, .objectionUpheld, .objectionRefused: .resolution
        case .breach: .escalation
        case .severityLowered: .severity
        case .exclusion, .disputeUpheld, .disputeRefused, .markTakenBack: .exclusions
        case .event, .eventTakenBack: .exclusions
        case .statement: .credits
        case .survey: .metrics
        }
    }

    /// The agreement asks for all others, or a person wrote them.
    public var canBeOff: Bool { [.receipt, .receiptWithoutPromise, .survey].contains(self) }

    /// About one ticket; the others are about many, or none.
    public var isOfTicket: Bool { ![.event, .eventTakenBack, .statement].contains(self) }

    /// Goes out with an agent's own words, and with what was said before below them.
    var isWritten: Bool {
        switch self {
        case .answer, .informationRequest, .extending, .outOfScope: true
        default: false
        }
    }

    /// What the desk writes about one ticket. An agent's own words stand alone; surveys and accesses have a
    /// link that does something.
    var leadsToPortal: Bool {
        switch self {
        case .survey, .accessGiven, .accessExpiring, .accessEnded: false
        default: isOfTicket && !isWritten
        }
    }

    /// Facts that the mail is there to tell: words without them are refused.
    public var required: [Placeholder] {
        switch self {
        case .receipt: [.ticket, .answerBy, .resolveBy]
        case .receiptWithoutPromise, .noFurtherRequest: [.ticket]
        case .closing, .closingOutOfScope, .objectionUpheld, .objectionRefused: [.ticket]
        case .answer, .informationRequest: [.words]
        case .reminder, .lastReminder: [.ticket, .missing]
        case .extending: [.words, .resolveBy]
        case .outOfScope: [.words, .offer, .disputeDays]
        case .breach: [.ticket, .promise, .next]
        case .severityLowered: [.ticket, .severity, .disputeDays]
        case .exclusion: [.ticket, .from, .to, .ground, .disputeDays]
        case .disputeUpheld, .disputeRefused, .markTakenBack: [.ticket, .mark]
        case .survey: [.ticket, .scores]
        case .accessGiven: [.ticket, .system, .to, .link]
        case .accessExpiring: [.ticket, .system, .to, .link]
        case .accessEnded: [.ticket, .system, .cause]
        case .event: [.from, .to, .ground, .tickets, .disputeDays]
        case .eventTakenBack: [.from, .to, .reversal, .tickets]
        case .statement: [.month, .credits, .total, .disputeDays]
        }
    }

    /// What its words may name.
    public var placeholders: [Placeholder] {
        let more: [Placeholder] =
            switch self {
            case .receipt, .receiptWithoutPromise: []
            case .answer: [.words, .agent]
            case .informationRequest: [.words, .agent, .missing]
            case .reminder, .lastReminder: [.missing]
            case .closing, .closingOutOfScope, .noFurtherRequest, .objectionUpheld, .objectionRefused: []
            case .extending: [.words, .agent]
            case .outOfScope: [.words, .agent, .offer, .disputeDays, .disputeAnswerDays]
            case .breach: [.promise, .due, .next, .credit]
            case .severityLowered: [.reason, .disputeDays]
            case .exclusion: [.from, .to, .ground, .reason, .disputeDays]
            case .disputeUpheld, .disputeRefused, .markTakenBack: [.mark]
            case .survey: [.scores]
            case .accessGiven: [.system, .purpose, .users, .from, .to, .said, .recorder, .link, .secrets]
            case .accessExpiring: [.system, .purpose, .users, .to, .link]
            case .accessEnded: [.system, .purpose, .cause, .uses]
            case .event:
                [.event, .from, .to, .ground, .reason, .evidence, .tickets, .disputeDays, .disputeAnswerDays]
            case .eventTakenBack: [.event, .from, .to, .reason, .reversal, .tickets]
            case .statement:
                [.agreement, .month, .credits, .total, .excluded, .disputeDays, .disputeAnswerDays]
            }
        return known + more
    }

    private var known: [Placeholder] {
        if !isOfTicket { return [.customer, .desk] }
        return self == .receiptWithoutPromise ? Placeholder.ofEveryTicket : Placeholder.ofEveryPromise
    }
}
