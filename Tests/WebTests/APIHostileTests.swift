import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@Suite("Hostile requests to the API")
struct APIHostileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let body: String
        var status: HTTPResponse.Status = .unprocessableContent
        let field: String
        var testDescription: String { name }
    }

    private static let ask = #""requester": "carla@acme.example""#

    static let cases = [
        Case(
            name: "a million deep", body: String(repeating: "[", count: 1_000_000), status: .badRequest,
            field: "body"),
        Case(
            name: "a field half a million deep",
            body: #"{"text": "# + String(repeating: "[", count: 500_000) + "}", status: .badRequest,
            field: "body"),
        Case(
            name: "NUL", body: "{\(ask), \"subject\": \"a\\u0000b\", \"text\": \"c\"}", status: .badRequest,
            field: "subject"),
        Case(
            name: "writing turned around", body: "{\(ask), \"subject\": \"a\\u202Eb\", \"text\": \"c\"}",
            field: "subject"),
        Case(
            name: "a name turned around",
            body: "{\(ask), \"name\": \"a\\u2066b\", \"subject\": \"a\", \"text\": \"c\"}", field: "name"),
        Case(
            name: "a huge number", body: "{\(ask), \"subject\": 1e999, \"text\": \"c\"}", status: .badRequest,
            field: "subject"),
        Case(
            name: "an object for a text", body: "{\(ask), \"subject\": {\"a\": 1}, \"text\": \"c\"}",
            status: .badRequest, field: "subject"),
        Case(name: "not UTF-8 at all", body: "\u{FF}", status: .badRequest, field: "body"),
        Case(name: "nothing", body: "", status: .badRequest, field: "body"),
        Case(
            name: "a requester with a header",
            body: #"{"requester": "a@b.example\r\nBcc: x@y.example", "subject": "a", "text": "b"}"#,
            field: "requester"),
        Case(
            name: "a subject too long",
            body: "{\(ask), \"subject\": \"\(String(repeating: "a", count: 1001))\", \"text\": \"c\"}",
            field: "subject"),
        Case(
            name: "a text too long",
            body: "{\(ask), \"subject\": \"a\", \"text\": \"\(String(repeating: "a", count: 200_001))\"}",
            field: "text"),
    ]

    @Test("is answered by problem details that name the field, and leaves nothing", arguments: cases)
    func refused(_ example: Case) async throws {
        let trial = try await WebTrial()
        let token = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/api/tickets", method: .post, headers: token, body: ByteBuffer(string: example.body))
            #expect(answer.status == example.status, "\(answer.text.prefix(300))")
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.text.contains(#""field":"\#(example.field)""#), "\(answer.text.prefix(300))")
        }
        #expect(try await trial.database.read { try $0.openTicketCount(.all) } == 0)
    }

    @Test("another media type is 415, a body beyond the bound 413; both name what is wrong")
    func mediaTypeAndSize() async throws {
        let trial = try await WebTrial()
        let token = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            for type in [
                "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            ] {
                let answer = try await client.execute(
                    uri: "/api/tickets", method: .post, headers: token.adding(.contentType, type),
                    body: ByteBuffer(string: "{}"))
                #expect(answer.status == .unsupportedMediaType)
                #expect(answer.text.contains(#""field":"Content-Type""#))
            }
            let long = try await client.execute(
                uri: "/api/tickets", method: .post, headers: token,
                body: ByteBuffer(repeating: 32, count: (1 << 20) + 1))
            #expect(long.status == .contentTooLarge)
            #expect(long.text.contains(#""field":"body""#))
        }
    }

    @Test(
        "numbers at the ends of what a machine holds are refused, not counted with",
        arguments: ["9223372036854775807", "-1", "0", "10001", "1.5", "99999999999999999999999"])
    func numbers(_ number: String) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            for value in [number, "\"\(number)\""] {
                let answer = try await client.execute(
                    uri: "/api/tickets/\(id)/extensions", method: .post, headers: ben,
                    body: ByteBuffer(
                        string: "{\"hours\": \(value), \"ground\": \"complexity\", \"reason\": \"x\"}"))
                #expect((400..<500).contains(answer.status.code))
                #expect(answer.text.contains(#""field":"hours""#), "\(answer.text)")
            }
        }
    }

    @Test(
        "times beyond the years that are counted are refused",
        arguments: [
            "9999-12-31 23:59", "0001-01-01 00:00", "1999-12-31T23:59:59Z", "2026-13-01 00:00", "T", "",
        ])
    func instants(_ time: String) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/api/tickets/\(id)/exclusions", method: .post, headers: ben,
                body: ByteBuffer(
                    string: "{\"from\": \"\(time)\", \"to\": \"2026-11-23 16:50\", \"reason\": \"x\"}"))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(#""field":"from""#), "\(answer.text)")
        }
    }
}
