public import BusinessTime

/// An agreement's YAML text on its way to a signature: begun with blanks, checked, shown and rendered.
public enum AgreementDraft {
    /// A new draft: every key with a comment, the usual values, and a blank wherever the parties must decide.
    public static func new(provider: String, customer: String) -> String {
        DraftTemplate.yaml
            .replacing("<provider>", with: Tree.quoted(provider))
            .replacing("<customer>", with: Tree.quoted(customer))
    }

    /// A new draft between parties that have an agreement already: who they are is not asked again.
    public static func new(between provider: Party, and customer: Party) -> String {
        let named = new(provider: provider.name, customer: customer.name)
        let first = filled(named, provider, email: "office@provider.example", signer: "provider")
        return filled(first, customer, email: "office@customer.example", signer: "customer")
    }

    /// The first blanks of each kind are the provider's, the next the customer's.
    private static func filled(_ yaml: String, _ party: Party, email: String, signer: String) -> String {
        let signatory = party.signatories.first
        let blanks: [(String, String?)] = [
            ("\"[street, place and country]\"", party.address), ("\"[\(email)]\"", party.email),
            ("\"[address to which notice is mailed]\"", party.noticeAddress),
            ("\"[who signs for the \(signer)]\"", signatory?.name), ("\"[title]\"", signatory?.title),
            ("\"[address]\"", signatory?.email),
        ]
        return blanks.reduce(yaml) { text, blank in
            guard let value = blank.1, let place = text.firstRange(of: blank.0) else { return text }
            return text[..<place.lowerBound] + Tree.quoted(value) + text[place.upperBound...]
        }
    }

    /// Every problem of the text with its line; empty when it can be offered.
    public static func check(_ yaml: String, zones: ZoneLookup) -> [Problem] {
        Terms.check(yaml: yaml, zones: zones)
    }

    /// The terms in their canonical form.
    public static func show(_ yaml: String) throws(AgreementProblems) -> String { try Terms(yaml: yaml).yaml }

    /// The agreement as it will be signed; throws every problem of the draft at once.
    ///
    /// - Parameters:
    ///   - template: the organisation's own text; nil for the standard text.
    ///   - before: the version in force, which an amendment takes the place of.
    public static func signed(
        _ yaml: String, zones: ZoneLookup, template: Template? = nil,
        amending before: (number: Int, agreement: SignedAgreement)? = nil
    ) throws(AgreementProblems) -> SignedAgreement {
        let problems = check(yaml, zones: zones)
        guard problems.isEmpty else { throw AgreementProblems(problems) }
        let terms = try Terms(yaml: yaml)
        let text = AgreementText(terms, calendar: try terms.calendar(zones: zones), template: template)
        let signed = SignedAgreement(terms: terms, text: text)
        guard let before else { return signed }
        let changes = AgreementComparison(before.agreement, signed)
        return SignedAgreement(terms: terms, text: text, amendment: Amendment(of: before.number, changes))
    }

    /// The agreement as plain text.
    public static func renderText(_ yaml: String, zones: ZoneLookup) throws(AgreementProblems) -> String {
        try signed(yaml, zones: zones).text.plain
    }
}

extension Terms {
    /// The working calendar of these terms, as tickets are counted by.
    public func calendar(
        zones: ZoneLookup, years: ClosedRange<Int> = CalendarProblem.years
    ) throws(AgreementProblems) -> WorkingCalendar {
        guard let rules = zones(hours.calendar.zone) else { throw AgreementProblems([unknownZone]) }
        do {
            return try WorkingCalendar(hours.calendar, rules: rules, years: years)
        } catch {
            throw AgreementProblems([uncountable(error)])
        }
    }

    var unknownZone: Problem {
        Problem(
            path: "hours.zone", clause: .availability, message: "the zone \(hours.calendar.zone) is unknown",
            remedy: "write a name of the tz database like Europe/Berlin")
    }

    func uncountable(_ problem: CalendarProblem) -> Problem {
        Problem(
            path: "hours.weekly", clause: .availability,
            message: "these hours can't be counted by: \(problem)",
            remedy: "correct the hours, holidays and special openings")
    }
}
