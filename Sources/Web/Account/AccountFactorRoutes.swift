import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The app with codes and the passkeys of one's own account.
extension DeskServer {
    func addAccountFactors(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.accountAct("app"))) { request, _ in
            try await signedIn(request) { person in try await appPage(person) }
        }
        router.post(RouterPath(Page.accountAct("app"))) { request, context in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    let codes = try await office.setUpApp(
                        form["offer"], code: form["code"], of: person.asker.person)
                    return recoveryPage(codes, person)
                } catch let refusal as Desk.Refusal {
                    return try await appPage(person, refused: (form, refusal))
                }
            }
        }
        accountAct("app/removal", "remove-app", on: router) { _, person in
            try await office.removeApp(of: person.asker.person)
            return redirect(to: Page.account)
        }
        accountAct("recovery-codes", "recovery", on: router) { _, person in
            recoveryPage(try await office.makeRecoveryCodes(of: person.asker.person), person)
        }
        accountAct("passkeys", "passkey", on: router) { form, person in
            do {
                try await office.addPasskey(
                    passkeyAnswer(form), named: form["name"], of: person.asker.person,
                    session: person.digest, passkeyCheck)
            } catch let problem as PasskeyProblem {
                throw Desk.Refusal(problem)
            }
            return try await accountPage(person, done: "The passkey is added.")
        }
        addPasskeyRemoval(to: router)
    }

    private func addPasskeyRemoval(to router: Router<DeskContext>) {
        router.post("/account/passkeys/:id/removal") { request, context in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                let id = Int64(try context.parameters.require("id")) ?? 0
                do {
                    try await confirmPassword(form, of: person, request, context)
                    let isGone = try await office.removePasskey(id, of: person.asker.person)
                    return isGone ? redirect(to: Page.account) : notFound()
                } catch let refusal as Desk.Refusal {
                    return try await accountPage(person, refused: ("remove-passkey-\(id)", form, refusal))
                }
            }
        }
    }

    private func appPage(
        _ person: SignedIn, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard let stored = try await office.database.read({ try $0.person(person.asker.person.rawValue) })
        else { return notFound() }
        let offer = try await office.offerApp(to: stored, again: refused?.form["offer"] ?? "")
        var view = AppSetUpView(
            offer, target: FormTarget(action: Page.accountAct("app"), csrf: person.csrf))
        view.proof = .password("app")
        view.show(refused?.refusal)
        return page(
            Layout(head("Set up an app", person, current: Page.account)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func recoveryPage(_ codes: [String], _ person: SignedIn) -> Response {
        page(
            Layout(head("Recovery codes", person, current: Page.account)) {
                RecoveryCodesView(codes: codes, next: Page.account)
            })
    }
}

extension AppSetUpView {
    mutating func show(_ refused: Desk.Refusal?) {
        guard let refused else { return }
        refusal = Refusal(refused)
        if refused.field == field.name { field.problem = refused.message }
        if refused.field == proof?.name { proof?.problem = refused.message }
    }
}
