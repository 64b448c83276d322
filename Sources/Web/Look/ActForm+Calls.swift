extension ActForm {
    /// Sends `number`.
    static func addNumber(_ target: FormTarget, name: String) -> ActForm {
        ActForm(
            id: "number", title: "Add a number", target: target,
            effect: "Calls from it are \(name)'s from then on. A switchboard's number may be of several.",
            fields: [
                FormField(
                    scope: "number", name: "number", label: "Telephone number", kind: .line,
                    hint: "With its country, for example +49 40 123456.", isRequired: true)
            ], submit: "Add number")
    }

    static func removeNumber(_ target: FormTarget, number: String, index: Int) -> ActForm {
        ActForm(
            id: "number-\(index)", title: "Remove \(number)", target: target,
            effect: "Calls from it are nobody's from then on. The log of calls stays as it is.",
            submit: "Remove number")
    }

    /// Sends `contact` or `address`, and `ticket`.
    static func matchCall(_ target: FormTarget, found: [FieldChoice], effect: String) -> ActForm {
        let choice = FormField(
            scope: "match", name: "contact", label: "Contact",
            kind: .choice([FieldChoice(value: "", label: "None of these")] + found),
            value: found.first?.value ?? "")
        return ActForm(
            id: "match", title: "Say whose it is", clause: "A.1", target: target, effect: effect,
            fields: (found.isEmpty ? [] : [choice]) + [
                FormField(
                    scope: "match", name: "address", label: "Or somebody new: their mail address",
                    kind: .line),
                FormField(
                    scope: "match", name: "ticket", label: "On which ticket", kind: .line,
                    hint: "Its number. Empty opens a new one."),
            ], submit: "Set whose it is", isOpen: true)
    }

    /// Sends `reason`.
    static func discardCall(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "discard", title: "It is no inquiry", clause: "C.1", target: target,
            effect:
                "No ticket is opened. It stays in the list of the discarded, and can be matched from there.",
            fields: [.words("discard", "reason", "Why", rows: 2)], submit: "Discard it")
    }

    /// Sends `address`, `name`, `subject`, `text` and `origin`.
    static func openTicket(
        _ target: FormTarget, contact: String?, categories: [FieldChoice], asked: [FormField],
        zone: String
    ) -> ActForm {
        func field(_ name: String, _ label: String, _ kind: FormField.Kind, hint: String? = nil) -> FormField
        {
            FormField(scope: "open", name: name, label: label, kind: kind, hint: hint)
        }
        var who = [
            field("address", "Mail address of who asks", .line), field("name", "Their name", .line),
        ]
        who[0].isRequired = true
        var subject = field("subject", "Subject", .line)
        subject.isRequired = true
        let origins = [
            FieldChoice(value: "asked", label: "They asked for it: the promises count"),
            FieldChoice(value: "own", label: "We open it of our own accord: outside adherence"),
        ]
        let rest =
            (categories.isEmpty ? [] : [field("category", "Category", .choice(categories))]) + asked + [
                .words("open", "text", "What it is about", rows: 6),
                field("origin", "Who began it", .choice(origins)),
                field(
                    "received", "When it reached us", .time(zone: zone),
                    hint: "Empty is now; a letter counts from when it came in."),
            ]
        return ActForm(
            id: "open", title: contact.map { "New ticket for \($0)" } ?? "Somebody new", clause: "A.1",
            target: target,
            effect: "It stands in the queue like any other. Nothing is sent to the customer by this.",
            fields: (contact == nil ? who : []) + [subject] + rest, submit: "Open ticket", isOpen: true)
    }
}
