import Agreements
import Desk
import HTTPTypes
import Hummingbird
import Operations

/// Why a request of a program was not done: problem details (RFC 9457) with the desk's own members.
struct APIProblem: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String
    /// A short stable word for programs.
    let code: String
    let remedy: String
    var field: String?
    var clause: String?

    init(_ status: HTTPResponse.Status, code: String, detail: String, remedy: String) {
        title = status.reasonPhrase
        self.status = status.code
        self.detail = detail
        self.code = code
        self.remedy = remedy
    }

    init(_ refusal: Desk.Refusal) {
        let status: HTTPResponse.Status =
            switch refusal.code {
            case "no-ticket": .notFound
            case "bad-json", "nul": .badRequest
            case "media-type": .unsupportedMediaType
            default: .unprocessableContent
            }
        self.init(status, code: refusal.code, detail: refusal.message, remedy: refusal.remedy)
        field = refusal.field
        clause = refusal.clause?.id
    }

    init(_ denial: Access.Denial) {
        switch denial {
        case .notSignedIn:
            self.init(
                .unauthorized, code: "not-signed-in", detail: "No valid token came with the request.",
                remedy: "Send \"Authorization: Bearer\" and a token that is not revoked.")
        case .forbidden(let why):
            self.init(
                .forbidden, code: "forbidden", detail: why, remedy: "Use a token of a person whose role may.")
        case .hidden:
            self.init(
                .notFound, code: "not-found", detail: DeskServer.absentInAPI.what,
                remedy: DeskServer.absentInAPI.remedy)
        }
    }
}
