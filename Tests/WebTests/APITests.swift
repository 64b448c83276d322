import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@Suite("The API")
struct APITests {
    private static let inquiry = ByteBuffer(
        string: #"{"requester": "carla@acme.example", "subject": "The export stops", "text": "At 40 %."}"#)

    @Test("eight parallel sends under one key open one ticket and get one answer")
    func idempotent() async throws {
        let trial = try await WebTrial()
        let token = try await trial.token(of: "ana@harbor.example").adding(.idempotencyKey, "first")
        try await trial.run { client in
            let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await client.execute(
                            uri: "/api/tickets", method: .post, headers: token, body: Self.inquiry)
                    }
                }
                return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == .created })
            #expect(Set(answers.map(\.text)).count == 1)
            let other = try await client.execute(
                uri: "/api/tickets", method: .post, headers: token,
                body: ByteBuffer(string: #"{"requester": "carla@acme.example", "subject": "B", "text": "C"}"#)
            )
            #expect(other.status == .unprocessableContent)
            #expect(other.text.contains(#""code":"key-reused""#))
        }
        #expect(try await trial.database.read { try $0.openTicketCount(.all) } == 1)
    }

    @Test("eight parallel replies under one key are one message")
    func idempotentReply() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let token = try await trial.token(of: "ana@harbor.example").adding(.idempotencyKey, "first")
        try await trial.run { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let answer = try await client.execute(
                            uri: "/api/tickets/\(id)/replies", method: .post, headers: token,
                            body: ByteBuffer(string: #"{"text": "I look at it."}"#))
                        #expect(answer.status == .ok)
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(try await trial.messages(of: id).count == 2)
    }

    @Test("a ticket, the list and the proof tell the deadline")
    func reads() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let token = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        try await trial.run { client in
            let ticket = try await client.execute(uri: "/api/tickets/\(id)", method: .get, headers: token)
            #expect(ticket.text.contains(#""deadline":"2026-11-24T08:50:00Z""#))
            let list = try await client.execute(uri: "/api/tickets", method: .get, headers: token)
            #expect(list.text.contains(#""acknowledge_by":"2026-11-24T08:50:00Z""#))
            let proof = try await client.execute(
                uri: "/api/tickets/\(id)/proof", method: .get, headers: token)
            #expect(proof.text.contains(#""sum_seconds":7200"#))
        }
    }

    @Test("what is wrong is told as problem details that name the field")
    func problems() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let token = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            let cases: [(String, String, HTTPResponse.Status, String)] = [
                ("/api/tickets", "{}", .unprocessableContent, #""field":"requester""#),
                ("/api/tickets", "[1", .badRequest, #""code":"bad-json""#),
                (
                    "/api/tickets/\(id)/severity", #"{"severity": "huge"}"#, .unprocessableContent,
                    #""field":"severity""#
                ),
                ("/api/tickets/\(id)/replies", #"{"text": " "}"#, .unprocessableContent, #""field":"text""#),
                (
                    "/api/tickets/\(id)/extensions", #"{"hours": "many"}"#, .unprocessableContent,
                    #""field":"hours""#
                ),
                ("/api/tickets/999/replies", #"{"text": "x"}"#, .notFound, #""code":"not-found""#),
                ("/api/nothing", "{}", .notFound, #""code":"not-found""#),
                ("/api/tickets/999/replies", #"{"text": "x"}"#, .notFound, "GET /api/tickets lists"),
                ("/api/nothing", "{}", .notFound, "Check the path and the number in it"),
            ]
            for (uri, body, status, words) in cases {
                let answer = try await client.execute(
                    uri: uri, method: .post, headers: token, body: ByteBuffer(string: body))
                #expect(answer.status == status, "\(uri) \(body)")
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer.text.contains(words), "\(answer.text)")
            }
        }
    }

    @Test("no token, a revoked one, one that only reads, and a program that would acknowledge")
    func denied() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let reading = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        let program = try await trial.token(of: "ana@harbor.example", kind: .program)
        try await trial.run { client in
            let uri = "/api/tickets/\(id)/acknowledgment"
            let cases: [(HTTPFields, HTTPResponse.Status)] = [
                ([:], .unauthorized), ([.authorization: "Bearer none"], .unauthorized),
                (reading, .forbidden), (program, .forbidden),
            ]
            for (headers, status) in cases {
                let answer = try await client.execute(
                    uri: uri, method: .post, headers: headers, body: ByteBuffer(string: #"{"text": "Seen."}"#)
                )
                #expect(answer.status == status)
            }
        }
        #expect(try await trial.messages(of: id).count == 1)
    }
}
