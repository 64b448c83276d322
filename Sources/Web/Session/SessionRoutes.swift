import BusinessTime
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Signing in and out.
extension DeskServer {
    func addSession(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.signIn)) { _, _ in signInPage() }
        router.post(RouterPath(Page.signIn)) { request, context in
            try await signIn(try await Fields(form: request), network: context.network(of: request))
        }
        router.post(RouterPath(Page.signOut)) { request, _ in
            guard let person = try await person(of: request), let word = cookie.word(of: request) else {
                return redirect(to: Page.signIn, setting: cookie.forgetting)
            }
            guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
            let digest = Array(Secret.stored(word).utf8)
            try await office.database.write { try $0.endSession(digest: digest) }
            return redirect(to: Page.signIn, setting: cookie.forgetting)
        }
    }

    func foreignForm() -> Response {
        errorPage(.forbidden, "This form is not of your session.", "Open the page again.")
    }

    private func signInPage(
        email: String = "", problem: String? = nil, status: HTTPResponse.Status = .unprocessableContent
    ) -> Response {
        let view = SignInView(
            target: FormTarget(action: Page.signIn, csrf: ""), email: email, problem: problem)
        return page(Layout(PageHead(title: "Sign in")) { view }, status: problem == nil ? .ok : status)
    }

    private func waiting(_ seconds: Int64, email: String) -> Response {
        let minutes = (seconds + 59) / 60
        var response = signInPage(
            email: email,
            problem: "Too many attempts. Try again in \(minutes) \(minutes == 1 ? "minute" : "minutes").",
            status: .tooManyRequests)
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    /// The same answer after the same work, whether the account is known or not.
    private func signIn(_ form: Fields, network: String) async throws -> Response {
        let email = form["email"].lowercased()
        let now = office.clock()
        if let seconds = signIns.begin(address: email, network: network, at: now) {
            return waiting(seconds, email: form["email"])
        }
        let person = try await office.database.read { try $0.person(address: email) }
        let matches = await Password.matches(form["password"], stored: person?.passwordHash)
        guard let person, matches, person.disabledAt == nil else {
            return signInPage(
                email: form["email"], problem: "This address and password don't belong together.")
        }
        signIns.succeeded(address: email, network: network, at: now)
        let word = office.secret.word()
        let session = StoredSession(
            digest: Array(Secret.stored(word).utf8), csrf: office.secret.word(), person: person.id,
            created: now, expires: now.advanced(by: SessionCookie.lifetime))
        try await office.database.write { writer in
            try writer.removeSessions(expiredAt: now)
            try writer.add(session)
        }
        return redirect(to: Page.queue, setting: cookie.keeping(word))
    }
}
