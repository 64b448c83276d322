import Desk
import Operations
import Storage

/// What is asked of a new token.
struct TokenOrder: Sendable {
    let name: String
    let kind: StoredToken.Kind
    let scopes: Set<Access.Scope>

    static let kinds: [(word: String, kind: StoredToken.Kind)] = [
        ("own-client", .person), ("program", .program),
    ]

    init(_ fields: Fields) throws(Desk.Refusal) {
        name = fields["name"]
        guard let known = Self.kinds.first(where: { $0.word == fields["kind"] }) else {
            throw Desk.Refusal(
                "kind-unknown", field: "kind", "A token is for your own client or for a program.",
                remedy: "Choose one of: own-client, program.")
        }
        kind = known.kind
        var chosen: Set<Access.Scope> = []
        for word in fields["scopes"].split(whereSeparator: \.isWhitespace) {
            guard let scope = Access.Scope(rawValue: String(word)) else {
                throw Desk.Refusal(
                    "scopes-unknown", field: "scopes", "There is no scope \"\(word.prefix(64))\".",
                    remedy: "Choose of: read, write.")
            }
            chosen.insert(scope)
        }
        scopes = chosen
    }
}
