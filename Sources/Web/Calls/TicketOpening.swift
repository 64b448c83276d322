import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// A ticket that an agent writes down for a contact: from a letter, from the corridor, or of the desk's own
// accord.
extension DeskServer {
    func addTicketOpening(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.ticketOpening)) { request, _ in
            try await opening(request) { person in
                try await openingSearchPage(person, who: Fields(query: request)["who"])
            }
        }
        router.get("/contacts/:contact/tickets/new") { request, context in
            let id = context.parameters.get("contact", as: Int64.self) ?? 0
            return try await opening(request) { person in
                try await openingPage(id, person)
            }
        }
        router.post(RouterPath(Page.tickets)) { request, _ in
            try await opening(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await open(form, person)
            }
        }
    }

    /// Contacts open theirs in the portal.
    private func opening(
        _ request: Request, _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await permitted(.ticketCreate, request) { person in
            guard person.asker.role != .contact else {
                throw Access.Denial.forbidden("This page is the desk's; you ask in the portal.")
            }
            return try await body(person)
        }
    }

    private func open(_ form: Fields, _ person: SignedIn) async throws -> Response {
        let turn = callTurn(person)
        do {
            let id = try await office.database.write { [office] writer in
                let contact =
                    try Int64(form["contact"]).map {
                        try office.callableContact($0, for: turn.asker, turn.visibility, in: writer)
                    } ?? office.caller(form["address"], name: form["name"], writer)
                var inquiry = Inquiry(
                    address: contact.address, name: contact.name, subject: form["subject"],
                    text: try Self.letter(form, contact, office, turn.now, writer), way: .page)
                inquiry.category = form["category"].isEmpty ? nil : form["category"]
                inquiry.openedByAgent = form["origin"] == "own"
                if !form["received"].isEmpty {
                    inquiry.receivedAt = try person.words(at: turn.now).instant(
                        of: "received", in: form, clause: .acknowledgment)
                }
                return try office.open(inquiry, for: contact.id, turn, writer)
            }
            return redirect(to: Page.ticket(id.rawValue))
        } catch let refusal as Desk.Refusal {
            if let id = Int64(form["contact"]) {
                return try await openingPage(id, person, refused: (form, refusal))
            }
            return try await openingSearchPage(person, who: "", refused: (form, refusal))
        }
    }

    private static func letter(
        _ form: Fields, _ contact: StoredPerson, _ office: Office, _ now: Instant, _ reader: Storage.Reader
    ) throws -> String {
        let questions = try office.questions(ofCustomer: contact.organisation, at: now, in: reader)
        let asked = questions.asked(of: form["category"])
        guard form["text"].contains(where: { !$0.isWhitespace }) else { return "" }
        let place = (questions.categories.firstIndex(of: form["category"]) ?? 0) + 1
        return Questions.letter(
            form["text"], asked.enumerated().map { ($1, form["asked-\(place)-\($0 + 1)"]) })
    }

    private func openingSearchPage(
        _ person: SignedIn, who: String, refused: RefusedCall? = nil
    ) async throws -> Response {
        let found = try await office.database.read { reader -> [FoundContact] in
            try self.found(who, person, reader) { Page.ticketOpening(for: $0) }
        }
        var form = ActForm.openTicket(
            FormTarget(action: Page.tickets, csrf: person.csrf), contact: nil, categories: [], asked: [],
            zone: "\(person.rules.name)")
        form.isOpen = !who.isEmpty && found.isEmpty
        if who.contains("@"), let index = form.fields.firstIndex(where: { $0.name == "address" }) {
            form.fields[index].value = who
        }
        form.show(refused)
        let view = ContactSearchView(
            title: "New ticket", summary: "For whom? The agreement of their company applies.",
            action: Page.ticketOpening, who: who, found: found, otherwise: form,
            links: [NavLink(label: "It was a call: log it instead", href: Page.callSearch)])
        return page(
            Layout(head("New ticket", person, current: Page.queue)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func openingPage(
        _ id: Int64, _ person: SignedIn, refused: RefusedCall? = nil
    ) async throws -> Response {
        let now = office.clock()
        let desk = try await office.database.read { reader in
            let contact = try office.callableContact(id, for: person.asker, person.visibility, in: reader)
            return try CallDesk(contact, office, for: person, person.words(at: now), reader)
        }
        let asked = desk.questions.categories.enumerated().flatMap { place, category in
            desk.questions.asked(of: category).enumerated().map { number, question in
                FormField(
                    scope: "open", name: "asked-\(place + 1)-\(number + 1)",
                    label: "\(question.capitalisedFirst) (for \(category), G)", kind: .line)
            }
        }
        var form = ActForm.openTicket(
            FormTarget(
                action: Page.tickets, csrf: person.csrf,
                hidden: [HiddenField(name: "contact", value: String(id))]),
            contact: desk.person?.name ?? "",
            categories: desk.questions.categories.map {
                FieldChoice(value: $0, label: $0.capitalisedFirst)
            }, asked: asked, zone: "\(person.rules.name)")
        form.show(refused)
        let filled = form
        return page(
            Layout(head("New ticket", person, current: Page.queue)) {
                Element(.div, class: "ledger statement change") {
                    Element(.div, class: "queue-head") {
                        Element(.h1) { "New ticket" }
                        Element(.p, class: "summary") {
                            desk.customer ?? "Of no customer: no promise applies"
                        }
                    }
                    filled
                }
            }, status: refused == nil ? .ok : .unprocessableContent)
    }
}
