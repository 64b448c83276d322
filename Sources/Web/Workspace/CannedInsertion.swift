import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// A canned reply put into what somebody writes on a ticket.
extension DeskServer {
    func addCannedInsertion(to router: Router<DeskContext>) {
        // Without scripts: the page comes back with the words at the end of what was typed.
        router.post("/tickets/:id/canned-replies") { request, context in
            try await ticket(request, context) { person, sight in
                let sent = try await FilesForm(request)
                let form = sent.fields
                guard person.isOwn(form) else { return foreignForm() }
                try Access.require(.cannedReplies, by: person.asker, on: sight.thing)
                let words = try await filledReply(Int64(form["canned"]) ?? 0, person, sight)
                guard let words else { return cannedRefusal(form, person, sight) }
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
        router.get("/tickets/:id/canned-replies/:number") { request, context in
            let number = Self.number(context, "number")
            return try await ticket(request, context) { person, sight in
                try Access.require(.cannedReplies, by: person.asker, on: sight.thing)
                guard let words = try await filledReply(number, person, sight) else { return notFound() }
                return Response(
                    status: .ok,
                    headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: words)))
            }
        }
    }

    private func filledReply(
        _ id: Int64, _ person: SignedIn, _ sight: TicketSight
    ) async throws -> String? {
        try await office.database.read { reader in
            guard let reply = try office.cannedReply(id, for: person.asker, in: reader),
                let desk = try office.dossier(Ticket.ID(sight.id), in: reader)
            else { return nil }
            return try office.filled(reply.words, on: desk, by: person.asker, reader)
        }
    }

    private func cannedRefusal(_ form: Fields, _ person: SignedIn, _ sight: TicketSight) -> Response {
        let refusal = Desk.Refusal(
            "canned-missing", field: "canned", "No canned reply was chosen, or it is gone.",
            remedy: "Choose one of the list and press Insert.")
        let refused = Refused(act: .replies, form: form, refusal: refusal)
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
