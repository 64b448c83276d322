import Glibc
import Mail
import Testing

@testable import Channels

@Suite("Submission")
struct SubmissionTests {
    private static let mail = Array("Subject: answer\nTo: carla@acme.example\n\n.dot\nlast".utf8)

    /// Sends one mail to a sink with these habits.
    private func send(
        _ habits: SubmissionSink.Habits = .init(), user: String = "", query: String = "tls=none"
    ) async throws -> (SubmissionOutcome, SubmissionSink.Record) {
        let sink = SubmissionSink(habits)
        let port = try await sink.start()
        var server = try SubmissionServer("smtp://\(user)127.0.0.1:\(port)?\(query)")
        if case .smtp(var smtp) = server {
            // Only where the sink is silent is the time waited for: a busy machine may take its own.
            smtp.times.reply = .seconds(habits.hangsAt == nil ? 30 : 6)
            smtp.times.total = .seconds(60)
            server = .smtp(smtp)
        }
        let submission = Submission(server: server, connections: 1)
        let outcome = await submission.send(
            envelopeFrom: "desk@harbor.example", to: "carla@acme.example", bytes: Self.mail)
        await submission.stop()
        try await sink.stop()
        return (outcome, sink.record)
    }

    @Test("an accepted mail: envelope, CRLF line ends, stuffed dots, the server's words")
    func accepted() async throws {
        let (outcome, record) = try await send(query: "tls=none&helo=desk.example")
        #expect(outcome == .accepted("2.0.0 queued as 42"))
        #expect(record.commands.contains("EHLO desk.example"))
        #expect(record.commands.contains { $0.hasPrefix("MAIL FROM:<desk@harbor.example>") })
        #expect(record.commands.contains("RCPT TO:<carla@acme.example>"))
        #expect(record.bodies == ["Subject: answer\r\nTo: carla@acme.example\r\n\r\n..dot\r\nlast\r\n"])
    }

    @Test(
        "a refusal counts against the mail only when it is about the mail",
        arguments: [
            ("RCPT", "550 5.1.1 unknown", SubmissionOutcome.rejected(code: 550, text: "5.1.1 unknown")),
            ("RCPT", "450 4.2.0 greylisted", .deferred(code: 450, text: "4.2.0 greylisted")),
            ("MAIL", "553 5.1.8 no such sender", .rejected(code: 553, text: "5.1.8 no such sender")),
            ("DATA", "554 5.7.1 spam", .rejected(code: 554, text: "5.7.1 spam")),
            ("DATA", "451 4.3.0 later", .deferred(code: 451, text: "4.3.0 later")),
            (
                ".", "554-5.7.1 spam\r\n554 5.7.1 really",
                .rejected(code: 554, text: "5.7.1 spam 5.7.1 really")
            ),
            (".", "452 4.3.1 full", .deferred(code: 452, text: "4.3.1 full")),
            ("CONNECT", "554 no service", .deferred(code: 554, text: "no service")),
            ("CONNECT", "421 busy", .deferred(code: 421, text: "busy")),
        ])
    func refused(verb: String, reply: String, expected: SubmissionOutcome) async throws {
        let (outcome, _) = try await send(.init(replies: [verb: reply]))
        #expect(outcome == expected)
    }

    @Test("silence or a lost connection after the final dot is uncertain, before it deferred")
    func silence() async throws {
        for habits in [SubmissionSink.Habits(hangsAt: "."), .init(closesAt: ".")] {
            let (outcome, record) = try await send(habits)
            guard case .uncertain = outcome else {
                Issue.record("expected uncertain, got \(outcome)")
                continue
            }
            #expect(record.bodies.count == 1)
        }
        for habits in [
            SubmissionSink.Habits(hangsAt: "RCPT"), .init(closesAt: "DATA"), .init(hangsAt: "CONNECT"),
        ] {
            let (outcome, record) = try await send(habits)
            guard case .deferred(nil, _) = outcome else {
                Issue.record("expected deferred, got \(outcome)")
                continue
            }
            #expect(record.bodies.isEmpty)
        }
    }

