import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite("Canaries: what only some may read appears nowhere else")
struct CanaryTests {
    typealias Canary = AccessWorld.Canary

    private static let ofTheDesk = [Canary.note, Canary.noteFile, Canary.secondLine, Canary.bcc]

    /// What each role may read nowhere.
    static let forbidden: [(AccessRole, [String])] = [
        (.anonymous, ofTheDesk + [Canary.beta, "The export stops"]),
        (.contact, ofTheDesk + [Canary.beta, "ana@harbor.example"]),
        (.peer, ofTheDesk + [Canary.beta, "The export stops"]),
        (.signatory, ofTheDesk + [Canary.beta]),
        (.stranger, ofTheDesk + ["The export stops"]),
        (.tier1, [Canary.secondLine]), (.writeToken, [Canary.secondLine]),
        (.sales, ofTheDesk + [Canary.beta, "The export stops"]),
        (.disabled, ofTheDesk + [Canary.beta, "The export stops"]),
    ]

    @Test("in no answer to a reading, of any ticket, by any way", arguments: forbidden)
    func nowhere(role: AccessRole, canaries: [String]) async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.make()
        let searched = ["canary", "export", "second"].map { "/queue?q=\($0)" }
        let files = [world.publicFile, world.noteFile].map { "/attachments/\($0)" }
        let routes = matrix.routes.filter { $0.method == "GET" && !$0.path.hasSuffix("/live") }
        let addresses = routes.flatMap { route -> [String] in
            [world.a1, world.a9, world.b1].map { world.address(route.path, ticket: $0) }
        }
        try await world.trial.run { client in
            for uri in Set(addresses + searched + files).sorted() {
                let answer = try await world.ask(client, "GET", uri, role)
                for canary in canaries where answer.text.contains(canary) {
                    Issue.record("\(role.rawValue) reads \(canary) at \(uri)")
                }
                for secret in ["scrypt", "duly_"] where answer.text.contains(secret) {
                    Issue.record("\(role.rawValue) reads \(secret) at \(uri)")
                }
            }
        }
    }

    @Test("those who may do read them: a canary that nobody finds proves nothing")
    func alive() async throws {
        let world = try await AccessWorld.make()
        try await world.trial.run { client async throws in
            func reads(_ role: AccessRole, _ uri: String, _ word: String) async throws -> Bool {
                try await world.ask(client, "GET", uri, role).text.contains(word)
            }
            #expect(try await reads(.tier1, "/tickets/\(world.a1)", Canary.note))
            for role in [AccessRole.tier1, .tier2, .manager, .admin] {
                #expect(try await reads(role, "/tickets/\(world.a1)", Canary.bcc))
            }
            for role in [AccessRole.readToken, .writeToken] {
                #expect(try await reads(role, "/api/tickets/\(world.a1)", Canary.bcc))
            }
            #expect(try await reads(.tier1, "/attachments/\(world.noteFile)", Canary.noteFile))
            #expect(try await reads(.tier2, "/queue?q=canary", Canary.secondLine))
            #expect(try await reads(.readToken, "/api/tickets", Canary.secondLine))
            #expect(try await reads(.contact, "/portal", "The export stops"))
            #expect(try await reads(.stranger, "/portal/tickets/\(world.b1)", Canary.beta))
        }
    }
}
