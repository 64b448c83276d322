import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

// Tokens as JSON. A session mints, lists and revokes; a token of one's own client lists and revokes; a
// program's token sees nothing of them.
extension DeskServer {
    func addTokensAPI(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.apiTokens)) { request, _ in
            try await refusing {
                let person = try await keeper(request, .read)
                let tokens = try await office.database.read { try $0.tokens(of: person.rawValue) }
                return json(List(tokens: tokens.map { APIToken($0) }))
            }
        }
        router.post(RouterPath(Page.apiTokens)) { request, _ in
            try await refusing { try await mint(request) }
        }
        router.delete("/api/tokens/:id") { request, context in
            try await refusing {
                let person = try await keeper(request, .write)
                let id = Int64(try context.parameters.require("id")) ?? 0
                guard try await office.revokeToken(id, of: person) else { throw Access.Denial.hidden }
                return Response(status: .noContent, headers: [.cacheControl: "no-store"])
            }
        }
    }

    private struct List: Encodable {
        let tokens: [APIToken]
    }

    private func mint(_ request: Request) async throws -> Response {
        let signedIn = try await person(of: request)
        let asker = if let signedIn { signedIn.asker } else { try await caller(of: request).asker }
        try Access.require(.mintToken, by: asker)
        let order = try TokenOrder(try await JSONBody(request).fields)
        let minted = try await office.mint(order.name, order.kind, scopes: order.scopes, by: asker)
        return json(APIToken(minted.token, word: minted.word), status: .created)
    }

    /// Whose tokens the request may see.
    private func keeper(_ request: Request, _ scope: Access.Scope) async throws -> Person.ID {
        if let person = try await person(of: request) {
            try Access.require(.mintToken, by: person.asker)
            return person.asker.person
        }
        let asker = try await caller(of: request).asker
        try Access.require(.ticketView, by: asker)
        guard case .ownClient(let scopes) = asker.means else {
            throw Access.Denial.forbidden(
                "A program's token sees no tokens: sign in, or use your own client's.")
        }
        guard scopes.contains(scope) else {
            throw Access.Denial.forbidden("This token has no scope \"\(scope.rawValue)\".")
        }
        return asker.person
    }
}

/// A token as a program reads it: never its word, but for the one time it is minted.
struct APIToken: Encodable {
    let id: Int64
    let name: String
    let kind: String
    let scopes: [String]
    let created: String
    let used: String?
    let revoked: String?
    let token: String?

    init(_ stored: StoredToken, word: String? = nil) {
        id = stored.id
        name = stored.name
        kind = TokenOrder.kinds.first { $0.kind == stored.kind }?.word ?? ""
        scopes = stored.scopes
        created = "\(stored.created)"
        used = stored.used.map { "\($0)" }
        revoked = stored.revoked.map { "\($0)" }
        token = word
    }
}
