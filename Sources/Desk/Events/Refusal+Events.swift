import Agreements
import BusinessTime

extension Refusal {
    private static func event(
        _ code: String, field: String? = nil, _ message: String, remedy: String
    ) -> Refusal { Refusal(code, clause: .exclusions, field: field, message, remedy: remedy) }

    static let eventByNobody = event(
        "named-person", "Only a named person of the desk declares or decides an event.", remedy: "Sign in.")
    static let noEvent = event(
        "no-event", "There is no such event.", remedy: "Check its number in the list of events.")
    static let eventDeclared = event(
        "declared", "It is declared already.", remedy: "Declare another event as another.")
    static let eventWithoutReason = event(
        "reason-missing", field: "reason", "A reason of 1 to \(Bounded.lengthMax) characters is needed.",
        remedy: "Say what happened in a sentence or two; the customers read it.")
    static let eventWithoutScope = event(
        "scope-missing", field: "tickets", "Nothing says which tickets it is about.",
        remedy: "Choose agreements, categories, or name tickets by their numbers.")
    static let eventNotBegun = event(
        "span-outside", field: "from", "It begins after now.",
        remedy: "Declare it once it has begun; its end may stay open.")
    static let eventEnd = event(
        "span-outside", field: "to", "It ends after its beginning and not after now.",
        remedy: "Leave the end open while it lasts, and write it down when it is over.")
    static let eventTooLate = event(
        "too-late", field: "to",
        "An exclusion is proposed within \(Ticket.exclusionProposedWithin.count) business days of its end.",
        remedy: "Only the customers' written consent can still exclude it.")
    static let eventDecided = event(
        "decided", "It is decided already.",
        remedy: "What was approved is taken back, as a whole or ticket by ticket.")
    static let eventNotApproved = event(
        "not-approved", "Only an event that is approved is taken back.",
        remedy: "Refuse or withdraw it while it waits; what is decided otherwise excludes nothing.")
    static let eventEnded = event("ended", "Its end is known already.", remedy: "Nothing need be done.")
    static let eventLasts = event(
        "lasts", "It has no end yet.", remedy: "Write down when it ended; then it can be approved.")
    static let ownEvent = event(
        "own-proposal", "Who declared or ended an event can't approve it.",
        remedy: "Another manager approves or refuses it.")
    static let noEvidence = event(
        "evidence-missing", field: "files", "No file was given.", remedy: "Choose at least one file.")
    static let tooMuchEvidence = event(
        "too-much-evidence", field: "files", "More than \(Evidence.countMax) files are given.",
        remedy: "Put several into one archive.")

    static func eventGround(_ ground: String, known: [String]) -> Refusal {
        event(
            "ground-unknown", field: "ground", "No agreement excludes anything on the ground \"\(ground)\".",
            remedy: known.isEmpty
                ? "Name tickets or agreements that exclude something."
                : "Choose one of: \(known.joined(separator: ", ")).")
    }
}
