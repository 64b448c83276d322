import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

/// What every answer bears, what no request from elsewhere may do, and how a failure is shown.
struct Guarding: RouterMiddleware {
    let server: DeskServer

    private static let policy = policy(framedBy: "'none'")

    /// The chat alone names sites that may show it in a frame.
    static func policy(framedBy ancestors: String) -> String {
        """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors \(ancestors)
        """
    }

    func handle(
        _ request: Request, context: DeskContext,
        next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var response =
            if isFromElsewhere(request) {
                server.failure(.forbidden, request)
            } else if hasNUL(request) {
                server.refuseNUL(request)
            } else {
                await answer(request, context, next)
            }
        await server.noteRefusal(response.status, of: request, at: context.endpointPath)
        // A stranger's file brings a stricter one.
        if response.headers[named("Content-Security-Policy")] == nil {
            response.headers[named("Content-Security-Policy")] = Self.policy
        }
        response.headers[named("X-Content-Type-Options")] = "nosniff"
        response.headers[named("Referrer-Policy")] = "same-origin"
        return response
    }

    private func answer(
        _ request: Request, _ context: DeskContext,
        _ next: (Request, DeskContext) async throws -> Response
    ) async -> Response {
        // Where nothing can be read, the desk's own look does as well.
        try? await server.office.readBrand()
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            return server.failure(error.status, request)
        } catch StoreProblem.full {
            return server.failure(.insufficientStorage, request)
        } catch {
            server.report("\(request.method) \(request.uri.path): \(error)")
            return server.failure(.internalServerError, request)
        }
    }

    /// No text of the desk has one, so nothing can be asked for by it.
    private func hasNUL(_ request: Request) -> Bool { request.uri.string.contains("%00") }

    /// An unsafe method with a foreign page behind it: told by Sec-Fetch-Site, else by Origin; with neither
    /// and a cookie it is refused too. A sibling domain ("same-site") must name our own origin.
    func isFromElsewhere(_ request: Request) -> Bool {
        switch request.method {
        case .get, .head, .options: return false
        default: break
        }
        switch request.headers[named("Sec-Fetch-Site")] {
        case "cross-site": return true
        case "same-origin", "none": return false
        default: break
        }
        if let origin = request.headers[named("Origin")] { return !server.origins.contains(origin) }
        return server.cookie.word(of: request) != nil
    }
}

/// A header field by a name that is known to be legal.
func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
    return field
}

extension HTTPResponse.Status {
    static let insufficientStorage = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

extension DeskServer {
    /// A failure as a page, or as problem details where a program asked.
    func failure(_ status: HTTPResponse.Status, _ request: Request) -> Response {
        let words = Self.words(status)
        guard request.uri.path.hasPrefix(Page.api) else { return errorPage(status, words.what, words.remedy) }
        var told = APIProblem(status, code: words.code, detail: words.what, remedy: words.remedy)
        if status == .contentTooLarge { told.field = "body" }
        return problem(told)
    }

    /// A program is told which part of the address holds the character.
    func refuseNUL(_ request: Request) -> Response {
        guard request.uri.path.hasPrefix(Page.api) else { return failure(.badRequest, request) }
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

    private static func words(_ status: HTTPResponse.Status) -> (code: String, what: String, remedy: String) {
        switch status {
        case .notFound: ("not-found", absent.what, absent.remedy)
        case .forbidden:
            ("cross-site", "This was sent from another site.", "Open the desk itself and do it there.")
        case .contentTooLarge: ("too-large", "This is more than 1 MB.", "Send less at once.")
        case .insufficientStorage:
            ("disk-full", "The disk of the desk is full; nothing was kept.", "Tell who runs the desk.")
        case .badRequest: ("bad-request", "The request can't be read.", "Open the page again.")
        default: ("failure", "Something went wrong here; nothing was kept.", "Try again; the log says more.")
        }
    }
}
