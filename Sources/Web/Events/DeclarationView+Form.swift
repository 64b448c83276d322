import Agreements
import Desk
import Operations
import Storage

extension DeclarationView {
    /// The grounds and categories of all agreements that hold or held.
    init(_ choice: DeclarationChoice, _ fields: Fields?, _ words: DeskWords, csrf: String) {
        let terms = choice.terms
        let grounds = Set(terms.flatMap(\.terms.exclusions.grounds)).sorted()
        let categories = Set(terms.flatMap(\.terms.scope.categories)).sorted()
        let names = Set(terms.map(\.version.agreement)).sorted()
        let zone = fields.flatMap { DeskWords.zone(shownBy: $0) } ?? words.zone
        func value(_ name: String) -> String { fields?[name] ?? "" }
        func ticks(_ prefix: String, _ all: [String], label: (String) -> String) -> [FormField] {
            all.enumerated().map { index, name in
                FormField(
                    scope: "event", name: prefix + name, label: label(name), kind: .tick,
                    value: value(prefix + name),
                    key: "\(prefix.dropLast())-\(index)")
            }
        }
        self.init(
            target: FormTarget(action: Page.events, csrf: csrf),
            fields: [
                FormField(
                    scope: "event", name: "reason", label: "What happened", kind: .text(rows: 3),
                    value: value("reason"), hint: "The customers read it.", isRequired: true),
                FormField(
                    scope: "event", name: "ground", label: "Ground",
                    kind: .choice(grounds.map { FieldChoice(value: $0, label: $0) }), value: value("ground"),
                    hint: "Tickets whose agreement does not name it are left alone.", isRequired: true),
                FormField(
                    scope: "event", name: "from", label: "From", kind: .time(zone: zone),
                    value: value("from"), isRequired: true),
                FormField(
                    scope: "event", name: "to", label: "To", kind: .time(zone: zone), value: value("to"),
                    hint: "Empty while it lasts. It is proposed within 10 business days of its end."),
            ],
            scope: [
                TickGroup(
                    legend: "Agreements", hint: "Tickets received until its end are found by themselves.",
                    fields: ticks(EventOrder.agreementPrefix, names) { choice.label($0, words) }),
                TickGroup(
                    legend: "Categories", hint: "None means all of the chosen agreements.",
                    fields: ticks(EventOrder.categoryPrefix, categories) { $0.capitalisedFirst }),
            ],
            picked: FormField(
                scope: "event", name: "tickets", label: "Picked tickets", kind: .line,
                value: value("tickets"),
                hint: "Numbers, for example 17, 42. Only these, or besides the others."),
            files: .evidence("event"))
    }
}
