import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A denied write leaves no row but one audit event")
struct RefusedWriteTests {
    private static func noted(_ trial: WebTrial) async throws -> [(words: String, of: Person.ID)] {
        let day = trial.clock.now.seconds / 86_400
        return try await trial.database.read { reader in
            try reader.facts(of: .refusals(ofDay: day)).compactMap {
                try RefusedWriteForm.decode($0.fact).map { (words: $0.refused.words, of: $0.of) }
            }
        }
    }

    @Test("every denied write of the matrix: nothing is changed, and each person has their bounded events")
    func matrix() async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.stocked()
        try await world.trial.run { client in
            // A token's first use is noted, like its hour.
            for role in [AccessRole.readToken, .writeToken] {
                _ = try await world.ask(client, "GET", "/api/tickets", role)
            }
            var before = try await StoreCensus(world.trial.database)
            #expect(before.refusals == 0)
            for route in matrix.routes where route.way != .open && route.method != "GET" {
                for role in AccessRole.allCases where try !matrix.expected(route, role).isAllowed {
                    _ = try await world.ask(client, route.method, world.address(route.path), role)
                }
                let after = try await StoreCensus(world.trial.database)
                #expect(after == before, "\(route): \(after.changed(since: before))")
                before = after
            }
            // Ten who are known were refused more often than is written down within a minute.
            let counts = Dictionary(grouping: try await Self.noted(world.trial)) { $0.of }.mapValues(\.count)
            #expect(counts.count == 9, "\(counts)")
            #expect(counts.values.allSatisfy { $0 == 5 }, "\(counts)")
        }
    }

    @Test("who, by which address and when; hidden and absent alike; nothing for reading or for strangers")
    func told() async throws {
        let world = try await AccessWorld.make()
        let (trial, a9) = (world.trial, world.a9)
        let ana = try await trial.asker("ana@harbor.example").person
        try await trial.run { client in
            for (method, uri, role) in [
                ("GET", "/groups", AccessRole.tier1), ("POST", "/groups", .anonymous),
                ("POST", "/groups", .disabled),
                ("POST", "/tickets/\(world.a1)/presence", .tier1),
            ] {
                _ = try await world.ask(client, method, uri, role)
            }
            #expect(try await Self.noted(trial).isEmpty)
            for (uri, role) in [
                ("/groups", AccessRole.tier1), ("/tickets/\(a9)/notes", .tier1),
                ("/tickets/999999/notes", .tier1),
                ("/api/tickets/\(a9)/notes", .writeToken),
            ] {
                _ = try await world.ask(client, "POST", uri, role)
            }
            let noted = try await Self.noted(trial)
            #expect(
                noted.map(\.words) == [
                    "Refused: POST /groups (403)", "Hidden or absent: POST /tickets/:id/notes (404)",
                    "Hidden or absent: POST /tickets/:id/notes (404)",
                    "Hidden or absent: POST /api/tickets/:id/notes (404)",
                ])
            #expect(noted.allSatisfy { $0.of == ana }, "of a program's token, whose it is")
            let audit = try await world.ask(client, "GET", "/audit", .admin)
            #expect(audit.text.contains("Refused: POST /groups (403)"), "\(audit.text)")
            let own = try await world.ask(client, "GET", "/audit?person=ana%40harbor.example", .admin)
            #expect(own.text.contains("Refused: POST /groups (403)"))
        }
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test("several at once are not done behind a page that says so without an event")
    func several() async throws {
        let world = try await AccessWorld.make()
        try await world.trial.run { client in
            let answer = try await world.ask(
                client, "POST", "/queue/acts", .tier1,
                "act=assignment&tickets=\(world.a1)+\(world.a9)&person=&group=Front+desk")
            #expect(answer.status == .ok, "\(answer.text)")
            #expect(try await Self.noted(world.trial).count == 1)
        }
    }

    @Test("a form of another site is one too, where the browser sent the session with it")
    func elsewhere() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            var headers = ana.headers
            headers[.fetchSite] = "cross-site"
            let answer = try await client.execute(
                uri: "/tickets/1/notes", method: .post, headers: headers, body: ana.form("text=x"))
            #expect(answer.status == .forbidden)
        }
        #expect(try await Self.noted(trial).map(\.words) == ["Refused: POST /tickets/:id/notes (403)"])
    }
}
