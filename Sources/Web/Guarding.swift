import HTTPTypes
import Hummingbird

/// What every answer bears, and what no request from elsewhere may do.
struct Guarding: RouterMiddleware {
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        var response =
            Self.isFromElsewhere(request)
            ? Response(status: .forbidden, body: ResponseBody(byteBuffer: ByteBuffer(string: "cross-site\n")))
            : try await next(request, context)
        response.headers[named("Content-Security-Policy")] = Self.policy
        response.headers[named("X-Content-Type-Options")] = "nosniff"
        response.headers[named("Referrer-Policy")] = "same-origin"
        return response
    }

    /// An unsafe method with a foreign page behind it: told by Sec-Fetch-Site, else by Origin; with neither
    /// and a cookie it is refused too.
    static func isFromElsewhere(_ request: Request) -> Bool {
        switch request.method {
        case .get, .head, .options: return false
        default: break
        }
        if let site = request.headers[named("Sec-Fetch-Site")] { return site == "cross-site" }
        if let origin = request.headers[named("Origin")] {
            guard let host = request.head.authority else { return true }
            return origin != "http://\(host)" && origin != "https://\(host)"
        }
        return SignedIn.word(of: request) != nil
    }
}

/// A header field by a name that is known to be legal.
func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
    return field
}
