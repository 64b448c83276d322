import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The words of the desk's mails: a manager reads, changes and tries them, switches off what the agreement
// does not ask for, and says who reads which language.
extension DeskServer {
    func addMails(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.mails)) { request, _ in
            try await permitted(.mailWords, request) { person in try await mailsPage(person) }
        }
        router.get("/mails/:kind") { request, context in
            try await permitted(.mailWords, request) { person in
                guard let kind = Self.letterKind(context) else { return notFound() }
                let query = request.uri.queryParameters
                let asked = Dictionary(
                    query.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
                return try await mailPage(LetterOrder(kind, Fields(asked)), person)
            }
        }
        router.post("/mails/:kind") { request, context in
            try await permitted(.mailWords, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                guard let kind = Self.letterKind(context) else { return notFound() }
                return try await write(LetterOrder(kind, form), person)
            }
        }
        router.post("/mails/:kind/switch") { request, context in
            try await permitted(.mailWords, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                guard let kind = Self.letterKind(context) else { return notFound() }
                return try await refusingMails(form, nil, person) {
                    try await office.turn(kind, on: form["on"] == "yes", by: person.asker.person)
                }
            }
        }
        router.post(RouterPath(Page.languages)) { request, _ in
            try await permitted(.mailWords, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await refusingMails(form, form["of"], person) {
                    try await office.carryOut(try LanguageOrder(form))
                }
            }
        }
    }

    private static func letterKind(_ context: DeskContext) -> LetterKind? {
        context.parameters.get("kind").flatMap { LetterKind(rawValue: $0) }
    }

    private func refusingMails(
        _ form: Fields, _ act: String?, _ person: SignedIn, _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return redirect(to: Page.mails)
        } catch let refusal as Desk.Refusal {
            return try await mailsPage(person, refused: (act, form, refusal))
        }
    }

    private func mailsPage(
        _ person: SignedIn, refused: (act: String?, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        var view = try await office.database.read { reader in
            let words = person.words(at: now)
            return try LettersView(of: reader, office, words, csrf: person.csrf)
        }
        if let refused {
            if let index = view.forms.firstIndex(where: { $0.id == refused.act }) {
                view.forms[index].show((refused.form, refused.refusal))
            } else {
                view.refusal = Refusal(refused.refusal)
            }
        }
        let layout = Layout(head("Mails", person, current: Page.mails)) { view }
        return page(layout, status: refused == nil ? .ok : .unprocessableContent)
    }

    private func write(_ order: LetterOrder, _ person: SignedIn) async throws -> Response {
        if order.act == .preview { return try await mailPage(order, person) }
        do {
            try await office.saveWords(
                order.act == .standard ? "" : order.written, at: order.place, over: order.version,
                by: person.asker.person)
            return redirect(to: order.address)
        } catch let refusal as Desk.Refusal {
            return try await mailPage(order, person, refused: [refusal])
        }
    }

    private func mailPage(
        _ order: LetterOrder, _ person: SignedIn, refused: [Desk.Refusal] = []
    ) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { reader in
            let words = person.words(at: now)
            return try LetterView(order, of: reader, office, words, csrf: person.csrf, refused: refused)
        }
        let isRefused = !view.problems.isEmpty
        let layout = Layout(head(view.title, person, current: Page.mails)) { view }
        return page(layout, status: isRefused ? .unprocessableContent : .ok)
    }
}
