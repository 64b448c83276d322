import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Signing in and out.
extension DeskServer {
    func addSession(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.signIn)) { request, _ in try await signInPage(at: request) }
        router.post(RouterPath(Page.signIn)) { request, context in
            try await signIn(try await Fields(form: request), request, context)
        }
        router.post(RouterPath(Page.signOut)) { request, _ in
            guard let person = try await person(of: request) else {
                return redirect(to: Page.signIn, setting: cookie.forgetting, cookie.ofWay.forgetting)
            }
            guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
            try await office.database.write { try $0.endSession(digest: person.digest) }
            return redirect(to: Page.signIn, setting: cookie.forgetting, cookie.ofWay.forgetting)
        }
    }

    func foreignForm() -> Response {
        errorPage(.forbidden, "This form is not of your session.", "Open the page again.")
    }

    /// A page for who is not signed in.
    func strangersPage(
        _ title: String, _ view: some Content, places: [NavLink] = [], status: HTTPResponse.Status = .ok
    ) -> Response {
        var head = customerHead(title)
        head.places = places
        return page(Layout(head) { view }, status: status)
    }

    /// - Parameter request: names where the person was going.
    func signInPage(
        at request: Request, email: String = "", problem: String? = nil,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        var view = SignInView(
            target: FormTarget(action: Page.signIn, csrf: ""), email: email, problem: problem)
        let way = WayBack(word: cookie.ofWay.word(of: request))
        (view.why, view.isUnsent) = (way?.words, way?.reason == .unsent)
        view.passkey = try passkeyUse(for: .signIn, action: Page.signInPasskey, csrf: "")
        if try await office.signInRules().provider != nil { view.provider = Page.signInProvider }
        if let brand = office.brand.value {
            view.desk = brand.name ?? view.desk
        }
        let (hasHelp, hasPeople) = try await office.database.read {
            (try $0.hasArticles(.everybody), try $0.hasAgents())
        }
        view.isUnmanned = !hasPeople
        view.hasSign = office.brand.value == nil && !hasHelp
        return strangersPage(
            "Sign in", view, places: hasHelp ? [NavLink(label: "Help", href: Page.help)] : [],
            status: problem == nil ? .ok : status)
    }

    /// "Try again in 5 minutes.", with how long in seconds in the head.
    func waiting(_ seconds: Int64, _ page: (String) async throws -> Response) async rethrows -> Response {
        let minutes = (seconds + 59) / 60
        var response = try await page(
            "Too many attempts. Try again in \(minutes) \(minutes == 1 ? "minute" : "minutes").")
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    /// The same answer after the same work, whether the account is known or not.
    private func signIn(
        _ form: Fields, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let email = form["email"].lowercased()
        let network = context.network(of: request)
        let now = office.clock()
        if let seconds = signIns.begin(address: email, network: network, at: now) {
            return try await waiting(seconds) {
                try await signInPage(
                    at: request, email: form["email"], problem: $0, status: .tooManyRequests)
            }
        }
        let person = try await office.database.read { try $0.person(address: email) }
        let matches = await Password.matches(form["password"], stored: person?.passwordHash)
        guard let person, matches, person.disabledAt == nil else {
            return try await signInPage(
                at: request, email: form["email"],
                problem: "This address and password don't belong together.")
        }
        signIns.succeeded(address: email, network: network, at: now)
        return try await enter(person, by: .password, request, context)
    }

    /// After a first step that was right: to the desk, or to the second step.
    func enter(
        _ person: StoredPerson, by way: SignInWay, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        switch try await office.enter(person, by: way, from: place(request, context)) {
        case .session(let word):
            return redirect(
                to: await destination(of: person, word, request, context), setting: cookie.keeping(word),
                cookie.ofWay.forgetting)
        case .step(let word): return redirect(to: Page.signInStep, setting: cookie.ofStep.keeping(word))
        }
    }

    /// After the second step.
    func entered(
        _ person: StoredPerson, _ word: String, _ request: Request, _ context: DeskContext
    ) async -> Response {
        redirect(
            to: await destination(of: person, word, request, context), setting: cookie.keeping(word),
            cookie.ofStep.forgetting, cookie.ofWay.forgetting)
    }

    /// Where somebody begins.
    static func home(of role: Role?) -> String {
        switch role {
        case .tier1, .tier2, .manager, .admin: Page.queue
        case .sales: Page.agreements
        case .contact: Page.portal
        case nil: Page.account
        }
    }

    func place(_ request: Request, _ context: DeskContext) -> SignInPlace {
        SignInPlace(
            network: context.network(of: request),
            browser: BrowserWords.words(request.headers[.userAgent] ?? ""))
    }
}
