// The forms by which a version in force is changed without a new one.
extension ActForm {
    private static let sides = [
        FieldChoice(value: "provider", label: "The provider: we do"),
        FieldChoice(value: "customer", label: "The customer, in writing to us"),
    ]

    /// Sends `side`, `mon` to `sun`, `special`, `from`, `running` and `reason`.
    static func adjustHours(
        _ target: FormTarget, days: [(key: String, label: String, value: String)], special: String,
        bounds: String,
        today: String
    ) -> ActForm {
        let hours = days.map { day in
            FormField(scope: "adjust", name: day.key, label: day.label, kind: .line, value: day.value)
        }
        return ActForm(
            id: "adjust", title: "Propose other hours", clause: "A.3", target: target,
            effect: """
                \(bounds) Write spans like 09:00-12:00, 13:00-18:00, or closed. You see what it touches \
                before anything is proposed; nothing changes until the other party confirms it.
                """,
            fields: [
                FormField(
                    scope: "adjust", name: "side", label: "Who proposes it", kind: .choice(sides),
                    isRequired: true)
            ] + hours + [
                FormField(
                    scope: "adjust", name: "special", label: "Single dates with other hours",
                    kind: .text(rows: 4), value: special,
                    hint: """
                        A line for each, like 2026-12-24: 09:00-12:00, or 2026-12-31: closed. They win over \
                        holidays and the week; take a line away and that date is as every other.
                        """),
                FormField(
                    scope: "adjust", name: "from", label: "From", kind: .date, value: today,
                    isRequired: true),
                FormField(
                    scope: "adjust", name: "running", label: "Also for tickets that are open then",
                    kind: .tick, hint: "Only if no deadline becomes earlier by it."),
                FormField(
                    scope: "adjust", name: "reason", label: "Why", kind: .text(rows: 2), isRequired: true),
            ], submit: "Show what it touches", isOpen: true)
    }

    /// Sends `password`, and what is hidden in the target.
    static func proposeHours(_ target: FormTarget, to: String) -> ActForm {
        ActForm(
            id: "propose", title: "Propose it", clause: "A.3", target: target,
            effect: "\(to) is asked by mail. Nothing changes before the answer.",
            fields: [.password("propose")], submit: "Propose it", isOpen: true)
    }

    /// Sends `side`, `on`, `reference` and `password`.
    static func logAnswer(_ target: FormTarget, clause: String, today: String) -> ActForm {
        ActForm(
            id: "said", title: "Log that the customer agrees", clause: clause, target: target,
            effect: "For a yes that reached you by mail, letter or telephone. It counts from now on.",
            fields: [
                FormField(
                    scope: "said", name: "on", label: "Said on", kind: .date, value: today, isRequired: true),
                FormField(
                    scope: "said", name: "reference", label: "How, and where it stands", kind: .line,
                    hint: "The mail's subject, the letter's mark, or who called.", isRequired: true),
                .password("said"),
            ], submit: "Log the agreement", isWeighty: true)
    }

    /// Sends `password`: a manager answers for the provider.
    static func agreeToChange(_ target: FormTarget, clause: String) -> ActForm {
        ActForm(
            id: "agree", title: "Agree for the provider", clause: clause, target: target,
            effect: "It counts from now on, or from its start. Both parties are told.",
            fields: [.password("agree")], submit: "Agree", isWeighty: true, isOpen: true)
    }

    /// Sends `reason`.
    static func refuseChange(_ target: FormTarget, title: String, clause: String) -> ActForm {
        ActForm(
            id: "refuse", title: title, clause: clause, target: target,
            effect: "Nothing changes. Both parties are told your reason.",
            fields: [
                FormField(
                    scope: "refuse", name: "reason", label: "Why", kind: .text(rows: 2), isRequired: true)
            ], submit: title)
    }

    /// Sends nothing.
    static func mailLinksAgain(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "links", title: "Mail new links", target: target,
            effect: "The customer's signatories are mailed new links; earlier ones open nothing any more.",
            submit: "Mail new links")
    }

    /// Sends `consent`: the customer answers, behind a link, or signed in and then with `password`.
    static func confirmChange(
        _ target: FormTarget, asked: String, clause: String, withPassword: Bool = false
    ) -> ActForm {
        ActForm(
            id: "confirm", title: "Confirm it", clause: clause, target: target,
            effect: "Your name, \(asked), and the time are kept. Both parties are told.",
            fields: [
                FormField(
                    scope: "confirm", name: "consent",
                    label: "I am entitled to agree to this for my company, and I agree.", kind: .tick,
                    isRequired: true)
            ] + (withPassword ? [.password("confirm")] : []), submit: "Confirm it", isOpen: true)
    }

    /// Sends `password`, and what is hidden in the target.
    static func proposeMend(_ target: FormTarget, to: String) -> ActForm {
        ActForm(
            id: "propose", title: "Propose it", clause: "I", target: target,
            effect: "\(to) is asked by mail. Nothing changes before the answer.",
            fields: [.password("propose")], submit: "Propose it", isOpen: true)
    }

    /// Sends `side`, `path`, `reads` and `reason`.
    static func nameMend(_ target: FormTarget, places: [FieldChoice]) -> ActForm {
        ActForm(
            id: "mend", title: "Propose to mend a clerical error", clause: "I", target: target,
            effect: """
                The signed document stays; when both agree it is read as mended, for all its tickets. Only \
                names, postal addresses and phones can be, and a promise's time if it becomes shorter: all \
                else takes an amendment. You see what it changes before anything is proposed.
                """,
            fields: [
                FormField(
                    scope: "mend", name: "side", label: "Who proposes it", kind: .choice(sides),
                    isRequired: true),
                FormField(
                    scope: "mend", name: "path", label: "Where, and what it says", kind: .choice(places),
                    isRequired: true),
                FormField(
                    scope: "mend", name: "reads", label: "What it should say", kind: .line, isRequired: true),
                FormField(
                    scope: "mend", name: "reason", label: "Why it is a clerical error", kind: .text(rows: 2),
                    isRequired: true),
            ], submit: "Show what it changes", isOpen: true)
    }

    /// Sends nothing.
    static func acceptBeside(_ target: FormTarget, others: String) -> ActForm {
        ActForm(
            id: "beside", title: "Confirm that it may hold beside \(others)", clause: "head", target: target,
            effect: """
                The customer has an agreement for some of these categories already: \(others). Until a \
                manager confirms that both hold, this one can't be sent for signature.
                """, submit: "Confirm that both hold", isWeighty: true)
    }
}
