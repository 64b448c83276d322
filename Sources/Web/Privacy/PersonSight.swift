import BusinessTime
import Desk
import Operations
import Storage

/// A person as the privacy pages show them, read at one moment.
struct PersonSight: Sendable {
    let person: StoredPerson
    let organisation: String?
    /// nil once the person is erased.
    let plan: ErasurePlan?
    let rows: [TicketRow]
    let words: DeskWords
    let exports: [String]

    init(_ id: Person.ID, office: Office, _ words: DeskWords, _ reader: Storage.Reader) throws {
        guard let person = try reader.person(id.rawValue), person.kind == .contact else {
            throw Access.Denial.hidden
        }
        self.person = person
        organisation = try person.organisation.flatMap { try reader.organisation($0)?.name }
        plan = person.isErased ? nil : try office.erasurePlan(of: id, in: reader)
        rows = try reader.tickets(of: person.id).compactMap { try reader.ticketRow($0) }
        exports = try office.exports(of: id, in: reader).map { "\(words.short($0.at)) by \($0.by)" }
        self.words = words
    }

    var facts: [(String, String)] {
        var facts = [("Name", person.name), ("Address", person.address)]
        if let organisation { facts.append(("Customer", organisation)) }
        facts.append(("Tickets", "\(rows.count)"))
        if !exports.isEmpty { facts.append(("Exported", exports.joined(separator: "; "))) }
        return facts
    }

    /// What would go, in plain words.
    var erased: [String] {
        guard let plan else { return [] }
        let extent = plan.extent
        return [
            "Name and address: \"\(plan.pseudonym)\" stands in their place everywhere.",
            Self.count(extent.messages, "message", "written by this person, with subject and words"),
            Self.count(extent.attachments, "file", "sent with them"),
            Self.count(extent.mails, "mail", "that arrived or went out, in raw form"),
            Self.count(extent.rewritten, "message", "of others: the name in it is replaced"),
            Self.count(extent.reasons, "reason", "that this person gave, or that names this person"),
        ].compactMap { $0 }
    }

    var stays: [String] {
        guard let plan else { return [] }
        let open = rows.count { $0.isOpen && $0.requester == person.id }
        var stays = [
            "What happened and when: every fact, clock, proof, credit and statement, and the audit chain.",
            "What the desk wrote, without the name.",
        ]
        stays += plan.agreements.map { agreement in
            "Agreement \(agreement.name), version \(agreement.version), which names this person. What was "
                + "signed is kept by law as long as the agreement's records are."
        }
        stays += plan.held.map {
            "Everything, while a legal hold keeps ticket #\($0.ticket): \($0.reason)"
        }
        if plan.inside > 0 {
            stays.append(
                "\(plan.inside) facts written by an older version hold words about this person inside the "
                    + "audit chain.")
        }
        if open > 0 {
            stays.append(
                "\(open) open \(open == 1 ? "ticket" : "tickets"): the clocks go on, but no answer can "
                    + "reach this person afterwards. Resolve them first.")
        }
        return stays
    }

    var tickets: [NavLink] {
        rows.map {
            NavLink(label: "#\($0.id) \($0.shownSubject)", href: Page.ticket($0.id))
        }
    }

    static func count(_ count: Int, _ noun: String, _ what: String) -> String? {
        count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s") \(what)."
    }

    static func done(_ extent: Erasure.Extent) -> String {
        [
            count(extent.tickets, "ticket", "touched"), count(extent.messages, "message", "erased"),
            count(extent.rewritten, "message", "of others without the name"),
            count(extent.attachments, "file", "erased"), count(extent.mails, "mail", "let go"),
            count(extent.reasons, "reason", "erased or without the name"),
        ].compactMap { $0 }.joined(separator: " ")
    }
}

extension ActForm {
    static func askErasure(_ target: FormTarget, other: String) -> ActForm {
        ActForm(
            id: "erase", title: "Ask for erasing", clause: "J", target: target,
            effect: "Nothing is erased until \(other) confirms it. It can't be undone.",
            fields: [
                .words(
                    "erase", "reason", "Reason", rows: 2,
                    hint: "Who asked, when and how. Don't name the person: the reason stays."),
                .password("erase"),
            ], submit: "Ask for erasing")
    }

    static func exportPerson(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "export", title: "Export", clause: "J", target: target,
            effect: "One zip with all that the desk holds of this person, to read and for programs. "
                + "Give it to this person only; the audit log says that you took it.",
            fields: [.password("export")], submit: "Make the zip")
    }

    static func confirmErasure(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "confirm", title: "Confirm and erase", clause: "J", target: target,
            effect: "It is erased at once, and can't be undone. Backups made before still hold it until "
                + "they are thrown away.",
            fields: [.password("confirm")],
            submit: "Erase this person", isWeighty: true)
    }

    static func endErasure(_ id: String, _ title: String, _ target: FormTarget) -> ActForm {
        ActForm(
            id: id, title: title, clause: "J", target: target, effect: "Nothing is erased.",
            fields: [.words(id, "reason", "Reason", rows: 2)], submit: title)
    }
}
