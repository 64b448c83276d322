import Markup
import Operations

/// One person in the list.
struct PersonRow: View, Sendable {
    var person: NavLink
    var address: String
    /// Or the company of a contact.
    var role: String
    var ways: String
    var standing: String
    var isOver: Bool

    var body: some Content {
        Element(.tr, .class(isOver ? "revoked" : "")) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) {
                Element(.a, .href(person.href)) { person.label }
                Element(.span, class: "detail under") { address }
            }
            Element(.td, .data("label", fixed: "Role")) { role }
            if !ways.isEmpty { Element(.td, .data("label", fixed: "Sign in by")) { ways } }
            Element(.td, class: "amount", .data("label", fixed: "Account")) { standing }
        }
    }
}

/// Everybody who works at the desk, and contacts with an account.
struct PeopleView: View, Sendable {
    var staff: [PersonRow]
    var contacts: [PersonRow]
    var acts: [ActForm]
    /// Where it is set by which ways people sign in; nil for those who may not.
    var rules: String?
    /// Whether rows say how people sign in.
    var tellsWays: Bool

    private func heads(_ second: String) -> [String] {
        ["Name", second] + (tellsWays ? ["Sign in by"] : []) + ["Account"]
    }

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "People" }
                Element(.p, class: "summary") { "Who works at the desk, and contacts with an account" }
            }
            if let rules { Element(.p) { Element(.a, .href(rules)) { "How people sign in" } } }
            acts
            Element(.section, .named("aria-labelledby", fixed: "staff-title")) {
                Element(.h2, .id("staff-title")) { "At the desk" }
                LedgerTable(label: "People at the desk", heads: heads("Role"), isCards: true) { staff }
            }
            Element(.section, .named("aria-labelledby", fixed: "contacts-title")) {
                Element(.h2, .id("contacts-title")) { "Contacts with an account" }
                if contacts.isEmpty {
                    EmptyState(
                        what: "No contact has an account yet.",
                        next: "Invite one, and they set a password and sign in.")
                } else {
                    LedgerTable(
                        label: "Contacts, as a table", heads: heads("Company"), isCards: true
                    ) { contacts }
                }
            }
        }
    }
}

/// One person's account.
struct MemberView: View, Sendable {
    var name: String
    var standing: String
    var facts: [(String, String)]
    var acts: [ActForm] = []
    /// When, and what by whom.
    var history: [(String, String)] = []
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger account") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(Page.people)) { "People" } }
                Element(.h1, .dir("auto")) { name }
                Element(.p, class: "summary") { standing }
            }
            refusal
            FactSheet(facts: facts)
            if !acts.isEmpty {
                Element(.section, .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    acts
                }
            }
            if !history.isEmpty {
                Element(.section, .named("aria-labelledby", fixed: "history-title")) {
                    Element(.h2, .id("history-title")) { "What was done" }
                    Element(.div, class: "of-history") { FactSheet(facts: history) }
                }
            }
        }
    }
}

extension ActForm {
    /// Sends `name`, `address`, `role` and `password`.
    static func inviteStaff(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "invite", title: "Invite somebody to the desk", target: target,
            effect: "They get a mail with a link to set a password, good for seven days.",
            fields: who("invite") + [
                FormField(
                    scope: "invite", name: "role", label: "Role", kind: .choice(roles), isRequired: true),
                .password("invite"),
            ], submit: "Invite")
    }

    /// Sends `name`, `address` and `organisation`.
    static func inviteContact(_ target: FormTarget, _ customers: [FieldChoice]) -> ActForm {
        ActForm(
            id: "contact", title: "Invite a contact of a customer", target: target,
            effect: "They get a mail with a link to set a password, good for seven days.",
            fields: who("contact") + [
                FormField(
                    scope: "contact", name: "organisation", label: "Customer", kind: .choice(customers),
                    isRequired: true)
            ], submit: "Invite")
    }

    private static func who(_ scope: String) -> [FormField] {
        [
            FormField(scope: scope, name: "name", label: "Name", kind: .line, isRequired: true),
            FormField(scope: scope, name: "address", label: "E-mail address", kind: .line, isRequired: true),
        ]
    }

    private static let roles = RoleWords.staff.map { role in
        FieldChoice(value: role.rawValue, label: RoleWords.words(role))
    }

    /// Sends `role` and `password`.
    static func changeRole(_ target: FormTarget, _ role: String) -> ActForm {
        ActForm(
            id: "role", title: "Change the role", target: target,
            effect: "It counts from the next thing that they do.",
            fields: [
                FormField(
                    scope: "role", name: "role", label: "Role", kind: .choice(roles), value: role,
                    isRequired: true),
                .password("role"),
            ], submit: "Change role")
    }

    /// Sends `password`.
    static func mailReset(_ target: FormTarget, _ name: String) -> ActForm {
        ActForm(
            id: "reset", title: "Mail a link to set a password", target: target,
            effect: "\(name) sets it; nobody else can. All their sessions end now.",
            fields: [.password("reset")], submit: "Mail the link")
    }

    /// Sends `password`.
    static func removeFactors(_ target: FormTarget, _ name: String) -> ActForm {
        ActForm(
            id: "factors", title: "Remove app and passkeys", target: target,
            effect: "For a lost device. \(name) signs in by password and sets up new ones; sessions end now.",
            fields: [.password("factors")], submit: "Remove them", isWeighty: true)
    }

    /// Sends `password`.
    static func disable(_ target: FormTarget, _ name: String) -> ActForm {
        ActForm(
            id: "disabling", title: "Disable the account", target: target,
            effect: "Sessions, links and tokens of \(name) open nothing from now on. Their work stays.",
            fields: [.password("disabling")], submit: "Disable account", isWeighty: true)
    }

    /// Sends `password`.
    static func enable(_ target: FormTarget, _ name: String) -> ActForm {
        ActForm(
            id: "enabling", title: "Enable the account", target: target,
            effect: "\(name) can sign in again; tokens work again.",
            fields: [.password("enabling")], submit: "Enable account")
    }
}
