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
        let token = try await trial.office.mint(
            "Ana's script", .person, scopes: [.read, .write], by: ana)
        let found = try await trial.database.read { try $0.token(digest: MintedToken.digest(of: token.word)) }
        #expect(found?.id == token.token.id)
        #expect(found?.scopes == ["read", "write"])
        #expect(!String(decoding: token.token.digest, as: UTF8.self).contains(token.word))
    }

    @Test("revoked, it opens nothing; nobody revokes another's")
    func revoked() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let ben = try await trial.asker("ben@harbor.example")
        let token = try await trial.office.mint("x", .program, scopes: [.read], by: ana)
        #expect(try await !trial.office.revokeToken(token.token.id, of: ben.person))
        #expect(try await trial.office.revokeToken(token.token.id, of: ana.person))
        #expect(
            try await trial.database.read { try $0.token(digest: MintedToken.digest(of: token.word)) } == nil)
    }

    @Test("a token mints no token, and a token without a scope or a name is refused")
    func refused() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let client = Access.Asker(
            person: ana.person, role: ana.role, groups: ana.groups, means: .ownClient([.read, .write]))
        await #expect(throws: Access.Denial.self) {
            try await trial.office.mint("x", .person, scopes: [.read], by: client)
        }
        await #expect(throws: Refusal.self) {
            try await trial.office.mint("x", .person, scopes: [], by: ana)
        }
        await #expect(throws: Refusal.self) {
            try await trial.office.mint(" ", .person, scopes: [.read], by: ana)
        }
    }
}
