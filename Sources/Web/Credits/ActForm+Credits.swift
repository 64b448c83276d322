import Agreements

// What managers decide about credits.
extension ActForm {
    /// Sends its key and `password`.
    static func approveCredit(_ target: FormTarget, what: String) -> ActForm {
        ActForm(
            id: "approve", title: "Approve \(what)", clause: "K", target: target,
            effect: "The credit stands on the statement. Without a decision it would too.",
            fields: [.password("approve")], submit: "Approve")
    }

    /// Sends its key and `password`.
    static func claimCredit(_ target: FormTarget, what: String) -> ActForm {
        ActForm(
            id: "claim", title: "Note the claim: \(what)", clause: "K", target: target,
            effect: "The customer has claimed this credit.", fields: [.password("claim")], submit: "Claimed",
            isOpen: true)
    }

    /// Sends `clause`, `reason` and `password`.
    static func refuseCredit(_ target: FormTarget, what: String, clauses: [FieldChoice]) -> ActForm {
        ActForm(
            id: "refuse", title: "Refuse \(what)", clause: "K", target: target,
            effect:
                "It appears on the statement with its clause and reason; the customer may dispute it.",
            fields: [
                FormField(
                    scope: "refuse", name: "clause", label: "By which clause", kind: .choice(clauses),
                    isRequired: true),
                FormField(
                    scope: "refuse", name: "reason", label: "Why", kind: .text(rows: 2),
                    isRequired: true),
                .password("refuse"),
            ], submit: "Refuse", isWeighty: true, isOpen: true)
    }

    /// Sends `reason` for one of the choices in `key`, `password`, and what `more` holds.
    static func aboutCredit(
        _ name: String, _ title: String, _ target: FormTarget, effect: String, keys: [FieldChoice],
        more: [FormField] = []
    ) -> ActForm {
        ActForm(
            id: name, title: title, clause: "K", target: target, effect: effect,
            fields: [
                FormField(
                    scope: name, name: "key", label: "Which credit", kind: .choice(keys), isRequired: true)
            ] + more + [
                FormField(scope: name, name: "reason", label: "Why", kind: .text(rows: 2), isRequired: true),
                .password(name),
            ], submit: title, isWeighty: true)
    }

    /// Sends `key`, `upheld`, `amount`, `severity`, `hours`, `reason` and `password`.
    static func answerCredit(_ target: FormTarget, keys: [FieldChoice]) -> ActForm {
        let severities =
            [FieldChoice(value: "", label: "As it was")]
            + Severity.allCases.sorted(by: >).map { FieldChoice(value: $0.rawValue, label: $0.rawValue) }
        return .aboutCredit(
            "answer", "Answer a dispute", target,
            effect: """
                Somebody else than who decided it answers. Upheld, the next statement reverses the line and \
                has the right one: name its amount, or what was wrong, within what clause K pays for it.
                """,
            keys: keys,
            more: [
                FormField(
                    scope: "answer", name: "upheld", label: "The dispute is",
                    kind: .choice([
                        FieldChoice(value: "yes", label: "Upheld"),
                        FieldChoice(value: "no", label: "Rejected"),
                    ]), isRequired: true),
                FormField(
                    scope: "answer", name: "amount", label: "The right amount", kind: .line,
                    hint: "Of this line, before caps, like 90.00. Empty if a fact below was wrong, or if the "
                        + "credit was refused and is owed as it was shown."),
                FormField(
                    scope: "answer", name: "severity", label: "Or the severity that applied",
                    kind: .choice(severities)),
                FormField(
                    scope: "answer", name: "hours", label: "Or how many business hours late", kind: .line,
                    hint: "A whole number, like 9."),
            ])
    }

    /// Sends `password`.
    static func issueStatement(_ target: FormTarget, month: String, total: String) -> ActForm {
        ActForm(
            id: "issue", title: "Issue the statement", clause: "K", target: target,
            effect: """
                \(total) for \(month) goes to the customer by mail. From then on it is never changed: \
                what is corrected \
                comes on the next statement. Credits without a decision stand approved.
                """, fields: [.password("issue")], submit: "Issue the statement", isWeighty: true)
    }

    /// Sends `reference` and `password`.
    static func settle(_ target: FormTarget) -> ActForm {
        note(
            target, "Note the invoice", effect: "Against which invoice the credits were set off.",
            ("Invoice", "For example invoice 2026-118."))
    }

    /// Sends `reference` and `password`.
    static func payOut(_ target: FormTarget) -> ActForm {
        note(
            target, "Note the payment",
            effect: "The agreement has ended: by which payment the credits were paid out.",
            ("Payment", "For example transfer of 20 December 2026."))
    }

    private static func note(
        _ target: FormTarget, _ title: String, effect: String, _ reference: (label: String, hint: String)
    ) -> ActForm {
        ActForm(
            id: "settle", title: title, clause: "K", target: target, effect: effect,
            fields: [
                FormField(
                    scope: "settle", name: "reference", label: reference.label, kind: .line,
                    hint: reference.hint, isRequired: true),
                .password("settle"),
            ], submit: title)
    }

    /// Sends `reason` and `password`.
    static func reverseSettlement(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "unsettle", title: "Take the note back", clause: "K", target: target,
            effect: "Nothing was set off or paid by it. Both notes stay in sight; the right one can be made "
                + "then.",
            fields: [
                .words("unsettle", "reason", "What was wrong with it", rows: 2), .password("unsettle"),
            ],
            submit: "Take it back", isWeighty: true)
    }
}
