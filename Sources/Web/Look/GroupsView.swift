import Desk
import Markup

/// A group with its people.
struct GroupRow: View, Sendable {
    var number: Int64
    var name: String
    var members: [String]
    /// How it gets tickets that nobody has.
    var assigning: String
    /// Open tickets that it has or sees.
    var open: Int

    var body: some Content {
        Element(.tr, .id("group-\(number)")) {
            Element(.th, .named("scope", fixed: "row"), .dir("auto")) { name }
            Element(.td, class: "standing", .data("label", fixed: "People"), .dir("auto")) {
                members.isEmpty
                    ? "Nobody: managers and administrators alone see its tickets"
                    : members.joined(separator: ", ")
            }
            Element(.td, .data("label", fixed: "Tickets are given")) { assigning }
            Element(.td, class: "amount", .data("label", fixed: "Open tickets")) { open }
        }
    }
}

/// The groups of agents, for administrators.
struct GroupsView: View, Sendable {
    var rows: [GroupRow]
    var add: ActForm
    var changes: [ActForm]

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Groups" }
                Element(.p, class: "summary") { "An agent sees the tickets of their groups and no others" }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "There is no group.",
                    next: "Every agent sees every ticket. Add the groups that the agreements name (E).")
            } else {
                LedgerTable(
                    label: "Groups", heads: ["Group", "People", "Tickets are given", "Open tickets"],
                    isCards: true
                ) { rows }
            }
            add
            changes
        }
    }
}

extension ActForm {
    /// Sends `name`.
    static func addGroup(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "add", title: "Add a group", clause: "E", target: target,
            effect: "Tickets whose agreement names it are its own from now on: only its people, managers and "
                + "administrators see them.",
            fields: [
                FormField(
                    scope: "add", name: "name", label: "Name", kind: .line,
                    hint: "As the agreements name it, for example Second Line.", isRequired: true)
            ],
            submit: "Add group")
    }

    /// Sends `person-N` for each who is in it.
    static func groupMembers(
        _ number: Int64, _ name: String, _ people: [(choice: FieldChoice, isMember: Bool)],
        _ target: FormTarget
    ) -> ActForm {
        ActForm(
            id: "members-\(number)", title: "Who is in \(name)", clause: "E", target: target,
            effect: "Who leaves it no longer sees its tickets, from this moment on.",
            fields: people.map { person in
                FormField(
                    scope: "members-\(number)", name: "person-\(person.choice.value)",
                    label: person.choice.label, kind: .tick, value: person.isMember ? "yes" : "")
            },
            submit: "Save")
    }

    /// Sends `assigning`.
    static func groupAssigning(
        _ number: Int64, _ name: String, _ current: String, _ target: FormTarget
    ) -> ActForm {
        let scope = "assigning-\(number)"
        return ActForm(
            id: scope, title: "How \(name) gets tickets", clause: "E", target: target,
            effect: "A ticket that comes to the group and that nobody has is given at once to somebody of it "
                + "who is on by the calendar; where nobody is on, it stays with nobody. The ticket says why. "
                + "What lies there already, and what somebody has, stays as it is.",
            fields: [
                FormField(
                    scope: scope, name: "assigning", label: "Tickets are given",
                    kind: .choice(
                        AssigningRule.allCases.map {
                            FieldChoice(value: $0.rawValue, label: $0.words.capitalisedFirst)
                        }), value: current, isRequired: true)
            ],
            submit: "Save")
    }

    static func removeGroup(_ number: Int64, _ name: String, _ target: FormTarget) -> ActForm {
        ActForm(
            id: "remove-\(number)", title: "Remove \(name)", clause: "E", target: target,
            effect:
                "It has no tickets. An agreement that names it gives its tickets to every agent, until there "
                + "is such a group again.",
            submit: "Remove group", isWeighty: true)
    }
}

extension AssigningRule {
    /// Goes after "tickets are given".
    var words: String {
        switch self {
        case .byHand: "by hand"
        case .inTurn: "in turn"
        case .byLoad: "to who has the fewest open"
        }
    }
}
