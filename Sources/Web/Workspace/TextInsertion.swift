import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations

/// Words that can be put into what somebody writes on a ticket: a canned reply, the address of an article.
struct TextInsertion: Sendable {
    /// The last part of the address below the ticket.
    let noun: String
    /// The field in which the form names what was chosen.
    let field: String
    let capability: Capability
    /// Where nothing was chosen, or it is there no more.
    let refusal: Desk.Refusal
    /// The words of what has this number; nil where it is none for this person and ticket.
    let words: @Sendable (Int64, SignedIn, TicketSight) async throws -> String?
}

extension DeskServer {
    func add(_ insertion: TextInsertion, to router: Router<DeskContext>) {
        // Without scripts: the page comes back with the words at the end of what was typed.
        router.post(RouterPath("/tickets/:id/\(insertion.noun)")) { request, context in
            try await ticket(request, context) { person, sight in
                let sent = try await FilesForm(request)
                let form = sent.fields
                guard person.isOwn(form) else { return foreignForm() }
                try Access.require(insertion.capability, by: person.asker, on: sight.thing)
                guard let words = try await insertion.words(Int64(form[insertion.field]) ?? 0, person, sight)
                else { return refused(insertion, form, person, sight) }
                let text = form["text"].followed(by: words)
                var view = sight.view(person, written: form.putting(text, in: "text"))
                view.done =
                    sent.files.isEmpty
                    ? "Put in below. Read it before you send it."
                    : "Put in below. Choose your files again: a page can't keep them."
                let shown = view
                return page(Layout(head("#\(sight.id) \(sight.subject)", person, current: "")) { shown })
            }
        }
        // With scripts: the words alone, to stand where the cursor is.
        router.get(RouterPath("/tickets/:id/\(insertion.noun)/:number")) { request, context in
            let number = Self.number(context, "number")
            return try await ticket(request, context) { person, sight in
                try Access.require(insertion.capability, by: person.asker, on: sight.thing)
                guard let words = try await insertion.words(number, person, sight) else { return notFound() }
                return Response(
                    status: .ok,
                    headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: words)))
            }
        }
    }

    private func refused(
        _ insertion: TextInsertion, _ form: Fields, _ person: SignedIn, _ sight: TicketSight
    ) -> Response {
        let refused = Refused(act: .replies, form: form, refusal: insertion.refusal)
        let layout = Layout(head(sight.subject, person, current: "")) {
            sight.view(person, refused: refused)
        }
        return page(layout, status: .unprocessableContent)
    }
}

extension String {
    /// What was typed stands first, with a blank line before what is put behind it.
    func followed(by words: String) -> String {
        let typed = self
        guard let last = typed.last(where: { !$0.isWhitespace }) else { return words }
        let end = typed.lastIndex(of: last).map { typed.index(after: $0) } ?? typed.endIndex
        return typed[..<end] + "\n\n" + words
    }
}
