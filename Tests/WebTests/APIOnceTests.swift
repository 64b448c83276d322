import Desk
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("One key, one effect")
struct APIOnceTests {
    private static let reply = ByteBuffer(string: #"{"text": "I look at it."}"#)

    @Test("the answer is kept in the transaction of the effect: there is neither without the other")
    func atomic() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let token = try await trial.token(of: "ana@harbor.example").adding(.idempotencyKey, "k")
        let beside = try DatabaseQueue(path: trial.folder + "/duly.sqlite")
        try await trial.run { client in
            let uri = "/api/tickets/\(id)/replies"
            // Keeping the answer fails, as it would on a full disk: the reply must not stay either.
            try await beside.write {
                try $0.execute(
                    sql: """
                        CREATE TRIGGER none BEFORE INSERT ON idempotency
                        BEGIN SELECT RAISE(ABORT, 'no room'); END
                        """)
            }
            let failed = try await client.execute(uri: uri, method: .post, headers: token, body: Self.reply)
            #expect(failed.status == .internalServerError)
            #expect(failed.headers[.contentType] == "application/problem+json")
            #expect(try await trial.messages(of: id).count == 1)
            #expect(try await trial.database.read { try $0.outbox() }.isEmpty)
            try await beside.write { try $0.execute(sql: "DROP TRIGGER none") }
            let first = try await client.execute(uri: uri, method: .post, headers: token, body: Self.reply)
            #expect(first.status == .ok)
            trial.clock.advance(by: 60)
            let again = try await client.execute(uri: uri, method: .post, headers: token, body: Self.reply)
            #expect(again.text == first.text)
            #expect(try await trial.messages(of: id).count == 2)
        }
        try beside.close()
    }

    @Test("the same key for another body or another address is refused; another caller's key is another")
    func reused() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.token(of: "ana@harbor.example").adding(.idempotencyKey, "k")
        let ben = try await trial.token(of: "ben@harbor.example").adding(.idempotencyKey, "k")
        try await trial.run { client in
            let cases: [(String, String, HTTPFields, HTTPResponse.Status)] = [
                ("replies", "One", ana, .ok), ("replies", "Two", ana, .unprocessableContent),
                ("notes", "One", ana, .unprocessableContent), ("replies", "One", ben, .ok),
            ]
            for (act, text, token, status) in cases {
                let answer = try await client.execute(
                    uri: "/api/tickets/\(id)/\(act)", method: .post, headers: token,
                    body: ByteBuffer(string: "{\"text\": \"\(text)\"}"))
                #expect(answer.status == status, "\(act) \(text)")
                if status != .ok { #expect(answer.text.contains(#""field":"Idempotency-Key""#)) }
            }
        }
        #expect(try await trial.messages(of: id).count == 3)
    }

    @Test("a refused act leaves no answer behind: the same key may try again with the same body")
    func refusedFirst() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.token(of: "ana@harbor.example").adding(.idempotencyKey, "k")
        try await trial.run { client in
            let uri = "/api/tickets/\(id)/reopening"
            let body = ByteBuffer(string: #"{"reason": "It stops again."}"#)
            for _ in 0..<2 {
                let answer = try await client.execute(uri: uri, method: .post, headers: ana, body: body)
                #expect(answer.status == .unprocessableContent)
            }
        }
    }

    @Test("a customer's ticket by API gets one receipt an hour, a colleague's none, a list's none")
    func receipts() async throws {
        let trial = try await WebTrial()
        let token = try await trial.token(of: "ana@harbor.example", kind: .program)
        try await trial.run { client in
            for requester in [
                "carla@acme.example", "carla@acme.example", "ben@harbor.example", "owner-news@acme.example",
                "support@harbor.example",
            ] {
                let answer = try await client.execute(
                    uri: "/api/tickets", method: .post, headers: token,
                    body: ByteBuffer(
                        string: "{\"requester\": \"\(requester)\", \"subject\": \"A\", \"text\": \"B\"}"))
                #expect(answer.status == .created)
            }
        }
        let mails = try await trial.database.read { try $0.outbox() }
        #expect(mails.map(\.envelopeTo) == ["carla@acme.example"])
        #expect(mails.allSatisfy { $0.envelopeFrom.isEmpty })
        trial.clock.advance(by: 3601)
        try await trial.run { client in
            _ = try await client.execute(
                uri: "/api/tickets", method: .post, headers: token,
                body: ByteBuffer(string: #"{"requester": "carla@acme.example", "subject": "A", "text": "B"}"#)
            )
        }
        #expect(try await trial.database.read { try $0.outbox() }.count == 2)
    }
}
