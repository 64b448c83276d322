import Markup

/// A contact who sees more than their own tickets.
struct ContactRow: View, Sendable {
    var name: String
    var address: String
    var customer: String
    /// For example "every ticket, the agreement".
    var sees: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                name
                Element(.span, class: "detail under", .dir("auto")) { address }
            }
            Element(.td, class: "standing", .data("label", fixed: "Customer"), .dir("auto")) { customer }
            Element(.td, class: "standing", .data("label", fixed: "Sees also")) { sees }
        }
    }
}

/// What customers' people see in the portal beside their own tickets.
struct ContactsView: View, Sendable {
    var rows: [ContactRow]
    var acts: [ActForm]
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Contacts" }
                Element(.p, class: "summary") { "What customers' people see beside their own tickets" }
            }
            refusal
            if rows.isEmpty {
                EmptyState(
                    what: "Every contact sees their own tickets alone.",
                    next: "Give somebody the view of their organisation, its agreement or its statements.")
            } else {
                LedgerTable(label: "Contacts", heads: ["Contact", "Customer", "Sees also"], isCards: true) {
                    rows
                }
            }
            acts
        }
    }
}

extension ActForm {
    /// Sends `address` and a tick for each right.
    static func contactRights(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "rights", title: "Say what a contact sees", target: target,
            effect:
                "Counts from this moment on, and takes the place of what the contact had. Who is named in an "
                + "agreement to sign it sees that agreement and its statements anyway.",
            fields: [
                address("rights"),
                FormField(
                    scope: "rights", name: "organisation", label: "Every ticket of their organisation",
                    kind: .tick),
                FormField(
                    scope: "rights", name: "agreement", label: "The agreement whole, with fee and signatures",
                    kind: .tick),
                FormField(scope: "rights", name: "books", label: "Statements and credits", kind: .tick),
            ],
            submit: "Save")
    }

    /// Sends `address` and `customer`.
    static func moveContact(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "move", title: "Move a contact to another customer", target: target,
            effect: "They see nothing of the former customer any more, not even what they asked there.",
            fields: [
                address("move"),
                FormField(
                    scope: "move", name: "customer", label: "Customer", kind: .line,
                    hint: "The name as the agreement has it.", isRequired: true),
            ],
            submit: "Move", isWeighty: true)
    }

    private static func address(_ scope: String) -> FormField {
        FormField(scope: scope, name: "address", label: "Their mail address", kind: .line, isRequired: true)
    }
}
