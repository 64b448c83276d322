import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Views of the queue kept under a name.
extension DeskServer {
    func addSavedViews(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.savedViews)) { request, _ in
            try await permitted(.ticketView, request) { person in try await savedViewsPage(person) }
        }
        router.post(RouterPath(Page.savedViews)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await keepView(form, person)
            }
        }
        router.post("/queue/views/:id") { request, context in
            let id = Self.number(context)
            return try await savedViewAct(request, "view-\(id)") { form, person in
                try await office.changeView(
                    id, name: form["name"], sharing: form["sharing"], by: person.asker)
                return Page.savedViews
            }
        }
        router.post("/queue/views/:id/removal") { request, context in
            let id = Self.number(context)
            return try await savedViewAct(request, "view-\(id)") { _, person in
                try await office.removeView(id, by: person.asker)
                return Page.savedViews
            }
        }
        router.post(RouterPath(Page.startView)) { request, _ in
            try await savedViewAct(request, "start") { form, person in
                try await office.begin(with: Int64(form["view"]), by: person.asker)
                return Page.savedViews
            }
        }
    }

    /// What is refused is shown with the list that was to be kept.
    private func keepView(_ form: Fields, _ person: SignedIn) async throws -> Response {
        // In the one form of it, so that the view is found again.
        let asked = QueueQuestion(query: form["query"])
        do {
            try await office.keepView(
                form["name"], query: asked.query, sharing: form["sharing"], by: person.asker)
            return redirect(to: asked.address)
        } catch let refusal as Desk.Refusal {
            var view = try await queueView(asked, person)
            view.address = asked.address
            view.keeping?.query = asked.query
            view.keeping?.refused = (form, refusal)
            let shown = view
            return page(
                Layout(head("Queue", person, current: Page.queue)) { shown }, status: .unprocessableContent)
        }
    }

    func startView(of person: SignedIn) async throws -> StoredSavedView? {
        try await office.database.read { try office.startView(of: person.asker, in: $0) }
    }

    /// Gives where the act leads; what is refused is shown at its form.
    private func savedViewAct(
        _ request: Request, _ id: String, _ act: (Fields, SignedIn) async throws -> String
    ) async throws -> Response {
        try await permitted(.ticketView, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            do {
                return redirect(to: try await act(form, person))
            } catch let refusal as Desk.Refusal {
                return try await savedViewsPage(person, refused: (id, form, refusal))
            }
        }
    }

    private func savedViewsPage(
        _ person: SignedIn, refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let asker = person.asker
        let (views, start, groups) = try await office.database.read { reader in
            (
                try office.savedViews(for: asker, in: reader),
                try office.startView(of: asker, in: reader)?.id, try reader.groups()
            )
        }
        let begin = FormTarget(action: Page.startView, csrf: person.csrf)
        var page = SavedViewsView(
            rows: views.map { view in
                SavedViewRow(
                    title: NavLink(label: view.name, href: "\(Page.queue)?\(view.query)"), id: view.id,
                    asks: QueueQuestion(query: view.query).words, users: view.sharing.inWords(groups),
                    begin: begin, isStart: view.id == start)
            },
            begin: begin, hasStart: start != nil,
            changes: views.filter { Office.mayChange($0, asker) }.map { view in
                .savedView(
                    view.id, (view.name, view.sharing.word), Sharing.choices(for: asker, groups), person.csrf)
            })
        page.show(refused)
        let shown = page
        return self.page(
            Layout(head("Kept views", person, current: Page.queue)) { shown },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}
