import BusinessTime
import Testing

@testable import Storage

@Suite("What ways of signing in keep")
struct SigningInTests {
    private static func desk() throws -> (scratch: Scratch, database: Database, ana: Int64, ben: Int64) {
        let scratch = try Scratch()
        let database = try scratch.open()
        let ids = try database.writeBlocking { writer in
            try ["ana", "ben"].map { name in
                try writer.add(
                    StoredPerson(
                        name: name, address: "\(name)@harbor.example", kind: .agent, role: "tier1")
                ).id
            }
        }
        return (scratch, database, ids[0], ids[1])
    }

    @Test("sessions are listed by their last use, and all but one end")
    func sessions() throws {
        let desk = try Self.desk()
        let (one, two, three) = (sha256([1]), sha256([2]), sha256([3]))
        try desk.database.writeBlocking { writer in
            for (digest, person) in [(one, desk.ana), (two, desk.ana), (three, desk.ben)] {
                try writer.add(
                    StoredSession(digest: digest, csrf: "c", person: person, created: at(0), expires: at(10)))
            }
            try writer.touchSession(digest: one, at: at(5))
            try writer.confirmSession(digest: one, at: at(6))
        }
        let listed = try desk.database.readBlocking { try $0.sessions(of: desk.ana, at: at(9)) }
        #expect(listed.map(\.digest) == [one, two] && listed[0].confirmed == at(6))
        #expect(try desk.database.readBlocking { try $0.sessions(of: desk.ana, at: at(10)) }.isEmpty)
        #expect(try desk.database.writeBlocking { try $0.endSessions(of: desk.ana, but: one) } == 1)
        #expect(try desk.database.readBlocking { try $0.session(digest: three, at: at(9)) } != nil)
    }

    @Test("a newer link takes an older one's place; a challenge is spent once; a recovery code too")
    func once() throws {
        let desk = try Self.desk()
        try desk.database.writeBlocking { writer in
            for digest in ["a", "b"] {
                try writer.put(
                    StoredSignInLink(
                        digest: digest, person: desk.ana, kind: "sign-in", browser: "", code: "",
                        expires: at(10)))
            }
            #expect(try writer.signInLink(digest: "a", at: at(1)) == nil)
            #expect(try writer.signInLink(digest: "b", at: at(10)) == nil)
            try writer.countAttempt(atSignInLink: "b")
            #expect(try writer.signInLink(of: desk.ana, kind: "sign-in", at: at(9))?.attempts == 1)
            #expect(try writer.signInLink(of: desk.ben, kind: "sign-in", at: at(9)) == nil)
            #expect(try writer.spendChallenge(digest: "x", until: at(10)))
            #expect(try !writer.spendChallenge(digest: "x", until: at(10)))
            try writer.put(recoveryCodes: ["r"], of: desk.ana)
            #expect(try !writer.spendRecoveryCode(digest: "r", of: desk.ben, at: at(1)))
            #expect(try writer.spendRecoveryCode(digest: "r", of: desk.ana, at: at(1)))
            #expect(try !writer.spendRecoveryCode(digest: "r", of: desk.ana, at: at(1)))
            #expect(try writer.recoveryCodesLeft(of: desk.ana) == 0)
        }
    }

    @Test("who is forgotten leaves no way in behind")
    func forgotten() throws {
        let desk = try Self.desk()
        try desk.database.writeBlocking { writer in
            for person in [desk.ana, desk.ben] {
                try writer.put(StoredCodeApp(person: person, secret: "s", step: 1, since: at(0)))
                try writer.add(
                    StoredPasskey(
                        credential: "c\(person)", person: person, name: "Laptop", key: [1], counter: 0,
                        created: at(0)))
                try writer.add(issuer: "i", subject: "\(person)", person: person, at: at(0))
            }
            try writer.forget(address: "ana@harbor.example", person: desk.ana)
            #expect(try writer.codeApp(of: desk.ana) == nil && writer.passkeys(of: desk.ana).isEmpty)
            #expect(try writer.person(issuer: "i", subject: "\(desk.ana)") == nil)
            #expect(try writer.codeApp(of: desk.ben) != nil && writer.passkeys(of: desk.ben).count == 1)
        }
    }
}
