import Desk

extension ActForm {
    /// What the form of a new access lets one choose from.
    struct AccessChoices: Sendable {
        var people: [FieldChoice]
        var groups: [FieldChoice]
        var tiers: [FieldChoice]
        /// Who asked.
        var requester: String
        var secretsGo: String
    }

    /// Sends `system`, `purpose`, `user:` with numbers, `group`, `tier`, `from`, `until`, `contact`, `said`
    /// and `given`.
    static func giveAccess(_ target: FormTarget, _ choices: AccessChoices, zone: String) -> ActForm {
        let users = choices.people.map { person in
            FormField(
                scope: "access", name: "user:\(person.value)", label: "For \(person.label)", kind: .tick,
                key: "user-\(person.value)")
        }
        return ActForm(
            id: "access", title: "Write down an access", clause: "G", target: target,
            effect: "The customer gave access to a system. The contact gets a mail that shows each use and "
                + "ends it whenever they like. Never write a password or a key here. \(choices.secretsGo)",
            fields: [
                line("system", "Which system", "For example: the test shop, read only.", isRequired: true),
                .words("access", "purpose", "What for", rows: 2),
            ] + users + [
                choice("group", "Or for everybody of a group", choices.groups),
                choice("tier", "Or for everybody of a tier", choices.tiers),
                time("from", "From", "Empty for now.", zone),
                FormField(
                    scope: "access", name: "until", label: "Until", kind: .time(zone: zone),
                    hint: "At most \(AccessGrant.daysMax) days later.", isRequired: true),
                line("contact", "Who gave it", "A mail address. Empty for \(choices.requester)."),
                FormField(
                    scope: "access", name: "said", label: "How they said so", kind: .choice(ways),
                    isRequired: true),
                time("given", "When they said so", "Empty for now.", zone),
            ], submit: "Write it down")
    }

    private static let ways = [
        FieldChoice(value: "mail", label: "By mail"), FieldChoice(value: "phone", label: "On the telephone"),
        FieldChoice(value: "chat", label: "In a chat"), FieldChoice(value: "portal", label: "In the portal"),
    ]

    private static func line(
        _ name: String, _ label: String, _ hint: String, isRequired: Bool = false
    ) -> FormField {
        FormField(
            scope: "access", name: name, label: label, kind: .line, hint: hint, isRequired: isRequired)
    }

    private static func time(_ name: String, _ label: String, _ hint: String, _ zone: String) -> FormField {
        FormField(scope: "access", name: name, label: label, kind: .time(zone: zone), hint: hint)
    }

    private static func choice(_ name: String, _ label: String, _ choices: [FieldChoice]) -> FormField {
        let none = FieldChoice(value: "", label: "Nobody else")
        return FormField(scope: "access", name: name, label: label, kind: .choice([none] + choices))
    }

    /// Sends `grant`, `purpose` and `at`.
    static func useAccess(_ target: FormTarget, accesses: [FieldChoice], zone: String) -> ActForm {
        ActForm(
            id: "use", title: "Use an access", clause: "G", target: target,
            effect: "Writes down that you use it and what for, before you do. The customer sees it.",
            fields: [
                which("use", accesses), .words("use", "purpose", "What you do with it", rows: 2),
                FormField(
                    scope: "use", name: "at", label: "When", kind: .time(zone: zone), hint: "Empty for now."),
            ], submit: "Write down the use")
    }

    /// Sends `grant` and `reason`.
    static func endAccess(_ target: FormTarget, accesses: [FieldChoice]) -> ActForm {
        ActForm(
            id: "end-access", title: "End an access", clause: "G", target: target,
            effect: "From now on nobody uses it. Who may use it, and who gave it, are told with your reason.",
            fields: [
                which("end-access", accesses),
                .words(
                    "end-access", "reason", "Reason", rows: 2,
                    hint: "Say who asked for it, if the customer did."),
            ], submit: "End it", isWeighty: true)
    }

    private static func which(_ scope: String, _ accesses: [FieldChoice]) -> FormField {
        FormField(
            scope: scope, name: "grant", label: "Which access", kind: .choice(accesses), isRequired: true)
    }

    /// Sends `reason`: the customer ends it behind a mailed link.
    static func endAskedAccess(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "end", title: "End it now", clause: "G", target: target,
            effect:
                "From now on nobody at the desk may use it, and they are told. Close it on your side too.",
            fields: [
                FormField(
                    scope: "end", name: "reason", label: "Why, if you like", kind: .text(rows: 2))
            ], submit: "End it now", isWeighty: true, isOpen: true)
    }
}
