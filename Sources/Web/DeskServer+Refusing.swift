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
        do {
            return try await body(person)
        } catch Access.Denial.notSignedIn {
            return toSignIn(request)
        } catch let denial as Access.Denial {
            return person.asker.role == .contact ? toPortal(denial, request) : errorPage(denial)
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
    static let absent = (
        what: "There is nothing at this address.", remedy: "Check the number, or go to the queue."
    )
    private static let absentInPortal = (
        what: absent.what, remedy: "Check the number, or go to your tickets."
    )

    func notFound() -> Response { errorPage(.notFound, Self.absent.what, Self.absent.remedy) }

    func portalNotFound() -> Response {
        portalError(.notFound, Self.absentInPortal.what, Self.absentInPortal.remedy)
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
        page(
            Layout(PageHead(title: "Error")) { view },
            status: HTTPResponse.Status(code: view.status))
    }

    private func portalPage(_ view: ErrorView) -> Response {
        page(Layout(customerHead("Error")) { view }, status: HTTPResponse.Status(code: view.status))
    }

    /// A failure as a page, with a way on that is the reader's; or as problem details where a program asked.
    func failure(_ status: HTTPResponse.Status, _ request: Request) async -> Response {
        let words = Self.words(status, request)
        guard !request.uri.path.hasPrefix(Page.api) else {
            var told = APIProblem(status, code: words.code, detail: words.what, remedy: words.remedy)
            if status == .contentTooLarge { told.field = "body" }
            return problem(told)
        }
        let isContact = (try? await person(of: request))?.asker.role == .contact
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
        case .notFound: ("not-found", absent.what, absent.remedy)
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
