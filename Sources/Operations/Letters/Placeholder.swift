/// What a mail's words can name in braces; the desk puts the ticket's own fact in its place.
public enum Placeholder: String, CaseIterable, Hashable, Sendable {
    case ticket, subject, name, customer, desk, words, agent
    case severity, missing, reason, from, to, ground, mark
    case portal
    case answerBy = "answer_by"
    case resolveBy = "resolve_by"
    case answerWithin = "answer_within"
    case resolveWithin = "resolve_within"
    case hours
    case offer
    case disputeDays = "dispute_days"
    case disputeAnswerDays = "dispute_answer_days"
    case scores
    case promise, due, next, credit
    case system, purpose, users, said, recorder, link, secrets, cause, uses
    case event, evidence, tickets, reversal
    case agreement, month, credits, total, excluded

    public var written: String { "{\(rawValue)}" }

    public var meaning: String {
        switch self {
        case .ticket: "the number of the ticket"
        case .subject: "what the ticket is about"
        case .name: "who gets the mail"
        case .customer: "their company"
        case .desk: "the name of your desk"
        case .words: "what the agent wrote for this mail"
        case .agent: "the name of the agent"
        case .severity: "the severity of the ticket"
        case .missing: "what was asked for, one item a line"
        case .reason: "the reason that was given"
        case .from: "when the time that is not counted begins"
        case .to: "when the time that is not counted ends"
        case .ground: "the ground of the agreement"
        case .mark: "what was disputed or taken back"
        case .portal: "the ticket in the portal; nothing for who can't sign in there"
        case .answerBy: "by when a person answers (A.1), in the customer's zone"
        case .resolveBy: "by when the ticket is to be resolved (A.2), in the customer's zone"
        case .answerWithin: "the promised time to an answer (A.1)"
        case .resolveWithin: "the promised time to a resolution (A.2)"
        case .hours: "the support hours (A.3), with their zone"
        case .offer: "what the agreement offers for work outside its scope (C.2)"
        case .disputeDays: "for how long it can be disputed"
        case .disputeAnswerDays: "by when a dispute is answered"
        case .promise: "which promise was missed"
        case .due: "by when it was due, in the customer's zone"
        case .next: "what happens next"
        case .credit: "that the agreement has a credit for it (K); empty where it has none"
        case .scores: "five links, from 5 to 1, each to the page that asks for the rating"
        case .system: "the system to which access was given"
        case .purpose: "what the access is for"
        case .users: "who may use the access"
        case .said: "who gave the access, how and when"
        case .recorder: "who wrote the access down"
        case .link: "the page that shows the access and ends it; in a line of its own"
        case .secrets: "where passwords and keys go instead of into mails"
        case .cause: "why the access ended"
        case .uses: "what the access was used for; in a line of its own"
        case .event: "the number of the event"
        case .evidence: "the names of the files that show the event; empty without any"
        case .tickets: "the tickets with their deadlines, a list; in a line of its own"
        case .reversal: "why the event was taken back"
        case .agreement: "the name of the agreement"
        case .month: "the month of the statement"
        case .credits: "the credits, a list; in a line of its own"
        case .total: "the total, net of tax"
        case .excluded: "what moved promises of the month, a list; in a line of its own, empty without any"
        }
    }

    /// Those that every mail about a ticket knows.
    static let ofEveryTicket: [Placeholder] = [.ticket, .subject, .name, .customer, .desk, .portal]
    static let ofEveryPromise: [Placeholder] =
        ofEveryTicket + [.severity, .answerBy, .resolveBy, .answerWithin, .resolveWithin, .hours]
}
