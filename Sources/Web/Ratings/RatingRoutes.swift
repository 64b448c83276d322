import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The page behind the address in a survey (clause F). Opening it rates nothing, whatever number its address
// bears: programs open every link of a mail. The button rates.
extension DeskServer {
    func addRating(to router: Router<DeskContext>) {
        router.get("/rating/:ticket/:resolution/:word") { request, context in
            let chosen = request.uri.queryParameters.get("score", as: Int.self)
            return try await ratingPage(try RatingPlace(context), chosen: chosen)
        }
        router.post("/rating/:ticket/:resolution/:word") { request, context in
            let place = try RatingPlace(context)
            let form = try await Fields(form: request)
            do {
                let wish = Office.RatingWish(score: form["score"], comment: form["comment"])
                try await office.rateAsked(place.ticket, place.resolution, word: place.word, wish)
                return redirect(
                    to: Page.rating(place.ticket.rawValue, place.resolution, place.word) + "?done=yes")
            } catch let refusal as Desk.Refusal {
                return try await ratingPage(place, chosen: nil, refused: (form, refusal))
            }
        }
    }

    /// A number that is none opens nothing, like a wrong word.
    private struct RatingPlace {
        let ticket: Ticket.ID
        let resolution: Int
        let word: String

        init(_ context: DeskContext) throws {
            ticket = Ticket.ID(Int64(try context.parameters.require("ticket")) ?? 0)
            resolution = Int(try context.parameters.require("resolution")) ?? 0
            word = try context.parameters.require("word")
        }
    }

    private func ratingPage(
        _ place: RatingPlace, chosen: Int?, refused: RefusedForm? = nil
    ) async throws -> Response {
        let found = try await office.ratingAsked(place.ticket, place.resolution, word: place.word)
        guard let asked = found else {
            let dead = Desk.Refusal.deadRatingLink
            return deadLinkPage(dead.message, dead.remedy)
        }
        var view = RatingView(
            ticket: "#\(asked.ticket) \(asked.subject)", given: asked.given?.score, form: nil,
            refusal: asked.refusal.map { Refusal($0) })
        if asked.refusal == nil {
            let score = chosen.flatMap { Ticket.scores.contains($0) ? $0 : nil } ?? asked.given?.score
            let target = FormTarget(
                action: Page.rating(place.ticket.rawValue, place.resolution, place.word), csrf: "")
            var form = ActForm(
                id: "rate", title: asked.given == nil ? "Your rating" : "Change your rating", clause: "F",
                target: target, effect: RatingAsked.effect,
                fields: RatingAsked(score: score, comment: asked.comment).fields,
                submit: asked.given == nil ? "Send the rating" : "Change it")
            form.isOpen = asked.given == nil || chosen != nil || refused != nil
            form.show(refused)
            view.form = form
        }
        let shown = view
        return page(
            Layout(customerHead("How was it?")) { shown },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}
