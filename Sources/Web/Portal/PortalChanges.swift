import Agreements
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// What the provider proposed between two versions, answered by a signatory who is signed in: other hours and
// holidays (clause A.3), a clerical error (clause I). Agreeing wants the password given again; the mailed
// link does the same without signing in.
extension DeskServer {
    func addPortalChanges(to router: Router<DeskContext>) {
        let path = "/portal/agreements/:name/proposals/:kind/:number"
        router.get(RouterPath(path)) { request, context in
            try await proposal(request, context) { place, person in
                try await portalChange(place, person)
            }
        }
        router.post(RouterPath("\(path)/acceptance")) { request, context in
            let form = try await Fields(form: request)
            return try await answer(form, request, context) { place, person in
                try await confirmPassword(form, of: person, request, context)
                try await office.acceptAsContact(
                    place.change, of: place.name, hasConsented: form["consent"] == "yes", by: person.asker)
            }
        }
        router.post(RouterPath("\(path)/refusal")) { request, context in
            let form = try await Fields(form: request)
            return try await answer(form, request, context) { place, person in
                try await office.refuseAsContact(
                    place.change, of: place.name, reason: form["reason"], by: person.asker)
            }
        }
    }

    private struct ChangePlace {
        let name: String
        let change: Office.Change
    }

    /// What is no proposal is hidden like one of others, once it is known who asks.
    private func proposal(
        _ request: Request, _ context: DeskContext,
        _ body: (ChangePlace, SignedIn) async throws -> Response
    ) async throws -> Response {
        let name = try context.parameters.require("name")
        let kind = Office.Change.Kind(rawValue: try context.parameters.require("kind"))
        let number = Int(try context.parameters.require("number"))
        return try await signatory(name, .confirmAdjustment, request) { person in
            guard let kind, let number else { throw Access.Denial.hidden }
            return try await body(ChangePlace(name: name, change: Office.Change(kind, number)), person)
        }
    }

    private func answer(
        _ form: Fields, _ request: Request, _ context: DeskContext,
        _ act: (ChangePlace, SignedIn) async throws -> Void
    ) async throws -> Response {
        try await proposal(request, context) { place, person in
            guard person.isOwn(form) else { return foreignForm() }
            do {
                try await act(place, person)
                return redirect(to: Page.portalAgreements)
            } catch let refusal as Desk.Refusal {
                return try await portalChange(place, person, refused: (form, refusal))
            }
        }
    }

    private func portalChange(
        _ place: ChangePlace, _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        let desk = try await office.database.read {
            try office.changeAsked(place.change, of: place.name, by: person.asker, in: $0)
        }
        let page = Page.portalChange(place.name, place.change)
        func target(_ noun: String) -> FormTarget {
            FormTarget(action: "\(page)/\(noun)", csrf: person.csrf)
        }
        var view = ChangePage(
            back: NavLink(label: "Agreements", href: Page.portalAgreements),
            title: desk.change.kind == .adjustment ? "Other support hours" : "A clerical error",
            summary: "Your provider proposes this for agreement \(desk.terms.version). Nothing changes "
                + "before your answer.",
            lines: desk.lines, impact: desk.impact.map { ImpactView($0) }, acts: [])
        if desk.impact?.refusal == nil {
            view.acts.append(
                .confirmChange(
                    target("acceptance"), asked: desk.asked, clause: desk.change.clause,
                    withPassword: true))
        }
        view.acts.append(
            .refuseChange(target("refusal"), title: "Refuse it", clause: desk.change.clause))
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.acts.indices where view.acts[index].isAnswered(by: refused.form) {
                view.acts[index].show(refused)
            }
        }
        let shown = view
        return portalPage(
            view.title, person, current: Page.portalAgreements,
            status: refused == nil ? .ok : .unprocessableContent
        ) { shown }
    }
}
