import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// The address of an article put into what somebody writes to a customer.
extension DeskServer {
    func addArticleInsertion(to router: Router<DeskContext>) {
        // Without scripts: the page comes back with the address at the end of what was typed.
        router.post("/tickets/:id/articles") { request, context in
            try await ticket(request, context) { person, sight in
                let sent = try await FilesForm(request)
                let form = sent.fields
                guard person.isOwn(form) else { return foreignForm() }
                try Access.require(.reply, by: person.asker, on: sight.thing)
                guard let words = try await articleLink(Int64(form["article"]) ?? 0) else {
                    return articleRefusal(form, person, sight)
                }
                var view = sight.view(
                    person, written: form.putting(form["text"].followed(by: words), in: "text"))
                view.done =
                    sent.files.isEmpty
                    ? "Put in below. Read it before you send it."
                    : "Put in below. Choose your files again: a page can't keep them."
                let shown = view
                return page(Layout(head("#\(sight.id) \(sight.subject)", person, current: "")) { shown })
            }
        }
        // With scripts: the words alone, to stand where the cursor is.
        router.get("/tickets/:id/articles/:number") { request, context in
            let number = Self.number(context, "number")
            return try await ticket(request, context) { person, sight in
                try Access.require(.reply, by: person.asker, on: sight.thing)
                guard let words = try await articleLink(number) else { return notFound() }
                return Response(
                    status: .ok,
                    headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: words)))
            }
        }
    }

    /// Title and address of what a customer may read; nil for all else.
    private func articleLink(_ id: Int64) async throws -> String? {
        let article = try await office.database.read { try $0.article(id, .customers) }
        return article.map { "\($0.title)\n\(office.address(.article($0.id)))" }
    }

    private func articleRefusal(_ form: Fields, _ person: SignedIn, _ sight: TicketSight) -> Response {
        let refusal = Desk.Refusal(
            "article-missing", field: "article",
            "No article was chosen, or customers may not read it any more.",
            remedy: "Choose one of the list and press Insert link.")
        let refused = Refused(act: .replies, form: form, refusal: refusal)
        let layout = Layout(head(sight.subject, person, current: "")) {
            sight.view(person, refused: refused)
        }
        return page(layout, status: .unprocessableContent)
    }
}
