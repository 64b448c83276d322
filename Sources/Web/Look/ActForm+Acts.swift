// The acts of a ticket with their fields and words. Each sends its fields to the target it is given.
extension ActForm {
    /// Sends `text`.
    static func acknowledge(_ target: FormTarget, recipient: String, text: String) -> ActForm {
        ActForm(
            id: "acknowledge", title: "Acknowledge", clause: "A.1", target: target,
            effect: "Sends this message to \(recipient). The acknowledgment clock ends when our mail server "
                + "accepts it.",
            fields: [.words("acknowledge", "text", "Message to the customer", rows: 5, value: text)],
            submit: "Send acknowledgment")
    }

    /// Sends `text` and `access`.
    static func requestInformation(
        _ target: FormTarget, recipient: String, notice: NoticePreview
    ) -> ActForm {
        ActForm(
            id: "request", title: "Request information", clause: "G", target: target,
            effect: "Sends this request to \(recipient). The clocks stand still from acceptance by our mail "
                + "server until the customer answers.",
            fields: [
                .words(
                    "request", "text", "What is missing, and how to find it", rows: 5,
                    hint: "Name each thing. A request that names nothing pauses nothing."),
                FormField(
                    scope: "request", name: "access", label: "Access to which system, if one is missing",
                    kind: .line,
                    hint: "The letter says how access is given. Once it is, the clocks go on."),
            ],
            notice: notice, submit: "Send request")
    }

    /// Sends `hours`, `ground` and `reason`.
    static func extend(
        _ target: FormTarget, grounds: [FieldChoice], hoursMax: Int, notice: NoticePreview
    ) -> ActForm {
        ActForm(
            id: "extend", title: "Extend the resolution", clause: "A.2", target: target,
            effect:
                "Adds business time to the deadline. It counts only if the notice below reaches the customer "
                + "in time.",
            fields: [
                FormField(
                    scope: "extend", name: "hours", label: "Business time to add",
                    kind: .number(min: 1, max: hoursMax, unit: "hours, at most \(hoursMax)"), isRequired: true
                ),
                FormField(
                    scope: "extend", name: "ground", label: "Ground", kind: .choice(grounds), isRequired: true
                ),
                .words("extend", "reason", "Reason, as the customer will read it", rows: 3),
            ],
            notice: notice, submit: "Extend and send notice")
    }

    /// Sends `from`, `to`, `ground` and `reason`; both instants are local times of the zone.
    static func exclude(
        _ target: FormTarget, grounds: [FieldChoice], zone: String, notice: NoticePreview
    ) -> ActForm {
        ActForm(
            id: "exclude", title: "Propose an exclusion", clause: "H", target: target,
            effect: "Proposes that this span is not counted. Nothing changes until a manager other than you "
                + "approves it; the customer is told and may dispute it.",
            fields: [
                FormField(
                    scope: "exclude", name: "from", label: "From", kind: .time(zone: zone), isRequired: true),
                FormField(
                    scope: "exclude", name: "to", label: "To", kind: .time(zone: zone), isRequired: true),
                FormField(
                    scope: "exclude", name: "ground", label: "Ground", kind: .choice(grounds),
                    isRequired: true),
                .words("exclude", "reason", "What happened", rows: 3), .evidence("exclude"),
            ],
            notice: notice, submit: "Propose exclusion")
    }

    /// Sends `reason`.
    static func outOfScope(_ target: FormTarget, recipient: String, notice: NoticePreview) -> ActForm {
        ActForm(
            id: "scope", title: "Mark out of scope", clause: "C.2", target: target,
            effect:
                "Ends both clocks from now on and tells \(recipient) why. It can be reversed; the customer "
                + "may dispute it within 20 business days.",
            fields: [.words("scope", "reason", "Why this needs a separate agreement", rows: 3)],
            notice: notice, submit: "Mark out of scope", isWeighty: true)
    }

    /// Sends `tier` and `reason`.
    static func escalate(_ target: FormTarget, tiers: [FieldChoice]) -> ActForm {
        ActForm(
            id: "escalate", title: "Escalate", clause: "E", target: target,
            effect: "Hands the ticket to the chosen tier and tells its people. The clocks go on.",
            fields: [
                FormField(
                    scope: "escalate", name: "tier", label: "To", kind: .choice(tiers), isRequired: true),
                .words("escalate", "reason", "Reason", rows: 2),
            ],
            submit: "Escalate")
    }

    /// Sends `person`, empty for nobody, and `group`.
    static func assign(
        _ target: FormTarget, people: [FieldChoice], current: String, groups: [String], group: String
    ) -> ActForm {
        ActForm(
            id: "assign", title: "Assign", clause: "E", target: target,
            effect: "The chosen person is told. The clocks go on. Given to another group, it leaves the one "
                + "that has it and those that kept their view.",
            fields: [
                FormField(
                    scope: "assign", name: "person", label: "Who takes it",
                    kind: .choice([FieldChoice(value: "", label: "Nobody yet")] + people), value: current),
                FormField(
                    scope: "assign", name: "group", label: "Group",
                    kind: .choice(groups.map { FieldChoice(value: $0, label: $0) }), value: group),
            ],
            submit: "Assign")
    }

    /// Sends `severity` and `reason`.
    static func setSeverity(
        _ target: FormTarget, levels: [FieldChoice], current: String, notice: NoticePreview?
    ) -> ActForm {
        ActForm(
            id: "severity", title: "Change severity", clause: nil, target: target,
            effect:
                "Moves only clocks that are still undecided. A reduction needs a reason and is told to the "
                + "customer.",
            fields: [
                FormField(
                    scope: "severity", name: "severity", label: "Severity", kind: .choice(levels),
                    value: current,
                    isRequired: true),
                FormField(scope: "severity", name: "reason", label: "Reason", kind: .text(rows: 2)),
            ],
            notice: notice, submit: "Change severity")
    }

    /// Sends `text`.
    static func resolve(_ target: FormTarget, recipient: String) -> ActForm {
        ActForm(
            id: "resolve", title: "Resolve", clause: "A.2", target: target,
            effect:
                "Sends the answer, fix or workaround to \(recipient) and ends the resolution clock. A reply "
                + "from the customer within the reopening time starts it again.",
            fields: [.words("resolve", "text", "Answer, fix or agreed workaround", rows: 6)],
            submit: "Send and resolve", isWeighty: true)
    }

    /// Sends `reason`.
    static func reopen(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "reopen", title: "Reopen", clause: "A.2", target: target,
            effect:
                "The resolution clock goes on with what was left. The time it stood resolved is not counted.",
            fields: [.words("reopen", "reason", "Reason", rows: 2)],
            submit: "Reopen")
    }
}

extension FormField {
    static func words(
        _ scope: String, _ name: String, _ label: String, rows: Int, value: String = "", hint: String? = nil
    ) -> FormField {
        FormField(
            scope: scope, name: name, label: label, kind: .text(rows: rows), value: value, hint: hint,
            isRequired: true)
    }
}
