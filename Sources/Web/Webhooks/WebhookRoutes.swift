import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Programs elsewhere that are told what happens.
extension DeskServer {
    func addWebhooks(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.webhooks)) { request, _ in
            try await permitted(.webhooks, request) { person in try await webhooksPage(person) }
        }
        router.post(RouterPath(Page.webhooks)) { request, context in
            try await permitted(.webhooks, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    // A page from before the ticks sends words.
                    let words = form["kinds"].split(whereSeparator: { $0.isWhitespace || $0 == "," })
                    let ticked = FormField.ticked(Fact.Kind.choices, "kinds", in: form)
                    let secret = try await office.addWebhook(
                        named: form["name"], to: form["url"].trimmingPrefix(" ").description,
                        kinds: words.map(String.init) + ticked, by: person.asker)
                    return try await webhooksPage(person, made: secret)
                } catch let refusal as Desk.Refusal {
                    return try await webhooksPage(person, refused: (form, refusal))
                }
            }
        }
        act("pause", on: router) { id, person in try await office.pauseWebhook(id, true, by: person.asker) }
        act("resumption", on: router) { id, person in
            try await office.pauseWebhook(id, false, by: person.asker)
        }
        act("removal", on: router) { id, person in try await office.removeWebhook(id, by: person.asker) }
    }

    private func act(
        _ noun: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (Int64, SignedIn) async throws -> Bool
    ) {
        router.post(RouterPath("/webhooks/:id/\(noun)")) { request, context in
            try await permitted(.webhooks, request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                let id = Int64(try context.parameters.require("id")) ?? 0
                return try await body(id, person) ? redirect(to: Page.webhooks) : notFound()
            }
        }
    }

    private func webhooksPage(
        _ person: SignedIn, made: String? = nil, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let rows = try await office.database.read { reader in
            let words = person.words(at: now)
            return try reader.webhooks().map { hook in
                func act(_ noun: String) -> FormTarget {
                    FormTarget(action: Page.webhook(hook.id, noun), csrf: person.csrf)
                }
                return WebhooksView.Row(
                    id: hook.id, name: hook.name, url: hook.url,
                    kinds: hook.kinds.isEmpty
                        ? "Everything" : hook.kinds.map(Fact.Kind.words(named:)).joined(separator: ", "),
                    waiting: try reader.webhookCallCount(of: hook.id),
                    standing: hook.isPaused
                        ? "Paused" : hook.problem.isEmpty ? "Works" : "Tried again: \(hook.problem)",
                    succeeded: hook.succeeded.map(words.moment),
                    pause: act(hook.isPaused ? "resumption" : "pause"), isPaused: hook.isPaused,
                    removal: act("removal"))
            }
        }
        var view = WebhooksView(rows: rows, made: made, form: .addWebhook(person.csrf))
        view.form.isOpen = rows.isEmpty
        view.form.show(refused)
        let filled = view
        return page(
            Layout(head("Webhooks", person, current: Page.webhooks)) { filled },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension ActForm {
    static func addWebhook(_ csrf: String) -> ActForm {
        ActForm(
            id: "webhook", title: "Add a webhook", target: FormTarget(action: Page.webhooks, csrf: csrf),
            effect:
                "It is told of each fact by its kind, its ticket's number and times; never what people "
                + "wrote. Each call is signed, comes at least once, and in order for each ticket.",
            fields: [
                FormField(
                    scope: "webhook", name: "name", label: "Name", kind: .line,
                    hint: "For example Status page.", isRequired: true),
                FormField(
                    scope: "webhook", name: "url", label: "Address", kind: .line,
                    hint: "For example https://status.harbor.example/duly. A public one.", isRequired: true),
                FormField(
                    scope: "webhook", name: "kinds", label: "Of what", kind: .several(Fact.Kind.choices),
                    hint: "None ticked is all, also of kinds that later versions add."),
                .password("webhook"),
            ], submit: "Add webhook", isWeighty: true)
    }
}

extension Fact.Kind {
    /// All, in words by their alphabet.
    fileprivate static let choices = allCases.map {
        FieldChoice(value: $0.rawValue, label: words(named: $0.rawValue).capitalisedFirst)
    }.sorted { $0.label < $1.label }
}
