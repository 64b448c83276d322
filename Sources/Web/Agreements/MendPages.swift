import Agreements
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations

// A clerical error of a version in force: named, looked at, proposed with the password.
extension DeskServer {
    func addMending(to router: Router<DeskContext>) {
        router.get("/agreements/:name/errors") { request, context in
            try await permitted(.agreementAdjust, request) { person in
                try await errorsPage(try context.parameters.require("name"), person)
            }
        }
        changing("/agreements/:name/errors/preview", on: router) { name, form, person, _ in
            try await errorsPreview(name, form, person)
        }
        changing("/agreements/:name/errors", on: router) { name, form, person, sent in
            do {
                try await confirmPassword(form, of: person, sent.request, sent.context)
                try await office.proposeMend(name, Office.MendOrder(form), by: person.asker.actor)
            } catch let refusal as Desk.Refusal where refusal.field == "password" {
                return try await errorsPreview(name, form, person, refused: refusal)
            } catch let refusal as Desk.Refusal {
                return try await errorsPage(name, person, refused: (form, refusal))
            }
            return redirect(to: Page.agreement(name) + "#changes")
        }
    }

    private func errorsPage(_ name: String, _ person: SignedIn, refused: RefusedForm? = nil) async throws
        -> Response
    {
        guard let terms = try await held(name) else { return notInForce(name) }
        var form = errorsForm(name, terms, person)
        form.show(refused)
        let view = ChangePage(
            back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)), title: "Clerical errors",
            summary:
                "Version \(terms.version.number) is signed. A slip of the pen is mended by both parties.",
            acts: [form])
        return page(
            Layout(head("\(name), clerical errors", person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func errorsForm(_ name: String, _ terms: PinnedTerms, _ person: SignedIn) -> ActForm {
        let places = terms.terms.mendable.map {
            FieldChoice(value: $0.path, label: "\(Terms.words(of: $0.path)): \($0.text)")
        }
        return .nameMend(FormTarget(action: Page.errorsPreview(name), csrf: person.csrf), places: places)
    }

    /// `refused` is why it was not proposed though it could be.
    private func errorsPreview(
        _ name: String, _ form: Fields, _ person: SignedIn, refused: Desk.Refusal? = nil
    ) async throws -> Response {
        guard let terms = try await held(name) else { return notInForce(name) }
        do {
            let order = Office.MendOrder(form)
            let (impact, mend) = try await office.impact(name, order)
            var change = errorsForm(name, terms, person)
            for index in change.fields.indices {
                change.fields[index].value = form[change.fields[index].name]
            }
            (change.isOpen, change.title, change.submit) = (false, "Change the proposal", "Show it again")
            let target = FormTarget(
                action: Page.errors(name), csrf: person.csrf,
                hidden: change.fields.map { HiddenField(name: $0.name, value: $0.value) })
            let asked = order.side == .provider ? terms.terms.customer.name : terms.terms.provider.name
            var propose = ActForm.proposeMend(target, to: asked)
            propose.show(refused.map { (form, $0) })
            let view = ChangePage(
                back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)),
                title: "A clerical error: what mending it comes to", summary: "Nothing is proposed yet.",
                lines: ChangeWords.lines(mend), impact: ImpactView(impact), acts: [propose, change])
            return page(
                Layout(head("\(name), clerical errors", person, current: Page.agreements)) { view },
                status: refused == nil ? .ok : .unprocessableContent)
        } catch let refusal as Desk.Refusal {
            return try await errorsPage(name, person, refused: (form, refusal))
        }
    }
}

extension Office.MendOrder {
    fileprivate init(_ form: Fields) {
        self.init(
            side: Side(rawValue: form["side"]) ?? .provider, path: form["path"], reads: form["reads"],
            reason: form["reason"])
    }
}
