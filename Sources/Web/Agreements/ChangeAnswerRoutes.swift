import Agreements
import Desk
import Hummingbird
import Markup
import Operations

// The page behind a mailed link to answer a change. The word is the key: it opens this proposal and no more.
extension DeskServer {
    func addChangeAnswers(to router: Router<DeskContext>) {
        router.get("/changes/:word") { _, context in
            try await changeAskedPage(try context.parameters.require("word"))
        }
        router.post("/changes/:word/acceptance") { request, context in
            let word = try context.parameters.require("word")
            let form = try await Fields(form: request)
            return try await changeAnswer(word, form) {
                try await office.acceptAsked(word, hasConsented: form["consent"] == "yes")
                return "Thank you. Both parties have agreed to it now."
            }
        }
        router.post("/changes/:word/refusal") { request, context in
            let word = try context.parameters.require("word")
            let form = try await Fields(form: request)
            return try await changeAnswer(word, form) {
                try await office.refuseAsked(word, reason: form["reason"])
                return "Thank you. Nothing changes."
            }
        }
    }

    /// After the answer the link is dead; whoever used it is told what happened.
    private func changeAnswer(
        _ word: String, _ form: Fields, _ act: () async throws -> String
    ) async throws -> Response {
        do {
            let view = ErrorView(
                status: 200, what: try await act(),
                remedy: "You will get a mail about it. This link opens nothing any more.", href: nil)
            return page(Layout(customerHead("Done")) { view })
        } catch let refusal as Desk.Refusal {
            return try await changeAskedPage(word, refused: (form, refusal))
        }
    }

    private func changeAskedPage(_ word: String, refused: RefusedForm? = nil) async throws -> Response {
        guard let desk = try await office.changeAsked(word) else {
            return deadLinkPage("This link opens nothing any more.", Desk.Refusal.deadLink.remedy)
        }
        let words = DeskWords(desk.terms, now: office.clock())
        var view = ChangePage(
            title: desk.change.kind == .adjustment
                ? "Other support hours: your answer" : "A clerical error: your answer",
            summary: """
                For \(desk.asked), \(desk.terms.terms.customer.name). Agreement \(desk.name), version \
                \(desk.terms.version.number). Open until \(words.whole(desk.expires)).
                """, lines: desk.lines, impact: desk.impact.map { ImpactView($0) }, acts: desk.acts(word))
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.acts.indices where view.acts[index].isAnswered(by: refused.form) {
                view.acts[index].show(refused)
            }
        }
        let layout = Layout(customerHead("A change to answer")) { view }
        return page(layout, status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension Office.ChangeDesk {
    var lines: [String] {
        switch change.kind {
        case .adjustment: ChangeWords.lines(agreement.adjustments[change.number - 1].adjustment)
        case .mend: ChangeWords.lines(agreement.mends[change.number - 1].mend)
        }
    }

    fileprivate func acts(_ word: String) -> [ActForm] {
        let target = { (noun: String) in
            FormTarget(action: Page.changeAsked(word) + "/" + noun, csrf: "")
        }
        let refuse = ActForm.refuseChange(target("refusal"), title: "Refuse it", clause: change.clause)
        guard impact?.refusal == nil else { return [refuse] }
        return [.confirmChange(target("acceptance"), asked: asked, clause: change.clause), refuse]
    }
}
