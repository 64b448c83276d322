public import Agreements
public import BusinessTime

// Refusals of drafts, adjustments and mends.
extension Refusal {
    public static let noDraft = Refusal(
        "no-draft", clause: .head, "This agreement has no draft.", remedy: "Begin one first.")
    public static let draftTooLong = Refusal(
        "draft-too-long", clause: .head, field: "yaml",
        "A draft has at most \(Agreement.draftMax) bytes.", remedy: "Shorten its texts.")
    public static let managersAccept = Refusal(
        "managers-accept", clause: .head, "A manager confirms that two agreements hold beside each other.",
        remedy: "Ask a manager.")
    public static let nothingToAdjust = Refusal(
        "nothing-to-adjust", clause: .availability, "This version is not in force.",
        remedy: "Adjust the version that is in force, or offer a new one.")
    public static let neverOpens = Refusal(
        "never-opens", clause: .supportHours, field: "change",
        "By these hours the desk would not open for long.",
        remedy: "Leave hours in which promises can be kept.")
    public static let startsInThePast = Refusal(
        "starts-in-the-past", clause: .availability, field: "from", "Nothing past is changed.",
        remedy: "Let the adjustment begin today or later.")
    public static let noAdjustment = Refusal(
        "no-adjustment", clause: .availability, "There is no such adjustment.",
        remedy: "Look at the agreement's list of adjustments.")
    public static let adjustmentIsOver = Refusal(
        "adjustment-over", clause: .availability, "This adjustment is confirmed or refused already.",
        remedy: "Propose another.")
    public static let otherPartyConfirms = Refusal(
        "other-party", clause: .availability, "Who proposes a change can't confirm it.",
        remedy: "Wait for the other party.")
    public static let tooManyHolidays = Refusal(
        "too-many-holidays", clause: .availability, field: "holidays",
        "A feed may propose \(Agreement.holidaysMax) dates.", remedy: "Import the coming years alone.")
    public static let noHolidays = Refusal(
        "no-holidays", clause: .availability, "There is no such proposal of holidays.",
        remedy: "Import the feed again.")
    public static let holidaysReviewed = Refusal(
        "holidays-reviewed", clause: .availability, "These holidays are reviewed already.",
        remedy: "Import the feed again for what is new.")
    public static let notOfTheFeed = Refusal(
        "not-of-the-feed", clause: .availability, field: "dates", "Some of these dates are not proposed.",
        remedy: "Choose among the dates of the feed, or propose an adjustment.")
    public static let notSigned = Refusal(
        "not-signed", clause: .termination, field: "version", "Only the version in force can be mended.",
        remedy: "Revise a draft instead, or offer a new version.")
    public static let noMend = Refusal(
        "no-mend", clause: .termination, "There is no such proposal.",
        remedy: "Look at the agreement's list of clerical errors.")

    public static let mendIsOver = Refusal(
        "mend-over", clause: .termination, "This proposal was refused or taken back.",
        remedy: "Propose another.")
    public static let saidNowhere = Refusal(
        "said-nowhere", clause: .availability, field: "reference",
        "A party's word is noted with where it stands.",
        remedy: "Name the mail, letter or call, and on which day the party said so.")
    public static let saidAhead = Refusal(
        "said-ahead", clause: .availability, field: "on", "The party can't have said so in the future.",
        remedy: "Give the day on which it was said.")

    public static func draftExists(_ version: Int) -> Refusal {
        Refusal(
            "draft-exists", clause: .head, "Version \(version) is being drafted already.",
            remedy: "Go on with that draft.")
    }

    /// All of them at once, each with its place and remedy.
    public static func draftHasProblems(_ problems: [Problem]) -> Refusal {
        Refusal(
            "draft-problems", clause: problems.first?.clause,
            "The draft can't be offered yet:\n" + problems.map(\.description).joined(separator: "\n"),
            remedy: problems.count == 1 ? "Mend it." : "Mend all \(problems.count).")
    }

    public static func secondAgreement(_ others: [AgreementVersion]) -> Refusal {
        let names = others.map(\.description).joined(separator: ", ")
        return Refusal(
            "second-agreement", clause: .head, "This customer has an agreement for this already: \(names).",
            remedy: "Offer a new version of that one, or let a manager confirm that both hold.")
    }

    public static func outsideBounds(_ problems: [Problem]) -> Refusal {
        Refusal(
            "outside-bounds", clause: .availability, field: "change",
            problems.map { "\($0.path): \($0.message)" }.joined(separator: "\n"),
            remedy: "Stay within the agreed bounds, or offer a new version.")
    }

    public static func deadlinesEarlier(_ count: Int) -> Refusal {
        Refusal(
            "deadlines-earlier", clause: .availability,
            "\(count) running \(count == 1 ? "ticket" : "tickets") would be due earlier.",
            remedy: "Let it apply to tickets received after it alone.")
    }

    public static func unmendable(_ problems: String) -> Refusal {
        Refusal(
            "unmendable", clause: .termination, field: "path", problems,
            remedy: "Name the place and what it says, and what it should say.")
    }

    public static func notClerical(_ path: String) -> Refusal {
        Refusal(
            "not-clerical", clause: .termination, field: "path",
            "\(Terms.words(of: path)) is executed: people, time or money go by it, so that a change is no "
                + "mending of a clerical error.",
            remedy: "Make it an amendment: a new version, which both sign, for what comes from then on.")
    }

    public static func againstTheCustomer(_ path: String) -> Refusal {
        Refusal(
            "against-the-customer", clause: .termination, field: "path",
            "Mending \(Terms.words(of: path)) like this may be to the customer's disadvantage.",
            remedy: "Make it an amendment: a new version, which both sign, for what comes from then on.")
    }

    public static func wrongLastDay(_ right: LocalDate) -> Refusal {
        Refusal(
            "wrong-last-day", clause: .termination, field: "lastDay",
            "By the notice period the last day is \(right).", remedy: "Show that day and confirm it.")
    }
}
