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
                await server.failure(.forbidden, request)
            } else if hasNUL(request) {
                await server.refuseNUL(request)
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
            if let page = formPage(error, request) { return server.redirect(to: page) }
            return await server.failure(error.status, request)
        } catch StoreProblem.full {
            return await server.failure(.insufficientStorage, request)
        } catch {
            server.report("\(request.method) \(request.uri.path): \(error)")
            return await server.failure(.internalServerError, request)
        }
    }

    /// An address that is only written to stands in the browser after a refusal; opened anew or kept as a
    /// bookmark it leads to the page of its form.
    private func formPage(_ error: any HTTPResponseError, _ request: Request) -> String? {
        guard error.status == .notFound, [.get, .head].contains(request.method) else { return nil }
        return server.routes.formPage(of: request.uri.path)
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