    @Test("nobody listening is deferred, and the text names the place")
    func nobody() async throws {
        let sink = SubmissionSink()
        let port = try await sink.start()
        try await sink.stop()
        let submission = Submission(server: try SubmissionServer("smtp://127.0.0.1:\(port)?tls=none"))
        let outcome = await submission.send(envelopeFrom: nil, to: "carla@acme.example", bytes: Self.mail)
        await submission.stop()
        #expect(
            outcome
                == .deferred(
                    code: nil,
                    text: "nothing answers on 127.0.0.1:\(port); check host and port of the mail server"))
    }

    @Test("a server without STARTTLS gets neither password nor mail")
    func noStartTLS() async throws {
        let (outcome, record) = try await send(user: "ana:secret@", query: "tls=starttls")
        guard case .deferred(nil, let text) = outcome else {
            Issue.record("expected deferred, got \(outcome)")
            return
        }
        #expect(text.contains("STARTTLS"))
        #expect(record.commands.allSatisfy { $0.hasPrefix("EHLO") || $0 == "QUIT" })
    }

    @Test(
        "the credentials go by the mechanism that was chosen",
        arguments: [
            ("plain", ["AUTH PLAIN AGFuYQBzM2NyZXQ="]), ("login", ["AUTH LOGIN YW5h", "czNjcmV0"]),
            ("xoauth2", ["AUTH XOAUTH2 dXNlcj1hbmEBYXV0aD1CZWFyZXIgczNjcmV0AQE="]),
        ])
    func mechanisms(name: String, commands: [String]) async throws {
        var habits = SubmissionSink.Habits()
        habits.offers = ["SIZE 1000", "AUTH PLAIN LOGIN XOAUTH2"]
        let (outcome, record) = try await send(habits, user: "ana:s3cret@", query: "tls=none&auth=\(name)")
        #expect(outcome == .accepted("2.0.0 queued as 42"))
        #expect(Array(record.commands.dropFirst().prefix(commands.count)) == commands)
    }

    @Test("a refused password is neither the mail's fault nor the network's")
    func refusedPassword() async throws {
        var habits = SubmissionSink.Habits(replies: ["AUTH": "535 5.7.8 bad password"])
        habits.offers = ["AUTH PLAIN"]
        let (outcome, _) = try await send(habits, user: "ana:wrong@")
        #expect(outcome == .credentialsRefused(code: 535, text: "5.7.8 bad password"))
    }

    @Test("one connection carries many mails; a server that hangs up between two costs none")
    func reuse() async throws {
        for (closes, connections) in [(false, 1), (true, 5)] {
            let sink = SubmissionSink(.init(closesAfterMail: closes))
            let port = try await sink.start()
            let submission = Submission(
                server: try SubmissionServer("smtp://127.0.0.1:\(port)?tls=none"), connections: 1)
            for number in 1...5 {
                let outcome = await submission.send(
                    envelopeFrom: nil, to: "carla@acme.example", bytes: Array("Subject: \(number)\n".utf8))
                #expect(outcome == .accepted("2.0.0 queued as 42"))
            }
            await submission.stop()
            try await sink.stop()
            #expect(sink.record.connections == connections)
            #expect(Set(sink.record.bodies).count == 5 && sink.record.bodies.count == 5)
            #expect(sink.record.commands.filter { $0.hasPrefix("MAIL FROM:<>") }.count == 5)
        }
    }

    @Test("an address that would break its command is refused here")
    func addresses() async throws {
        let submission = Submission(server: .folder(path: "/nowhere"))
        for address in ["", "carla", "a@b.example\r\nRCPT TO:<x@y.example>", "a@b> SIZE=1", "@b.example"] {
            guard case .rejected(553, _) = await submission.send(envelopeFrom: nil, to: address, bytes: [])
            else {
                Issue.record("\(address) was sent")
                continue
            }
        }
        await submission.stop()
    }

    @Test("a pickup folder holds each mail whole, the same mail once, and says why it cannot")
    func folder() async throws {
        let path = "/tmp/duly-out-\(UInt32.random(in: 0 ... .max))"
        let submission = Submission(server: try SubmissionServer("folder:\(path)"))
        for _ in 1...2 {
            let outcome = await submission.send(
                envelopeFrom: nil, to: "../carla@acme.example", bytes: Self.mail)
            guard case .accepted(let text) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(text.contains("\(path)/.._carla@acme.example-"))
        }
        #expect(Self.names(in: path).count == 1)
        let file = "\(path)/\(Self.names(in: path)[0])"
        var status = stat()
        #expect(stat(file, &status) == 0)
        let envelope = "Return-Path: <>\r\nDelivered-To: ../carla@acme.example\r\n"
        #expect(Int(status.st_size) == envelope.utf8.count + CanonicalLines.bytes(Self.mail).count)
        await submission.stop()
        unlink(file)
        rmdir(path)
        let blocked = Submission(server: .folder(path: "/proc/nothing"))
        let outcome = await blocked.send(envelopeFrom: nil, to: "carla@acme.example", bytes: [])
        await blocked.stop()
        guard case .deferred(nil, let text) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(text.contains("cannot make /proc/nothing"))
    }

    private static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
