import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Texts of an organisation's own: the list, and one clause by clause.
extension DeskServer {
    func addTemplates(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.templates)) { request, _ in
            try await permitted(.agreementDraft, request) { person in try await templatesPage(person) }
        }
        router.post(RouterPath(Page.templates)) { request, _ in
            try await permitted(.agreementDraft, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                guard Office.isName(form["name"]) else {
                    return try await templatesPage(person, refused: (form, .badTemplateName))
                }
                return redirect(to: Page.template(form["name"]))
            }
        }
        router.get("/templates/:name") { request, context in
            try await permitted(.agreementDraft, request) { person in
                try await templatePage(try context.parameters.require("name"), person)
            }
        }
        router.post("/templates/:name") { request, context in
            try await permitted(.agreementDraft, request) { person in
                try await saveTemplate(
                    try context.parameters.require("name"), try await Fields(form: request), person)
            }
        }
    }

    private func templatesPage(
        _ person: SignedIn, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let all = try await office.database.read { try office.templates(in: $0) }
        var form = ActForm.beginTemplate(FormTarget(action: Page.templates, csrf: person.csrf))
        form.show(refused)
        let view = TemplatesView(
            standard: AgreementText.templateVersion,
            rows: all.map {
                TemplatesView.Row(
                    name: $0.name, href: Page.template($0.name), version: "\($0.version)",
                    clauses: $0.clauses.keys.map(\.id).sorted().joined(separator: ", "))
            }, begin: form)
        let layout = Layout(head("Texts", person, current: Page.agreements)) { view }
        return page(layout, status: refused == nil ? .ok : .unprocessableContent)
    }

    private func saveTemplate(_ name: String, _ form: Fields, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        let clauses = TemplateWords.clauses(form)
        do {
            try await office.saveTemplate(
                name, over: Int(form["version"]) ?? 0, clauses: clauses, by: person.asker.person)
            return redirect(to: Page.template(name))
        } catch let problems as AgreementProblems {
            return try await templatePage(name, person, typed: clauses) {
                $0.problems = ProblemList(problems.all)
            }
        } catch let refusal as Desk.Refusal {
            return try await templatePage(name, person, typed: clauses) { $0.refusal = Refusal(refusal) }
        }
    }

    /// - Parameter typed: what was sent and could not be saved; it is shown again.
    private func templatePage(
        _ name: String, _ person: SignedIn, typed: [Clause: Template.Text]? = nil,
        _ refuse: (inout TemplateView) -> Void = { _ in }
    ) async throws -> Response {
        guard Office.isName(name) else { return notFound() }
        let newest = try await office.database.read { try office.template(named: name, in: $0) }
        let words = TemplateWords(
            name: name, version: newest?.version ?? 0, clauses: typed ?? newest?.clauses ?? [:])
        var view = try words.view(zones: office.zone, csrf: person.csrf)
        refuse(&view)
        let layout = Layout(head(view.title, person, current: Page.agreements)) { view }
        return page(layout, status: typed == nil ? .ok : .unprocessableContent)
    }
}

extension ActForm {
    /// Sends `name`.
    static func beginTemplate(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "begin", title: "Begin a text", target: target,
            effect: "Opens it with every clause in the standard words. Nothing is kept until you save it.",
            fields: [
                FormField(
                    scope: "begin", name: "name", label: "Short name", kind: .line,
                    hint: "Is printed and signed with the agreement, for example harbor.", isRequired: true)
            ],
            submit: "Open it")
    }
}
