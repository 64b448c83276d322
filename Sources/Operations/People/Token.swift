public import Desk
public import Storage

/// A token just minted: the only moment at which its word is known.
public struct MintedToken: Sendable {
    public let word: String
    public let token: StoredToken

    /// What is kept of the word: never the word itself.
    public static func digest(of word: String) -> [UInt8] { Array(Secret.stored(word).utf8) }
}

extension Office {
    /// Characters of a token's name.
    public static let tokenNameMax = 80
    /// Live tokens of one person.
    public static let tokensMax = 50

    /// Mints a token for the person of the session. Its scopes are at most the person's own, and a token
    /// mints no token.
    public func mint(
        _ name: String, _ kind: StoredToken.Kind, scopes: Set<Access.Scope>, by asker: Access.Asker
    ) async throws -> MintedToken {
        try Access.require(.mintToken, by: asker)
        try Self.check(name, scopes)
        let word = "duly_" + secret.word()
        let now = clock()
        let order = Access.Scope.allCases.filter(scopes.contains).map(\.rawValue)
        let token = StoredToken(
            digest: MintedToken.digest(of: word), name: name, person: asker.person.rawValue, kind: kind,
            scopes: order, created: now)
        return try await database.write { writer in
            let live = try writer.tokens(of: asker.person.rawValue).filter { $0.revoked == nil }
            guard live.count < Self.tokensMax else { throw Self.tooManyTokens }
            return MintedToken(word: word, token: try writer.add(token))
        }
    }

    /// Ends a token of the person's own; false where they have none of this number.
    public func revokeToken(_ id: Int64, of person: Person.ID) async throws -> Bool {
        let now = clock()
        return try await database.write { writer in
            guard try writer.tokens(of: person.rawValue).contains(where: { $0.id == id }) else {
                return false
            }
            try writer.revokeToken(id, at: now)
            return true
        }
    }

    private static func check(_ name: String, _ scopes: Set<Access.Scope>) throws(Refusal) {
        let isPlain = name.unicodeScalars.allSatisfy {
            !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32
        }
        guard isPlain, name.contains(where: { !$0.isWhitespace }), name.count <= tokenNameMax else {
            throw Refusal(
                "bad-name", field: "name", "A token's name is one line of 1 to \(tokenNameMax) characters.",
                remedy: "Name what will hold it, for example \"Nightly import\".")
        }
        guard !scopes.isEmpty else {
            throw Refusal(
                "scopes-missing", field: "scopes", "A token without a scope may do nothing.",
                remedy: "Choose read, write or both.")
        }
    }

    private static let tooManyTokens = Refusal(
        "too-many-tokens", field: "name", "You have \(tokensMax) live tokens.",
        remedy: "Revoke one that is no longer used.")
}
