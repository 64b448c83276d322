public import Agreements

extension Refusal {
    public static let noOffer = Refusal(
        "no-offer", clause: .signatures, "Nothing is offered for signature.",
        remedy: "Send a draft for signature.")
    public static let offerIsOpen = Refusal(
        "offer-open", clause: .signatures, "An offer of this agreement is open already.",
        remedy: "Withdraw it before another is made.")
    public static let badExpiry = Refusal(
        "bad-expiry", clause: .signatures, field: "days",
        "An offer is open for 1 to \(Offer.openDaysMax) days.",
        remedy: "Choose a number of days within that.")
    public static let notNamed = Refusal(
        "not-named", clause: .signatures, "Only those named in the agreement sign it.",
        remedy: "Name the person in the terms and offer the agreement anew.")
    public static let signedAlready = Refusal(
        "signed-already", clause: .signatures, "This signature is given already.",
        remedy: "Nothing need be done.")
    public static let notYet = Refusal(
        "not-yet", clause: .signatures, "The provider countersigns when the customer has signed.",
        remedy: "Wait for the customer's signatures.")
    public static let otherDocument = Refusal(
        "other-document", clause: .signatures, "This is not the document that is offered.",
        remedy: "Open the link of the newest invitation and read it again.")
    public static let noCode = Refusal(
        "no-code", clause: .signatures, field: "code", "A code mailed to you confirms that it is you.",
        remedy: "Ask for a code and type it here.")
    public static let noPassword = Refusal(
        "no-password", field: "password", "Your password, given again, confirms that it is you.",
        remedy: "Type the password that you sign in with, or confirm at Your account.")
    public static let tooManyCodes = Refusal(
        "too-many-codes", clause: .signatures,
        "\(Offering.codesMax) codes were mailed for this signature within an hour.",
        remedy: "Use the newest of them, wait an hour, or ask the provider for a new link.")
    public static let noReason = Refusal(
        "no-reason", clause: .signatures, field: "reason",
        "A reason of 1 to \(Bounded.lengthMax) characters belongs to it.", remedy: "Say in a sentence why.")

    public static let currencyAmidMonth = Refusal(
        "currency-amid-month", clause: .credits, field: "effective",
        "Another currency starts with a month: nothing is converted.",
        remedy: "Let the amendment take effect on the first day of a month to come.")

    public static func noSuchManager(_ name: String, _ managers: [String]) -> Refusal {
        Refusal(
            "no-such-manager", clause: .signatures, field: "conditions.handled_by_hand",
            "\(name) is no manager of this desk, and nobody would count by hand.",
            remedy: "Name one of \(managers.joined(separator: ", ")).")
    }

    public static func noSuchColleague(_ name: String, tier: TierLevel, _ known: [String]) -> Refusal {
        Refusal(
            "no-such-colleague", clause: .escalation, field: "escalation.tiers[\(tier.rawValue)].people",
            "\(name) is nobody of this desk, and could be given no ticket.",
            remedy: "Name people like \(known.prefix(5).joined(separator: ", ")).")
    }

    public static func versionTaken(_ version: Int) -> Refusal {
        Refusal(
            "version-taken", clause: .signatures, "Version \(version) is signed and never changes.",
            remedy: "Offer the next version.")
    }

    public static func nobodySigns(_ side: Side) -> Refusal {
        Refusal(
            "nobody-signs", clause: .signatures, "Nobody signs for the \(side.rawValue).",
            remedy: "Name who signs for each party.")
    }

    public static func ended(_ how: String) -> Refusal {
        Refusal(
            "offer-ended", clause: .signatures, "This offer \(how).",
            remedy: "Ask the provider for a new offer if you still want to sign.")
    }

    public static func otherName(_ name: String) -> Refusal {
        Refusal(
            "other-name", clause: .signatures, field: "name", "The agreement names \(name).",
            remedy: "Type the name as the agreement has it.")
    }
}
