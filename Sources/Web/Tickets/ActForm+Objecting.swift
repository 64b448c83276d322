import Desk

// Thanks, objections, what was given, and what happened when: in the portal and at the desk.
extension ActForm {
    /// Sends `reason`.
    static func object(_ target: FormTarget, toThanks isTakenAsThanks: Bool) -> ActForm {
        ActForm(
            id: "object", title: isTakenAsThanks ? "That was no thanks" : "Object to the resolution",
            clause: "A.2", target: target,
            effect: isTakenAsThanks
                ? "The ticket is open again, and the clock of the resolution goes on as if nobody had taken "
                    + "your message as thanks."
                : "A manager who did not resolve it answers. If you are right, the time in which it stood "
                    + "resolved counts. What was still resolved is open again at once.",
            fields: [.words("object", "reason", "Why it is not resolved", rows: 3)], submit: "Object",
            isWeighty: true)
    }

    /// Sends nothing but itself.
    static func informationGiven(_ target: FormTarget, missing: [String]) -> ActForm {
        ActForm(
            id: "given", title: "I have given this", clause: "G", target: target,
            effect:
                "For what reached the desk by another way: \(missing.joined(separator: ", ")). The clocks "
                + "go on at once, and a manager looks whether it is all there.",
            submit: "I have given this")
    }

    /// Sends `fact`.
    static func confirmFact(_ target: FormTarget, _ facts: [FieldChoice]) -> ActForm {
        var target = target
        var form = ActForm(
            id: "confirm", title: "Confirm what was recorded late", clause: "A.1", target: target, effect: "",
            submit: "It happened then", isWeighty: true)
        if facts.count == 1, let only = facts.first {
            target.hidden.append(HiddenField(name: "fact", value: only.value))
            form.target = target
            form.effect = "\(only.label). You say that this is so: it then counts from when it happened."
        } else {
            form.effect = "You say that it happened when the desk says: it then counts from there."
            form.fields = [
                FormField(
                    scope: "confirm", name: "fact", label: "Which", kind: .choice(facts), isRequired: true)
            ]
        }
        return form
    }

    /// Sends nothing but itself.
    static func noFurtherRequest(_ target: FormTarget, recipient: String) -> ActForm {
        ActForm(
            id: "thanks", title: "Thanks, no further request", clause: "A.2", target: target,
            effect: "The last message asked for nothing: the resolution stands, and the reopening never "
                + "counted. \(recipient) is told and can object.",
            submit: "No further request", isWeighty: true)
    }

    /// Sends nothing but itself.
    static func noAnswerNeeded(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "no-answer", title: "Needs no answer", target: target,
            effect: "What the customer wrote last asks for nothing. \"Customer replied\" goes from the queue "
                + "and the bell; nobody is told, and the clocks stay as they are.",
            submit: "It needs no answer")
    }

    /// Sends `upheld` and `reason`.
    static func answerObjection(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "objection", title: "Answer the objection", clause: "A.2", target: target,
            effect:
                "By a manager who did not resolve it. Upheld, the time in which it stood resolved counts; "
                + "the customer is told either way.",
            fields: [
                FormField(
                    scope: "objection", name: "upheld", label: "The objection is",
                    kind: .choice([
                        FieldChoice(value: "yes", label: "Upheld"),
                        FieldChoice(value: "no", label: "Rejected"),
                    ]), isRequired: true),
                .words("objection", "reason", "Reason", rows: 2),
            ], submit: "Answer the objection", isWeighty: true)
    }
}
