import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The second step: an app's code, a recovery code or a passkey; or an app is set up where the desk wants one.
extension DeskServer {
    func addSignInStep(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.signInStep)) { request, _ in
            try await atStep(request) { word, sight in try await stepPage(word, sight) }
        }
        router.post(RouterPath(Page.signInStep)) { request, context in
            let form = try await Fields(form: request)
            return try await atStep(request) { word, sight in
                try await slowed(sight, request, context) {
                    let session = try await office.finishStep(
                        word, code: form["code"], from: place(request, context))
                    return await entered(sight.person, session, request, context)
                } refused: {
                    try await stepPage(word, sight, refused: (form, $0))
                }
            }
        }
        router.post(RouterPath(Page.signInStepPasskey)) { request, context in
            let form = try await Fields(form: request)
            return try await atStep(request) { word, sight in
                do {
                    let session = try await office.finishStep(
                        word, by: passkeyAnswer(form), from: place(request, context), passkeyCheck)
                    return await entered(sight.person, session, request, context)
                } catch let problem as PasskeyProblem {
                    return try await stepPage(word, sight, refused: (form, Desk.Refusal(problem)))
                }
            }
        }
        router.post(RouterPath(Page.signInStepApp)) { request, context in
            let form = try await Fields(form: request)
            return try await atStep(request) { word, sight in
                do {
                    let (session, codes) = try await office.setUpApp(
                        form["offer"], code: form["code"], inStep: word, from: place(request, context))
                    let next = await destination(of: sight.person, session, request, context)
                    var response = strangersPage(
                        "Recovery codes", RecoveryCodesView(codes: codes, next: next))
                    let kept = [
                        cookie.keeping(session), cookie.ofStep.forgetting, cookie.ofWay.forgetting,
                    ]
                    for line in kept {
                        response.headers.append(HTTPField(name: .setCookie, value: line))
                    }
                    return response
                } catch let refusal as Desk.Refusal {
                    return try await stepPage(word, sight, refused: (form, refusal))
                }
            }
        }
    }

    private func atStep(
        _ request: Request, _ body: (String, Office.StepSight) async throws -> Response
    ) async throws -> Response {
        guard let word = cookie.ofStep.word(of: request), let sight = try await office.step(word) else {
            return try await signInPage(
                at: request,
                problem: "\(Desk.Refusal.deadStep.message) \(Desk.Refusal.deadStep.remedy)")
        }
        return try await body(word, sight)
    }

    /// Codes are counted for the person, whatever passwords were right before.
    private func slowed(
        _ sight: Office.StepSight, _ request: Request, _ context: DeskContext,
        _ body: () async throws -> Response, refused: (Desk.Refusal) async throws -> Response
    ) async throws -> Response {
        let (network, now) = (context.network(of: request), office.clock())
        let name = "person \(sight.person.id)"
        if let seconds = stepCodes.begin(address: name, network: network, at: now) {
            return try await waiting(seconds) {
                try await signInPage(at: request, problem: $0, status: .tooManyRequests)
            }
        }
        do {
            let response = try await body()
            stepCodes.succeeded(address: name, network: network, at: now)
            return response
        } catch let refusal as Desk.Refusal {
            return try await refused(refusal)
        }
    }

    private func stepPage(
        _ word: String, _ sight: Office.StepSight, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        if sight.wantsApp {
            let offer = try await office.offerApp(to: sight.person, again: refused?.form["offer"] ?? "")
            var view = AppSetUpView(offer, target: FormTarget(action: Page.signInStepApp, csrf: ""))
            view.why = "At this desk your role signs in with a second step."
            view.show(refused?.refusal)
            return strangersPage(
                "Set up an app", view, status: refused == nil ? .ok : .unprocessableContent)
        }
        var view = SignInStepView(target: FormTarget(action: Page.signInStep, csrf: ""))
        view.hasApp = sight.hasApp
        view.problem = refused.map { "\($0.refusal.message) \($0.refusal.remedy)" }
        if sight.hasPasskey {
            let keys = try await office.database.read { try $0.passkeys(of: sight.person.id) }
            view.passkey = try passkeyUse(
                for: .step(word: word), action: Page.signInStepPasskey, csrf: "",
                label: "Use a passkey", credentials: keys.map(\.credential))
        }
        return strangersPage("Second step", view, status: refused == nil ? .ok : .unprocessableContent)
    }
}
