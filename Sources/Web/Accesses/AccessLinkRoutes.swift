import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// The page behind the address in a mail about an access (clause G). It shows how the access is used, and a
// form ends it; opening it ends nothing.
extension DeskServer {
    func addAccessLinks(to router: Router<DeskContext>) {
        router.get("/access/:ticket/:number/:word") { _, context in
            try await accessPage(try Self.place(context))
        }
        router.post("/access/:ticket/:number/:word/ending") { request, context in
            let place = try Self.place(context)
            let form = try await Fields(form: request)
            do {
                try await office.endAsked(
                    place.ticket, place.number, word: place.word, reason: form["reason"])
                return try await accessPage(place, done: "Thank you. It has ended; a mail says so.")
            } catch let refusal as Desk.Refusal {
                return try await accessPage(place, refused: (form, refusal))
            }
        }
    }

    private typealias AccessPlace = (ticket: Ticket.ID, number: Int, word: String)

    /// What is no number opens nothing, like a wrong word.
    private static func place(_ context: DeskContext) throws -> AccessPlace {
        let ticket = Int64(try context.parameters.require("ticket")) ?? 0
        let number = Int(try context.parameters.require("number")) ?? 0
        return (Ticket.ID(ticket), number, try context.parameters.require("word"))
    }

    private func accessPage(
        _ place: AccessPlace, done: String? = nil, refused: RefusedForm? = nil
    ) async throws -> Response {
        guard let asked = try await office.accessAsked(place.ticket, place.number, word: place.word) else {
            let dead = Desk.Refusal.deadAccessLink
            return deadLinkPage(dead.message, dead.remedy)
        }
        let words =
            try asked.terms.map { DeskWords($0, now: asked.now) }
            ?? DeskWords(rules: ZoneFiles.utc(), zone: "UTC", now: asked.now)
        let sentences = AccessSentences(asked.access, words) { _ in "" }
        var view = ChangePage(
            title: "Access to \(asked.access.what.system)", summary: sentences.standing(seenBy: .customer),
            lines: lines(asked, words), acts: [], done: done)
        if asked.access.standing(at: asked.now) != .over {
            let target = FormTarget(
                action: Page.accessAsked(place.ticket.rawValue, place.number, place.word) + "/ending",
                csrf: "")
            var act = ActForm.endAskedAccess(target)
            act.show(refused)
            view.acts = [act]
        } else if let refused {
            view.refusal = Refusal(refused.refusal)
        }
        return page(
            Layout(customerHead("An access you gave")) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func lines(_ asked: Office.AskedAccess, _ words: DeskWords) -> [String] {
        let what = asked.access.what
        let about = [
            "What for: \(what.purpose)", "Who may use it: \(asked.users)",
            "From \(words.whole(what.span.from)) until \(words.whole(what.span.to))",
            "Given by \(asked.contact) \(what.said.spoken), for ticket \(asked.ticket)",
        ]
        let uses = asked.uses.map { "Used \(words.short($0.at)) by \($0.by): \($0.purpose)" }
        return about + (uses.isEmpty ? ["It was never used."] : uses)
    }
}

extension ZoneFiles {
    fileprivate static func utc() throws -> ZoneRules {
        guard let utc = TimeZoneName("UTC") else { preconditionFailure("UTC is a zone") }
        return try ZoneFiles().rules(of: utc)
    }
}
