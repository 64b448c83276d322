import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@Suite("Sessions")
struct SessionTests {
    @Test("a session ends by itself; the server forgets it")
    func expires() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            trial.clock.advance(by: 3599)
            #expect(try await client.execute(uri: "/queue", method: .get, headers: ana.headers).status == .ok)
            trial.clock.advance(by: 1)
            let answer = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            #expect(answer.status == .seeOther)
        }
    }

    @Test("a disabled person is out at once: pages, live stream and tokens")
    func disabled() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.session(of: "ben@harbor.example")
        let token = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            #expect(try await client.execute(uri: "/queue", method: .get, headers: ben.headers).status == .ok)
            try await trial.disable("ben@harbor.example", at: WebTrial.start)
            for uri in ["/queue", "/queue/summary", "/tickets/\(id)", "/tokens"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: ben.headers)
                #expect(answer.headers[.location] == "/sign-in")
            }
            let live = try await client.execute(uri: "/live", method: .get, headers: ben.headers)
            #expect(live.status == .unauthorized)
            let api = try await client.execute(uri: "/api/tickets", method: .get, headers: token)
            #expect(api.status == .unauthorized)
            let reply = try await client.execute(
                uri: "/tickets/\(id)/replies", method: .post, headers: ben.sending,
                body: ben.form("visibility=public&text=Hello"))
            #expect(reply.headers[.location] == "/sign-in")
        }
        #expect(try await trial.messages(of: id).count == 1)
    }

    @Test("a disabled person with the right password is answered like a wrong one")
    func disabledPassword() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.disable("ana@harbor.example", at: WebTrial.start)
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/sign-in", method: .post,
                body: ByteBuffer(string: "email=ana%40harbor.example&password=correct+horse+battery"))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("belong together"))
            #expect(answer.headers[.setCookie] == nil)
        }
    }

    @Test("who leaves a group no longer sees its tickets in queue, count or page")
    func leavesGroup() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let before = try await client.execute(uri: "/queue/summary", method: .get, headers: ana.headers)
            #expect(before.text.contains("1 open, 1 due within a day"))
            try await trial.database.write { writer in
                guard let ana = try writer.person(address: "ana@harbor.example") else { return }
                for group in try writer.groups(of: ana.id) { try writer.remove(person: ana.id, from: group) }
            }
            let after = try await client.execute(uri: "/queue/summary", method: .get, headers: ana.headers)
            #expect(after.text.contains("0 open, 0 due within a day"))
            let row = try await client.execute(uri: "/queue/rows/\(id)", method: .get, headers: ana.headers)
            #expect(row.status == .noContent)
        }
    }
}
