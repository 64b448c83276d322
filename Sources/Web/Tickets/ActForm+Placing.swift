import Agreements

// What the inquiry is, whose it is, and which agreement it falls under.
extension ActForm {
    /// Sends `customer` and `contact`.
    static func identify(_ target: FormTarget, customer: String?, requester: String) -> ActForm {
        ActForm(
            id: "identify", title: customer == nil ? "Say whose ticket it is" : "Move to another customer",
            clause: "head", target: target,
            effect:
                "The version that was in force at receipt applies, from receipt. A promise that is broken "
                + "stays broken"
                + (customer.map { ", and \($0) sees the ticket no longer." } ?? ", dated when it fell."),
            fields: [
                FormField(
                    scope: "identify", name: "customer", label: "Customer", kind: .line,
                    hint: "The name as it stands in the agreement.", isRequired: true),
                FormField(
                    scope: "identify", name: "contact", label: "Who asks", kind: .line,
                    hint: "A mail address. Empty keeps \(requester)."),
            ],
            submit: customer == nil ? "Set the customer" : "Move the ticket", isWeighty: customer != nil)
    }

    /// Sends `agreement`, for example "acme v2", and `reason`.
    static func choose(_ target: FormTarget, among versions: [AgreementVersion]) -> ActForm {
        ActForm(
            id: "agreement", title: "Choose the agreement", clause: "head", target: target,
            effect:
                "Several agreements were in force at receipt; the earliest acknowledgment deadline of them "
                + "counts until one is chosen. From then on that one alone does.",
            fields: [
                FormField(
                    scope: "agreement", name: "agreement", label: "Agreement",
                    kind: .choice(versions.map { FieldChoice(value: "\($0)", label: "\($0)") }),
                    isRequired: true),
                .words("agreement", "reason", "Why this one", rows: 2),
            ],
            submit: "Choose it")
    }

    /// Sends `category`.
    static func classify(_ target: FormTarget, categories: [FieldChoice], current: String) -> ActForm {
        ActForm(
            id: "category", title: "Change category", clause: "C.1", target: target,
            effect: "Reports split by it. The clocks go on.",
            fields: [
                FormField(
                    scope: "category", name: "category", label: "Category", kind: .choice(categories),
                    value: current, isRequired: true)
            ],
            submit: "Change category")
    }

    /// Sends `inquiry` (`no`, or `yes` to take the mark back) and `reason`.
    static func markInquiry(_ target: FormTarget, isMarked: Bool) -> ActForm {
        var target = target
        target.hidden.append(HiddenField(name: "inquiry", value: isMarked ? "yes" : "no"))
        return ActForm(
            id: "inquiry", title: isMarked ? "It is an inquiry after all" : "Not an inquiry", clause: "C.1",
            target: target,
            effect: isMarked
                ? "Takes the mark back as if it never were: deadlines already past are dated as they fell."
                : "Spam, or nothing that asks anything: no promise applies. It can be reversed, and reports "
                    + "count it.",
            fields: [.words("inquiry", "reason", "Reason", rows: 2)],
            submit: isMarked ? "Take the mark back" : "Mark as no inquiry", isWeighty: !isMarked)
    }
}
