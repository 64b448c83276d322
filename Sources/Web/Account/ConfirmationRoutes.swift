import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// That a signed-in person proves again who it is, by any way that they have; it holds for ten minutes.
extension DeskServer {
    func addConfirmation(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.accountAct("confirmation"))) { request, _ in
            try await signedIn(request) { person in try await confirmationPage(person) }
        }
        confirming("confirmation", "confirm", on: router) { form, person, request, context in
            guard !form["password"].isEmpty else { throw Desk.Refusal.noPassword }
            try await confirmPassword(form, of: person, request, context)
            return true
        }
        confirming("confirmation/mail", "mail", on: router) { _, person, request, context in
            let name = "person \(person.asker.person)"
            let network = context.network(of: request)
            if let seconds = mailedLinks.begin(address: name, network: network, at: office.clock()) {
                throw Desk.Refusal.tooManyPasswords(minutes: (seconds + 59) / 60)
            }
            try await office.mailConfirmationCode(to: person.asker.person)
            return false
        }
        confirming("confirmation/code", "code", on: router) { form, person, request, context in
            let name = "person \(person.asker.person)"
            let (network, now) = (context.network(of: request), office.clock())
            if let seconds = stepCodes.begin(address: name, network: network, at: now) {
                throw Desk.Refusal.tooManyPasswords(minutes: (seconds + 59) / 60)
            }
            guard try await office.spendConfirmationCode(form["code"], of: person.asker.person) else {
                throw Desk.Refusal.wrongMailedCode
            }
            stepCodes.succeeded(address: name, network: network, at: now)
            return true
        }
        confirming("confirmation/passkey", "passkey", on: router) { form, person, _, _ in
            do {
                let known = try await office.person(
                    by: passkeyAnswer(form), for: .confirm(session: person.digest), passkeyCheck)
                guard known.id == person.asker.person.rawValue else { throw PasskeyProblem.unknown }
                return true
            } catch let problem as PasskeyProblem {
                throw Desk.Refusal(problem)
            }
        }
    }

    /// `prove` gives whether it is proved now, or a mail with a code is on its way.
    private func confirming(
        _ noun: String, _ id: String, on router: Router<DeskContext>,
        _ prove: @escaping @Sendable (Fields, SignedIn, Request, DeskContext) async throws -> Bool
    ) {
        router.post(RouterPath(Page.accountAct(noun))) { request, context in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    guard try await prove(form, person, request, context) else {
                        return try await confirmationPage(person, isMailed: true)
                    }
                    try await office.confirm(session: person.digest)
                    return redirect(to: Page.accountAct("confirmation"))
                } catch let refusal as Desk.Refusal {
                    return try await confirmationPage(person, refused: (id, form, refusal))
                }
            }
        }
    }

    private func confirmationPage(
        _ person: SignedIn, isMailed: Bool = false,
        refused: (id: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let (words, passkeys, address) = try await office.database.read { reader in
            let id = person.asker.person.rawValue
            return (
                person.words(at: now), try reader.passkeys(of: id),
                try reader.person(id)?.address ?? ""
            )
        }
        let target = { FormTarget(action: Page.accountAct($0), csrf: person.csrf) }
        var acts: [ActForm] = [
            .confirm(target("confirmation")), .mailCode(target("confirmation/mail")),
            .confirmByCode(target("confirmation/code")),
        ]
        if isMailed { for index in acts.indices { acts[index].isOpen = acts[index].id == "code" } }
        var view = ConfirmationView(
            standing: "Before you sign, decide about money or export.", acts: acts)
        if let confirmed = person.confirmed.map({ $0.advanced(by: Office.confirmationLife) }), now < confirmed
        {
            view.standing = "Confirmed until \(words.relative(confirmed)), in this session."
        }
        if isMailed { view.done = "A code is on its way to \(address)." }
        if !passkeys.isEmpty {
            view.passkey = try passkeyUse(
                for: .confirm(session: person.digest), action: Page.accountAct("confirmation/passkey"),
                csrf: person.csrf, label: "Confirm by passkey", credentials: passkeys.map(\.credential))
        }
        if let refused {
            for index in view.acts.indices where view.acts[index].id == refused.id {
                view.acts[index].show((refused.form, refused.refusal))
            }
            if !view.acts.contains(where: { $0.id == refused.id }) { view.refusal = Refusal(refused.refusal) }
        }
        return page(
            Layout(head("Confirm", person, current: Page.account)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension Desk.Refusal {
    static let wrongMailedCode = Desk.Refusal(
        "wrong-code", field: "code", "This is not the code of the newest mail, or it is over.",
        remedy: "Copy the six digits, or have another code mailed.")
}
