import BusinessTime
import Testing

@testable import Storage

@Suite("People, sign-ins and keys")
struct PeopleTests {
    @Test("Ana works at the desk, Carla writes for Acme; an address is one person's")
    func people() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let (ana, carla, acme) = try database.writeBlocking { writer in
            let acme = try writer.add(StoredOrganisation(name: "Acme", domains: ["Acme.example"]))
            var ana = StoredPerson(
                name: "Ana", address: "Ana@Harbor.example", kind: .agent, role: "tier1", tier: 1)
            ana.passwordHash = "scrypt"
            let carla = StoredPerson(
                name: "Carla", address: "carla@acme.example", kind: .contact, organisation: acme.id,
                role: "contact")
            return (try writer.add(ana), try writer.add(carla), acme)
        }
        #expect(try database.readBlocking { try $0.person(address: "ANA@harbor.example") } == ana)
        #expect(try database.readBlocking { try $0.people(of: acme.id) } == [carla])
        #expect(try database.readBlocking { try $0.agents() } == [ana])
        #expect(try database.readBlocking { try $0.organisation(domain: "ACME.example") } == acme)
        #expect(
            try database.readBlocking { try $0.names(of: [ana.id, carla.id]) } == [
                ana.id: "Ana", carla.id: "Carla",
            ])
        #expect(throws: StoreProblem.notUnique("UNIQUE constraint failed: person.address")) {
            try database.writeBlocking { try $0.add(carla) }
        }
        var disabled = ana
        disabled.disabledAt = at(5)
        let changed = disabled
        try database.writeBlocking { writer in
            try writer.update(changed)
            let group = try writer.addGroup(named: "First Line")
            for _ in 1...2 { try writer.add(person: ana.id, to: group) }
        }
        #expect(try database.readBlocking { try $0.person(ana.id)?.disabledAt } == at(5))
        #expect(try database.readBlocking { try $0.groups(of: ana.id).count } == 1)
    }

    @Test("a session ends at its instant; a token until it is revoked; an answer by its key and caller")
    func keys() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let digest = sha256([1])
        try database.writeBlocking { writer in
            let ana = try writer.add(
                StoredPerson(name: "Ana", address: "a@h.example", kind: .agent, role: "tier1"))
            try writer.add(
                StoredSession(digest: digest, csrf: "c", person: ana.id, created: at(0), expires: at(10)))
            let token = try writer.add(
                StoredToken(
                    digest: digest, name: "cli", person: ana.id, kind: .person, scopes: ["read", "write"],
                    created: at(0)))
            #expect(try writer.token(digest: digest) == token)
            try writer.revokeToken(token.id, at: at(1))
            #expect(try writer.token(digest: digest) == nil)
            let answer = IdempotentAnswer(
                key: "k", caller: "1", bodyDigest: digest, status: 201, answer: [7], expires: at(10))
            try writer.keep(answer, at: at(0))
            #expect(try writer.idempotentAnswer(key: "k", caller: "1", at: at(9)) == answer)
            #expect(try writer.idempotentAnswer(key: "k", caller: "2", at: at(9)) == nil)
            #expect(try writer.idempotentAnswer(key: "k", caller: "1", at: at(10)) == nil)
        }
        #expect(try database.readBlocking { try $0.session(digest: digest, at: at(9)) } != nil)
        #expect(try database.readBlocking { try $0.session(digest: digest, at: at(10)) } == nil)
    }

    @Test("the agreement in force at an instant: from its first, up to but not at its last")
    func agreements() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let acme = try database.writeBlocking { writer in
            let acme = try writer.add(StoredOrganisation(name: "Acme"))
            var terms = StoredAgreement(
                name: "acme", version: 1, organisation: acme.id, text: Array("zone: Europe/Berlin".utf8),
                status: "signed")
            terms.inForceFrom = at(10)
            terms.inForceUntil = at(20)
            _ = try writer.add(terms)
            return acme
        }
        let held = try [9, 10, 19, 20].map { second in
            try database.readBlocking { try $0.agreements(of: acme.id, inForceAt: at(second)).count }
        }
        #expect(held == [0, 1, 1, 0])
    }
}
