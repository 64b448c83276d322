import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The outbox")
struct OutboxTests {
    /// Ana's answer to Carla, refused by Acme's server.
    private func refused() async throws -> (WebTrial, Int64, OutboxEntry) {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await trial.settle()
        let ana = try await trial.session(of: "ana@harbor.example")
        let asker = Access.Asker(
            person: ana.person, role: .tier1, groups: ["Front desk"], means: .session)
        _ = try await trial.office.answer(
            .reply, text: "I am looking at it.", on: Ticket.ID(id), by: asker)
        try await Delivery(office: trial.office) { letter in
            letter.to == "carla@acme.example" ? .rejected("550 5.1.1 no such user") : .accepted("250")
        }.drain()
        let entries = try await trial.database.read { try $0.outbox() }
        return (trial, id, try #require(entries.first { $0.state == .rejected }))
    }

    @Test("a refused mail says so on its ticket and in the outbox; Mara tries it again, and it goes")
    func retry() async throws {
        let (trial, id, entry) = try await refused()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for address in ["/tickets/\(id)", "/outbox"] {
                try await client.execute(uri: address, method: .get, headers: mara.headers) { response in
                    #expect(String(buffer: response.body).contains("550 5.1.1 no such user"))
                }
            }
            try await client.execute(
                uri: "/outbox/\(entry.id)/attempts", method: .post, headers: mara.sending,
                body: mara.form("")
            ) { #expect($0.status == .seeOther) }
        }
        try await trial.settle()
        #expect(try await trial.database.read { try $0.outboxEntry(entry.id) }?.state == .accepted)
        let message = try #require(entry.message)
        #expect(try await trial.database.read { try $0.message(message) }?.delivery == .delivered)
    }

    @Test("what waits can be cancelled, and what our server has can't; a program's token does neither")
    func cancel() async throws {
        let (trial, _, entry) = try await refused()
        let mara = try await trial.token(of: "mara@harbor.example")
        let program = try await trial.token(of: "mara@harbor.example", kind: .program)
        let ana = try await trial.token(of: "ana@harbor.example")
        let sent = try #require(
            try await trial.database.read { try $0.outbox().first { $0.state == .accepted } })
        try await trial.run { client in
            func ask(_ id: Int64, _ what: String, _ who: HTTPFields) async throws -> HTTPResponse.Status {
                try await client.execute(uri: "/api/outbox/\(id)/\(what)", method: .post, headers: who) {
                    $0.status
                }
            }
            #expect(try await ask(entry.id, "attempts", ana) == .forbidden)
            #expect(try await ask(entry.id, "attempts", [:]) == .unauthorized)
            #expect(try await ask(entry.id, "cancellation", mara) != .ok)
            #expect(try await ask(entry.id, "attempts", mara) == .ok)
            #expect(try await ask(entry.id, "cancellation", mara) == .ok)
            #expect(try await ask(sent.id, "cancellation", mara) != .ok)
            #expect(try await ask(999, "cancellation", mara) != .ok)
            try await client.execute(uri: "/api/outbox", method: .get, headers: program) { response in
                #expect(String(buffer: response.body).contains(#""state":"cancelled""#))
            }
        }
        try await trial.settle()
        #expect(try await trial.database.read { try $0.outboxEntry(entry.id) }?.state == .cancelled)
    }
}
