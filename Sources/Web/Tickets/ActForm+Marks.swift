import Desk

extension ActForm {
    /// Sends `mark` and `reason`, and what `more` holds.
    static func aboutMark(
        _ id: String, _ title: String, _ target: FormTarget, marks: [Mark], effect: String,
        more: [FormField] = []
    ) -> ActForm {
        let choices = marks.map { FieldChoice(value: $0.word, label: $0.named.capitalisedFirst) }
        return ActForm(
            id: id, title: title, clause: marks.first?.clause, target: target, effect: effect,
            fields: [
                FormField(scope: id, name: "mark", label: "Which", kind: .choice(choices), isRequired: true)
            ] + more + [.words(id, "reason", "Reason", rows: 2)],
            submit: title, isWeighty: true)
    }

    /// Sends `name`.
    static func beginSeparateAgreement(_ target: FormTarget, customer: String, name: String) -> ActForm {
        ActForm(
            id: "separate", title: "Offer a separate agreement", clause: "C.2", target: target,
            effect: "Begins the draft of an agreement of its own with \(customer) for what is asked here; "
                + "the ticket and the draft lead to each other. Nothing binds anybody until it is signed.",
            fields: [
                FormField(
                    scope: "separate", name: "name", label: "Short name", kind: .line, value: name,
                    hint: "Small letters, digits and hyphens, for example acme-reports.", isRequired: true)
            ], submit: "Begin the draft")
    }
}
