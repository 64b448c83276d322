import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations

// Who is let in, and pages of what can't be shown.
extension DeskServer {
    /// Answers who is signed in, sends others to sign in, and shows a refusal as a page.
    func signedIn(
        _ request: Request, _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        guard let person = try await person(of: request) else { return toSignIn(request) }
        return try await answering(person, request) {
            do {
                return try await body(person)
            } catch Access.Denial.notSignedIn {
                return toSignIn(request)
            } catch let denial as Access.Denial {
                return person.asker.role == .contact ? toPortal(denial, request) : errorPage(denial)
            }
        }
    }

    /// Who is signed in while a page is made for them: what is refused on the way has their navigation.
    @TaskLocal private static var reader: SignedIn?
    /// Whether the address that was asked for has a number in it, which may be wrong.
    @TaskLocal private static var isNumbered = false

    /// Makes an answer for a reader; what is refused on the way knows who asked, and for what.
    func answering(
        _ person: SignedIn?, _ request: Request, _ body: () async throws -> Response
    ) async rethrows -> Response {
        let isNumbered = request.uri.path.split(separator: "/").contains { Int64($0) != nil }
        return try await Self.$reader.withValue(person) {
            try await Self.$isNumbered.withValue(isNumbered, operation: body)
        }
    }

    /// A customer's person at a page of the desk: the portal may have the same for them.
    private func toPortal(_ denial: Access.Denial, _ request: Request) -> Response {
        guard case .forbidden = denial else { return portalNotFound() }
        if request.method == .get, routes.hasPage("/portal" + request.uri.path) {
            return redirect(to: "/portal" + request.uri.string)
        }
        return portalError(
            .forbidden, "This is for the people of the desk.", "What is yours is in the portal.")
    }

    /// To who works at the desk.
    func errorPage(_ denial: Access.Denial) -> Response {
        switch denial {
        case .notSignedIn: redirect(to: Page.signIn)
        case .hidden: notFound()
        case .forbidden(let why): errorPage(.forbidden, why, "Ask a colleague whose role may do it.")
        }
    }

    /// The same for what is hidden and for what is absent.
    private static let absent = "There is nothing at this address."
    /// To a program.
    static let absentInAPI = (
        what: absent,
        remedy: "Check the path and the number in it: GET \(Page.apiTickets) lists what this token sees."
    )

    private static func checking(_ way: String) -> String {
        "Check the \(isNumbered ? "number" : "address"), or go to \(way)."
    }

    func notFound() -> Response { errorPage(.notFound, Self.absent, Self.checking("the queue")) }

    func portalNotFound() -> Response {
        portalError(.notFound, Self.absent, Self.checking("your tickets"))
    }

    func portalError(_ status: HTTPResponse.Status, _ what: String, _ remedy: String) -> Response {
        portalPage(
            ErrorView(
                status: status.code, what: what, remedy: remedy, href: Page.portal,
                link: "Go to your tickets"))
    }

    func errorPage(_ status: HTTPResponse.Status, _ what: String, _ remedy: String) -> Response {
        errorPage(ErrorView(status: status.code, what: what, remedy: remedy))
    }

    private func errorPage(_ view: ErrorView) -> Response {
        let head = Self.reader.map { self.head("Error", $0, current: "") } ?? PageHead(title: "Error")
        return page(Layout(head) { view }, status: HTTPResponse.Status(code: view.status))
    }

    private func portalPage(_ view: ErrorView) -> Response {
        let head = Self.reader.map { self.head("Error", $0, current: "") } ?? customerHead("Error")
        return page(Layout(head) { view }, status: HTTPResponse.Status(code: view.status))
    }

    /// A failure as a page, with a way on that is the reader's; or as problem details where a program asked.
    func failure(_ status: HTTPResponse.Status, _ request: Request) async -> Response {
        let words = Self.words(status, request)
        guard !request.uri.path.hasPrefix(Page.api) else {
            var told = APIProblem(status, code: words.code, detail: words.what, remedy: words.remedy)
            if status == .contentTooLarge { told.field = "body" }
            return problem(told)
        }
        let person = try? await person(of: request)
        return await answering(person, request) {
            failurePage(status, words, request, isContact: person?.asker.role == .contact)
        }
    }

    private func failurePage(
        _ status: HTTPResponse.Status, _ words: (code: String, what: String, remedy: String),
        _ request: Request, isContact: Bool
    ) -> Response {
        if status == .notFound { return isContact ? portalNotFound() : notFound() }
        var view = ErrorView(status: status.code, what: words.what, remedy: words.remedy)
        view.isUnsent = request.method == .post
        if isContact { (view.href, view.link) = (Page.portal, "Go to your tickets") }
        if status == .contentTooLarge, let page = formPage(of: request) {
            (view.href, view.link) = (page, "Back to the page of the form")
        }
        return isContact ? portalPage(view) : errorPage(view)
    }

    /// Where the form is that was sent.
    private func formPage(of request: Request) -> String? {
        let page = pageBefore(request).flatMap { WayBack($0, .unsent)?.path } ?? request.uri.path
        let path = String(page.prefix { $0 != "?" })
        return routes.hasPage(path) ? page : routes.formPage(of: path)
    }

    /// A program is told which part of the address holds the character.
    func refuseNUL(_ request: Request) async -> Response {
        guard request.uri.path.hasPrefix(Page.api) else { return await failure(.badRequest, request) }
        let nul = "%00"
        let pairs = (request.uri.query ?? "").split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        let holding = pairs.first { $0.contains { $0.contains(nul) } }?[0]
        let name =
            request.uri.path.contains(nul) || holding == nil
            ? "path" : holding.map { $0.contains(nul) ? "query" : String($0) } ?? "query"
        return problem(APIProblem(Desk.Refusal.nul(name)))
    }

    private static func words(
        _ status: HTTPResponse.Status, _ request: Request
    ) -> (code: String, what: String, remedy: String) {
        switch status {
        case .notFound: ("not-found", absentInAPI.what, absentInAPI.remedy)
        case .forbidden:
            ("cross-site", "This was sent from another site.", "Open the desk itself and do it there.")
        case .contentTooLarge: tooLarge(request)
        case .insufficientStorage:
            ("disk-full", "The disk of the desk is full; nothing was kept.", "Tell who runs the desk.")
        case .badRequest: ("bad-request", "The request can't be read.", "Open the page again.")
        default: ("failure", "Something went wrong here; nothing was kept.", "Try again; the log says more.")
        }
    }

    private static func tooLarge(_ request: Request) -> (code: String, what: String, remedy: String) {
        guard FilesForm.isSent(by: request) else {
            return ("too-large", "This is more than \(Fields.sizeMax >> 20) MB.", "Send less at once.")
        }
        return (
            "too-large",
            "The files are more than \(FilesForm.filesMax >> 20) MB together; nothing was kept.",
            "The browser's way back leads to what you wrote. Take files off there, or send a link to them."
        )
    }
}
