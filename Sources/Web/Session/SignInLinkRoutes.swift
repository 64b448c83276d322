import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Links by mail: to sign in, and to set a password. Opening one uses nothing up, as mail is read by machines.
extension DeskServer {
    func addSignInLinks(to router: Router<DeskContext>) {
        for kind in [LinkKind.signIn, .password] {
            let path = kind == .signIn ? Page.signInLinks : Page.passwords
            router.get(RouterPath(path)) { _, _ in askingPage(kind) }
            router.post(RouterPath(path)) { request, context in
                try await ask(kind, try await Fields(form: request), request, context)
            }
        }
        router.get("/sign-in/link/:word") { request, context in
            try await atLink(.signIn, request, context) { word, link in linkPage(word, link) }
        }
        router.post("/sign-in/link/:word") { request, context in
            let form = try await Fields(form: request)
            return try await atLink(.signIn, request, context) { word, link in
                do {
                    let person = try await office.spendLink(
                        word, kind: .signIn, browser: cookie.ofBrowser.word(of: request),
                        code: form["code"])
                    return try await enter(person, by: .mail, request, context)
                } catch let refusal as Desk.Refusal {
                    return linkPage(word, link, refused: refusal)
                }
            }
        }
        router.get("/password/:word") { request, context in
            try await atLink(.password, request, context) { word, link in passwordPage(word, link) }
        }
        router.post("/password/:word") { request, context in
            let form = try await Fields(form: request)
            return try await atLink(.password, request, context) { word, link in
                do {
                    guard form["new-password"] == form["again"] else { throw Desk.Refusal.notTheSame }
                    try await office.setPassword(
                        form["new-password"], behind: word,
                        browser: cookie.ofBrowser.word(of: request), code: form["code"])
                    return redirect(to: Page.signIn, setting: cookie.forgetting)
                } catch let refusal as Desk.Refusal {
                    return passwordPage(word, link, refused: refusal)
                }
            }
        }
    }

    private func askingPage(
        _ kind: LinkKind, email: String = "", problem: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let view = LinkAskingView(
            target: FormTarget(action: kind == .signIn ? Page.signInLinks : Page.passwords, csrf: ""),
            isForPassword: kind == .password, email: email, problem: problem)
        return strangersPage(view.title, view, status: status)
    }

    /// The same answer after the same work for every address; whether anything is mailed is found out later.
    private func ask(
        _ kind: LinkKind, _ form: Fields, _ request: Request, _ context: DeskContext
    ) async throws -> Response {
        let email = form["email"].filter { !$0.isWhitespace }.lowercased()
        guard email.contains("@"), email.utf8.count <= 254 else {
            return askingPage(
                kind, email: form["email"], problem: "Type your whole mail address.",
                status: .unprocessableContent)
        }
        let network = context.network(of: request)
        if let seconds = mailedLinks.begin(address: email, network: network, at: office.clock()) {
            return await waiting(seconds) {
                askingPage(kind, email: form["email"], problem: $0, status: .tooManyRequests)
            }
        }
        let (word, code) = (office.secret.word(), office.digits())
        try await office.askLink(kind, address: email, browser: word, code: code)
        var response = strangersPage("Look into your mail", LinkAskedView(email: email, code: code))
        response.headers.append(HTTPField(name: .setCookie, value: cookie.ofBrowser.keeping(word)))
        return response
    }

    private func atLink(
        _ kind: LinkKind, _ request: Request, _ context: DeskContext,
        _ body: (String, Office.OpenLink) async throws -> Response
    ) async throws -> Response {
        let word = try context.parameters.require("word")
        let browser = cookie.ofBrowser.word(of: request)
        guard let link = try await office.openLink(word, browser: browser),
            (link.kind == .signIn) == (kind == .signIn)
        else {
            let dead = Desk.Refusal.deadSignInLink
            let view = ErrorView(
                status: 404, what: dead.message, remedy: dead.remedy, href: Page.signIn,
                link: "Go to the sign-in page")
            return strangersPage("Error", view, status: .notFound)
        }
        return try await body(word, link)
    }

    private func linkPage(_ word: String, _ link: Office.OpenLink, refused: Desk.Refusal? = nil) -> Response {
        let view = LinkView(
            target: FormTarget(action: Page.signInLink(word), csrf: ""), wantsCode: link.wantsCode,
            refusal: refused.map { Refusal($0) })
        return strangersPage("Sign in", view, status: refused == nil ? .ok : .unprocessableContent)
    }

    private func passwordPage(
        _ word: String, _ link: Office.OpenLink, refused: Desk.Refusal? = nil
    ) -> Response {
        let view = PasswordView(
            target: FormTarget(action: Page.password(word), csrf: ""), address: link.person.address,
            wantsCode: link.wantsCode, refusal: refused.map { Refusal($0) },
            problem: refused.flatMap { refusal in refusal.field.map { (field: $0, words: refusal.message) } })
        return strangersPage("Set a password", view, status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension Desk.Refusal {
    static let notTheSame = Desk.Refusal(
        "not-the-same", field: "again", "The two passwords differ.", remedy: "Type the same one twice.")
}
