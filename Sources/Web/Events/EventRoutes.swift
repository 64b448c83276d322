import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Declared events: the list, one with its tickets, the form, and what is decided about them.
extension DeskServer {
    func addEvents(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.events)) { request, _ in
            try await permitted(.eventView, request) { person in try await eventsPage(person) }
        }
        router.get(RouterPath(Page.eventDeclaration)) { request, _ in
            try await permitted(.eventDeclare, request) { person in try await declarationPage(person) }
        }
        router.post(RouterPath(Page.events)) { request, _ in
            try await permitted(.eventDeclare, request) { person in
                try await declare(try await FilesForm(request), person)
            }
        }
        router.get("/events/:id") { request, context in
            try await permitted(.eventView, request) { person in
                try await eventPage(Self.event(context), person)
            }
        }
        router.get("/events/:id/evidence/:digest") { request, context in
            try await permitted(.eventView, request) { _ in
                try await eventEvidence(Self.event(context), try context.parameters.require("digest"))
            }
        }
        addEventActs(to: router)
    }

    private func addEventActs(to router: Router<DeskContext>) {
        act("end", .eventDeclare, on: router) { form, words in
            .end(at: try words.instant(of: "to", in: form))
        }
        act("approval", .eventDecide, on: router) { _, _ in .approve }
        act("refusal", .eventDecide, on: router) { form, _ in .refuse(reason: form["reason"]) }
        act("withdrawal", .eventDeclare, on: router) { form, _ in .withdraw(reason: form["reason"]) }
        act("reversal", .eventDecide, on: router) { form, _ in .takeBack(reason: form["reason"]) }
        router.post("/events/:id/evidence") { request, context in
            try await permitted(.eventDeclare, request) { person in
                let form = try await FilesForm(request)
                return try await change(Self.event(context), "evidence", form.fields, person) { id in
                    try await office.give(form.files, to: id, by: person.asker)
                }
            }
        }
    }

    private func act(
        _ noun: String, _ capability: Capability, on router: Router<DeskContext>,
        _ what: @escaping @Sendable (Fields, DeskWords) throws -> EventCommand.What
    ) {
        router.post(RouterPath("/events/:id/\(noun)")) { request, context in
            try await permitted(capability, request) { person in
                let form = try await Fields(form: request)
                return try await change(Self.event(context), noun, form, person) { id in
                    let words = person.words(at: office.clock())
                    try await office.settle(try what(form, words), on: id, by: person.asker)
                }
            }
        }
    }

    private static func event(_ context: DeskContext) -> ExclusionEvent.ID? {
        context.parameters.get("id").flatMap { Int64($0) }.map { ExclusionEvent.ID($0) }
    }

    /// Does it, or shows the page again with what was sent and why it was refused.
    private func change(
        _ id: ExclusionEvent.ID?, _ noun: String, _ form: Fields, _ person: SignedIn,
        _ body: (ExclusionEvent.ID) async throws -> Void
    ) async throws -> Response {
        guard let id else { return notFound() }
        guard person.isOwn(form) else { return foreignForm() }
        do {
            try await body(id)
            return redirect(to: Page.event(id.rawValue))
        } catch let refusal as Desk.Refusal {
            return try await eventPage(id, person, refused: (noun, form, refusal))
        }
    }

    private func eventsPage(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let rows = try await office.database.read { reader -> [EventRow] in
            let words = person.words(at: now)
            let names = Dictionary(
                try reader.agents().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            return try office.events(in: reader).map { event in
                EventRow(
                    event: NavLink(label: event.id.title, href: Page.event(event.id.rawValue)),
                    what: event.declared.reason, span: EventSight.span(event, words),
                    ground: event.declared.ground,
                    standing: EventSight.standing(event, words) { actor in
                        actor.person.flatMap { names[$0.rawValue] } ?? "somebody"
                    })
            }
        }
        let may = (try? Access.require(.eventDeclare, by: person.asker)) != nil
        let view = EventsView(
            rows: rows,
            declare: may ? NavLink(label: "Declare an event", href: Page.eventDeclaration) : nil)
        return page(Layout(head("Events", person, current: Page.events)) { view })
    }

    private func eventPage(
        _ id: ExclusionEvent.ID?, _ person: SignedIn,
        refused: (noun: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard let id else { return notFound() }
        let now = office.clock()
        let sight = try await office.database.read { reader in
            try office.event(id, in: reader).map {
                try EventSight($0, person.seat, office: office, now: now, reader)
            }
        }
        guard let sight else { return notFound() }
        var view = sight.view(person)
        if let refused {
            let action = Page.eventAct(id.rawValue, refused.noun)
            if let index = view.acts.firstIndex(where: { $0.target.action == action }) {
                view.acts[index].show((refused.form, refused.refusal))
            } else {
                view.refusal = Refusal(refused.refusal)
            }
        }
        return page(
            Layout(head(sight.title, person, current: Page.events)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func declarationPage(
        _ person: SignedIn, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let words = person.words(at: now)
        let choice = try await office.database.read { try DeclarationChoice(office, $0) }
        var view = DeclarationView(choice, refused?.form, words, csrf: person.csrf)
        if let refusal = refused?.refusal {
            view.refusal = Refusal(refusal)
            for index in view.fields.indices where view.fields[index].name == refusal.field {
                view.fields[index].problem = refusal.message
            }
            if refusal.field == "tickets" { view.picked.problem = refusal.message }
        }
        return page(
            Layout(head("Declare an event", person, current: Page.events)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func declare(_ form: FilesForm, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form.fields) else { return foreignForm() }
        do {
            let order = try EventOrder(form.fields, person.words(at: office.clock()))
            let id = try await office.declare(order.declaration, form.files, by: person.asker)
            return redirect(to: Page.event(id.rawValue))
        } catch let refusal as Desk.Refusal {
            return try await declarationPage(person, refused: (form.fields, refusal))
        }
    }

    private func eventEvidence(_ id: ExclusionEvent.ID?, _ digest: String) async throws -> Response {
        guard let id else { return notFound() }
        let found = try await office.database.read { reader -> (Blob, Evidence)? in
            guard
                let file = try office.event(id, in: reader)?.event.evidence.first(where: {
                    $0.digest == digest
                }),
                let blob = try reader.blob(digest)
            else { return nil }
            return (blob, file)
        }
        guard let (blob, file) = found else { return notFound() }
        return download(blob, file.mediaType, name: file.name)
    }
}
