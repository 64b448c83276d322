import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("What a program does to a ticket")
struct APIActsTests {
    /// An act that is done, and one that is refused by the field that is named.
    struct Case: Sendable, CustomTestStringConvertible {
        let act: String
        let good: String
        let bad: String
        let field: String
        /// What the ticket shows afterwards.
        let shows: String

        var testDescription: String { act }
    }

    private static let ground = "A specialist of tier 3 is needed"

    static let cases = [
        Case(
            act: "acknowledgment", good: #"{"text": "I have it."}"#, bad: #"{"text": ""}"#, field: "text",
            shows: #""text":"I have it.""#),
        Case(
            act: "replies", good: #"{"text": "I look."}"#, bad: "{}", field: "text",
            shows: #""visibility":"public""#),
        Case(
            act: "notes", good: #"{"text": "The cache."}"#, bad: #"{"text": 1e400}"#, field: "text",
            shows: #""visibility":"internal""#),
        Case(
            act: "information-requests", good: #"{"text": "The log, please.", "missing": ["the log"]}"#,
            bad: #"{"text": " ", "missing": ["the log"]}"#, field: "text", shows: "The log, please."),
        Case(
            act: "extensions",
            good: #"{"hours": 4, "ground": "\#(ground)", "reason": "A new part comes."}"#,
            bad: #"{"hours": 9000, "ground": "\#(ground)", "reason": "A new part comes."}"#, field: "hours",
            shows: "A new part comes."),
        Case(
            act: "exclusions",
            good: #"{"from": "2026-11-23T15:50:00Z", "to": "2026-11-23 16:55", "ground": "Third party", "#
                + #""reason": "Their network"}"#,
            bad: #"{"from": "yesterday", "to": "2026-11-23 16:55", "ground": "x", "reason": "y"}"#,
            field: "from", shows: #""state":"open""#),
        Case(
            act: "escalations", good: #"{"tier": 2, "reason": "It needs the source."}"#,
            bad: #"{"tier": 9, "reason": "x"}"#, field: "tier", shows: #""tier":2"#),
        Case(
            act: "assignment", good: #"{"person": "1"}"#, bad: "{}", field: "person",
            shows: #""assignee":{"id":1"#),
        Case(
            act: "severity", good: #"{"severity": "high", "reason": "All are stopped."}"#,
            bad: #"{"severity": ["high", "low"]}"#, field: "severity", shows: #""severity":"high""#),
        Case(
            act: "resolution", good: #"{"text": "Fixed.", "kind": "fix"}"#,
            bad: #"{"text": "Fixed.", "kind": "magic"}"#, field: "kind", shows: #""text":"Fixed.""#),
    ]

    @Test(
        "each act is done by a person's client, refused by its field, and denied to a reader",
        arguments: cases)
    func acts(_ example: Case) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        try await Self.acknowledge(id, trial, unless: example.act == "acknowledgment")
        let ben = try await trial.token(of: "ben@harbor.example")
        let reader = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        let uri = "/api/tickets/\(id)/\(example.act)"
        try await trial.run { client in
            let denied = try await client.execute(
                uri: uri, method: .post, headers: reader, body: ByteBuffer(string: example.good))
            #expect(denied.status == .forbidden)
            let refused = try await client.execute(
                uri: uri, method: .post, headers: ben, body: ByteBuffer(string: example.bad))
            #expect([400, 422].contains(refused.status.code), "\(refused.text)")
            #expect(refused.headers[.contentType] == "application/problem+json")
            #expect(refused.text.contains(#""field":"\#(example.field)""#), "\(refused.text)")
            let done = try await client.execute(
                uri: uri, method: .post, headers: ben, body: ByteBuffer(string: example.good))
            #expect(done.status == .ok, "\(done.text)")
            #expect(done.text.contains(example.shows), "\(done.text)")
        }
    }

    private static func acknowledge(_ id: Int64, _ trial: WebTrial, unless isNot: Bool) async throws {
        guard !isNot else { return }
        let ana = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await client.execute(
                uri: "/api/tickets/\(id)/acknowledgment", method: .post, headers: ana,
                body: ByteBuffer(string: #"{"text": "I have it, and look."}"#))
        }
        try await trial.settle()
        trial.clock.advance(by: 300)
    }

    @Test("a resolved ticket is reopened with a reason, an open one is not")
    func reopens() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            let uri = "/api/tickets/\(id)/reopening"
            let reason = ByteBuffer(string: #"{"reason": "It stops again."}"#)
            let early = try await client.execute(uri: uri, method: .post, headers: ben, body: reason)
            #expect(early.status == .unprocessableContent)
            _ = try await client.execute(
                uri: "/api/tickets/\(id)/resolution", method: .post, headers: ben,
                body: ByteBuffer(string: #"{"text": "Fixed."}"#))
            try await trial.settle()
            let resolved = try await client.execute(uri: "/api/tickets/\(id)", method: .get, headers: ben)
            #expect(resolved.text.contains(#""state":"resolved""#))
            let blank = try await client.execute(
                uri: uri, method: .post, headers: ben, body: ByteBuffer(string: #"{"reason": ""}"#))
            #expect(blank.text.contains(#""field":"reason""#), "\(blank.text)")
            let open = try await client.execute(uri: uri, method: .post, headers: ben, body: reason)
            #expect(open.text.contains(#""state":"open""#), "\(open.text)")
        }
    }

    @Test("a program's token replies without acknowledging, and never acknowledges or resolves")
    func program() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let program = try await trial.token(of: "ben@harbor.example", kind: .program)
        let cases: [(String, String, HTTPResponse.Status)] = [
            ("replies", #"{"text": "We are on it."}"#, .ok),
            ("acknowledgment", #"{"text": "We are on it."}"#, .forbidden),
            ("resolution", #"{"text": "Fixed."}"#, .forbidden),
            ("extensions", #"{"hours": 1, "ground": "complexity", "reason": "x"}"#, .forbidden),
            ("assignment", #"{"person": 1}"#, .forbidden),
            ("escalations", #"{"tier": 2, "reason": "x"}"#, .forbidden),
        ]
        try await trial.run { client in
            for (act, body, status) in cases {
                let answer = try await client.execute(
                    uri: "/api/tickets/\(id)/\(act)", method: .post, headers: program,
                    body: ByteBuffer(string: body))
                #expect(answer.status == status, "\(act): \(answer.text)")
            }
        }
        try await trial.settle()
        #expect(try await trial.ticket(id).acknowledgedAt == nil)
        #expect(try await trial.messages(of: id).count == 2)
    }

    @Test(
        "tier 1 extends nothing and decides no exclusion", arguments: ["extensions", "exclusion-decisions"])
    func roles(_ act: String) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.token(of: "ana@harbor.example")
        let body = #"{"hours": 1, "ground": "complexity", "reason": "x", "number": 1, "decision": "approve"}"#
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/api/tickets/\(id)/\(act)", method: .post, headers: ana, body: ByteBuffer(string: body))
            #expect(answer.status == .forbidden)
        }
    }
}
