import Desk
import Operations
import Storage
import Testing

@Suite("Tokens")
struct TokenTests {
    @Test("the word is given once; the store holds its digest alone")
    func minted() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let token = try await trial.office.mintToken(
            named: "Ana's script", for: .person, scopes: [.read, .write], by: ana)
        let found = try await trial.database.read { try $0.token(digest: Token.digest(of: token.word)) }
        #expect(found?.id == token.stored.id)
        #expect(found?.scopes == ["read", "write"])
        #expect(!String(decoding: token.stored.digest, as: UTF8.self).contains(token.word))
    }

    @Test("revoked, it opens nothing; nobody revokes another's")
    func revoked() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let ben = try await trial.asker("ben@harbor.example")
        let token = try await trial.office.mintToken(named: "x", for: .program, scopes: [.read], by: ana)
        await #expect(throws: Refusal.self) {
            try await trial.office.revokeToken(token.stored.id, by: ben)
        }
        try await trial.office.revokeToken(token.stored.id, by: ana)
        #expect(try await trial.database.read { try $0.token(digest: Token.digest(of: token.word)) } == nil)
        #expect(try await trial.office.tokens(by: ana).isEmpty)
    }

    @Test("a token mints no token, and a token without a scope or a name is refused")
    func refused() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let client = Access.Asker(
            person: ana.person, role: ana.role, groups: ana.groups, means: .ownClient([.read, .write]))
        await #expect(throws: Access.Denial.self) {
            try await trial.office.mintToken(named: "x", for: .person, scopes: [.read], by: client)
        }
        await #expect(throws: Refusal.self) {
            try await trial.office.mintToken(named: "x", for: .person, scopes: [], by: ana)
        }
        await #expect(throws: Refusal.self) {
            try await trial.office.mintToken(named: " ", for: .person, scopes: [.read], by: ana)
        }
    }
}
