import Agreements
import BusinessTime

extension Refusal {
    /// Where secrets go, unless the desk has words of its own.
    public static let secretsGo = "Secrets go into the customer's own vault, or are told on the telephone."
    public static let secretCode = "secret-in-words"

    private static func access(
        _ code: String, field: String? = nil, _ message: String, remedy: String
    ) -> Refusal { Refusal(code, clause: .customerDuties, field: field, message, remedy: remedy) }

    static let noAccess = access(
        "no-access", field: "grant", "This ticket has no such access.",
        remedy: "Choose one that the ticket shows.")
    static let accessForNobody = access(
        "users-missing", field: "people",
        "It says nobody who may use it, or more than \(AccessUsers.peopleMax) people.",
        remedy: "Name people of the desk, a group or a tier.")
    static let accessAfterEnd = access(
        "not-open", "The ticket is over: no access is given for it any more.",
        remedy: "Open a new ticket linked to this one.")
    public static let accessBackwards = access(
        "span-backwards", field: "until", "It ends before it begins.", remedy: "Give a later end.")
    static let accessIsPast = access(
        "span-past", field: "until", "Its end is past already.", remedy: "Give an end after now.")
    static let accessBeforeGiven = access(
        "before-given", field: "from", "It begins before the customer gave it.",
        remedy: "Leave the beginning empty, or say when the customer gave it.")
    static let accessTooLong = access(
        "access-too-long", field: "until", "An access is given for at most \(AccessGrant.daysMax) days.",
        remedy: "Give an earlier end; the customer can give it again.")
    static let accessTooFar = access(
        "access-too-far", field: "from", "An access begins within \(AccessGrant.daysMax) days.",
        remedy: "Write it down when it is nearer.")
    static let accessNotYours = access(
        "not-named", field: "grant", "The customer gave this access to others.",
        remedy: "Ask somebody who is named, or ask the customer to give it to you too.")

    static func accessNotYet(_ from: Instant) -> Refusal {
        access("access-not-yet", field: "grant", "This access begins at \(from).", remedy: "Wait until then.")
    }

    static func accessOver(_ end: Instant) -> Refusal {
        access(
            "access-over", field: "grant", "This access ended at \(end).",
            remedy: "Ask the customer to give it again.")
    }

    static func accessUnsaid(_ field: String) -> Refusal {
        access(
            "words-missing", field: field, "1 to \(AccessGrant.wordsMax) characters are needed here.",
            remedy: "Say it in a sentence.")
    }

    static func secret(_ likeness: SecretLikeness, _ field: String) -> Refusal {
        access(
            secretCode, field: field, "This looks like \(likeness.words), and it would stay in the ticket.",
            remedy: "Leave it out. \(secretsGo)")
    }
}
