import BusinessTime
import Desk
public import Storage

/// A token as its holder gets it: the word is shown once and kept nowhere.
public struct Token: Sendable {
    public let word: String
    public let stored: StoredToken

    /// Characters of a token's name.
    static let nameMax = 100
    /// Tokens that one person can have at a time.
    static let countMax = 50
    /// Tells a token from other secrets, for people and for scanners of leaked secrets.
    static let prefix = "duly_"

    /// What is kept of the word: never the word itself.
    public static func digest(of word: String) -> [UInt8] { Array(Secret.stored(word).utf8) }
}

extension Office {
    /// Mints a token for a person's own client, or for a program, with at most the person's own scopes.
    public func mintToken(
        named name: String, for kind: StoredToken.Kind, scopes: Set<Access.Scope>, by asker: Access.Asker
    ) async throws -> Token {
        try Self.requireMinting(by: asker)
        let name = name.filter { !$0.isNewline && $0 != "\0" }
        guard name.contains(where: { !$0.isWhitespace }), name.count <= Token.nameMax else {
            throw Refusal(
                "bad-name", field: "name", "A token has a name of 1 to \(Token.nameMax) characters.",
                remedy: "Name what will use it, for example \"deploy monitor\".")
        }
        guard !scopes.isEmpty else {
            throw Refusal(
                "scope-missing", field: "scope", "The token may do nothing.",
                remedy: "Choose read, write, or both.")
        }
        let word = Token.prefix + secret.word()
        let token = StoredToken(
            digest: Token.digest(of: word), name: name, person: asker.person.rawValue, kind: kind,
            scopes: scopes.map(\.rawValue).sorted(), created: clock())
        let stored = try await database.write { writer in
            let live = try writer.tokens(of: token.person).filter { $0.revoked == nil }
            guard live.count < Token.countMax else {
                throw Refusal(
                    "too-many-tokens", field: "name", "You have \(Token.countMax) tokens already.",
                    remedy: "Revoke one that nothing uses.")
            }
            return try writer.add(token)
        }
        return Token(word: word, stored: stored)
    }

    /// The asker's own tokens that still work.
    public func tokens(by asker: Access.Asker) async throws -> [StoredToken] {
        try Self.requireMinting(by: asker)
        return try await database.read { try $0.tokens(of: asker.person.rawValue) }
            .filter { $0.revoked == nil }
    }

    /// The next request that bears it is refused.
    public func revokeToken(_ id: Int64, by asker: Access.Asker) async throws {
        try Self.requireMinting(by: asker)
        let now = clock()
        try await database.write { writer in
            guard try writer.tokens(of: asker.person.rawValue).contains(where: { $0.id == id }) else {
                throw Refusal(
                    "no-token", field: "token", "You have no token \(id).",
                    remedy: "Choose one of your own.")
            }
            try writer.revokeToken(id, at: now)
        }
    }

    /// Only a person in a session mints: a token can't mint a token.
    private static func requireMinting(by asker: Access.Asker) throws(Access.Denial) {
        try Access.require(.mintToken, by: asker)
        guard case .session = asker.means else {
            throw .forbidden("A token can't mint or revoke tokens: sign in for that.")
        }
    }
}
