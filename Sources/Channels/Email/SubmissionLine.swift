import Foundation
import IMAP
import Mail

/// One connection to a submission server, entered, and used by one task at a time.
final class SubmissionLine: @unchecked Sendable {
    let server: SMTPServer
    private(set) var offers = SubmissionOffers()
    private let wire: MailboxWire
    private var replies = SMTPReplyReader()
    private var deadline: ContinuousClock.Instant
    private var lastUsed = ContinuousClock.now

    /// A server may hang up on an idle client; an older connection isn't trusted.
    private static let idleMax = Duration.seconds(30)

    private init(_ wire: MailboxWire, _ server: SMTPServer) {
        (self.wire, self.server) = (wire, server)
        deadline = .now + server.times.total
    }

    deinit { wire.close() }

    /// Connects, encrypts as the settings want it, and signs in. `reached` hears of each step with what was
    /// found.
    static func open(
        _ server: SMTPServer, reached: (SubmissionStep, String) -> Void = { _, _ in }
    ) async throws(SubmissionFailure) -> SubmissionLine {
        let tls: MailboxTLS?
        let wire: MailboxWire
        do {
            tls = server.encryption == .none ? nil : try MailboxTLS(authorities: server.authorities)
            var times = MailboxTimes()
            times.connect = server.times.connect
            wire = try await MailboxWire.open(
                server.host, server.port, tls: server.encryption == .implicit ? tls : nil, times: times)
        } catch {
            throw SubmissionFailure(error, at: .connection, server)
        }
        reached(.connection, "\(server.host) answers on port \(server.port)")
        let line = SubmissionLine(wire, server)
        if server.encryption == .implicit { reached(.encryption, "TLS from the first byte") }
        try await line.greet(reached)
        if server.encryption == .starttls, let tls { try await line.encrypt(tls, reached) }
        if let credentials = server.credentials { try await line.signIn(credentials, reached) }
        return line
    }

    var isFresh: Bool { .now - lastUsed < Self.idleMax }

    /// Says good-bye, and waits for no answer.
    func quit() {
        wire.write(Array("QUIT\r\n".utf8))
    }

    /// When the server's certificate runs out, in seconds of Unix time; nil without TLS.
    func certificateEnd() async -> Int64? { await wire.certificateEnd() }

    private func greet(_ reached: (SubmissionStep, String) -> Void) async throws(SubmissionFailure) {
        let greeting = try await reply(at: .greeting)
        guard greeting.code == 220 else { throw SubmissionFailure(.greeting, greeting) }
        reached(.greeting, greeting.text)
        try await hello()
        reached(.hello, "taken")
    }

    private func hello() async throws(SubmissionFailure) {
        let name = server.helo ?? Self.machine
        let answer = try await command("EHLO \(name)", at: .hello)
        if answer.code == 250 {
            offers = SubmissionOffers(answer)
        } else if [500, 502, 504].contains(answer.code) {
            offers = SubmissionOffers()
            try await ask("HELO \(name)", at: .hello)
        } else {
            throw SubmissionFailure(.hello, answer)
        }
    }

    private static let machine: String = {
        let name = ProcessInfo.processInfo.hostName
        return name.isEmpty || !name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? "localhost" : name
    }()

    /// What was said before TLS may be anybody's: the server is asked anew.
    private func encrypt(
        _ tls: MailboxTLS, _ reached: (SubmissionStep, String) -> Void
    ) async throws(SubmissionFailure) {
        let place = "\(server.host):\(server.port)"
        guard offers.has("STARTTLS") else {
            throw SubmissionFailure(
                .encryption, "\(place) offers no STARTTLS",
                remedy: "use TLS from the first byte (smtps, port 465) if it speaks that")
        }
        try await ask("STARTTLS", at: .encryption, 220...220)
        guard replies.isEmpty else {
            throw SubmissionFailure(.encryption, "\(place) sent more than its agreement to STARTTLS")
        }
        do {
            try await wire.startTLS(tls, within: server.times.connect)
        } catch {
            throw SubmissionFailure(error, at: .encryption, server)
        }
        reached(.encryption, "STARTTLS")
        try await hello()
    }

    private func signIn(
        _ credentials: SMTPServer.Credentials, _ reached: (SubmissionStep, String) -> Void
    ) async throws(SubmissionFailure) {
        if server.encryption == .none, !wire.isLoopback {
            throw SubmissionFailure(
                .signIn, "without TLS the password would cross the network in clear",
                remedy: "use STARTTLS or TLS")
        }
        let mechanism = try mechanism(credentials.mechanism)
        let answer: SMTPReply
        switch mechanism {
        case .plain:
            let first = SASL.plain(user: credentials.user, password: credentials.secret)
            answer = try await command("AUTH PLAIN \(first)", at: .signIn)
        case .login: answer = try await login(credentials)
        case .xoauth2:
            let first = SASL.xoauth2(user: credentials.user, token: credentials.secret)
            let said = try await command("AUTH XOAUTH2 \(first)", at: .signIn)
            // The refusal comes only after its reason was acknowledged.
            answer = said.code == 334 ? try await command("", at: .signIn) : said
        }
        guard answer.code == 235 else { throw SubmissionFailure(.signIn, answer) }
        reached(.signIn, "\(credentials.user), by \(mechanism.rawValue.uppercased())")
    }

    private func mechanism(_ wanted: SMTPServer.Mechanism?) throws(SubmissionFailure) -> SMTPServer.Mechanism
    {
        let offered = offers.mechanisms
        guard !offered.isEmpty else {
            throw SubmissionFailure(
                .signIn, "\(server.host):\(server.port) offers no sign-in",
                remedy: "use its port for submission, often 587 or 465, or leave user and password away")
        }
        let mine = wanted.map { [$0] } ?? [.plain, .login]
        if let chosen = mine.first(where: { offered.contains($0.rawValue.uppercased()) }) { return chosen }
        throw SubmissionFailure(
            .signIn,
            "\(server.host):\(server.port) offers sign-in by \(offered.joined(separator: ", ")) alone",
            remedy: "choose one of these")
    }

    /// A server that takes no first answer asks for the user again.
    private func login(_ credentials: SMTPServer.Credentials) async throws(SubmissionFailure) -> SMTPReply {
        let user = Data(credentials.user.utf8).base64EncodedString()
        var asked = try await command("AUTH LOGIN \(user)", at: .signIn)
        guard asked.code == 334 else { return asked }
        let question = Data(base64Encoded: asked.text).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if question.lowercased().hasPrefix("user") { asked = try await command(user, at: .signIn) }
        guard asked.code == 334 else { return asked }
        return try await command(Data(credentials.secret.utf8).base64EncodedString(), at: .signIn)
    }
}

// One mail over it.
extension SubmissionLine {
    /// Gives the server's words when it has taken the mail. After a failure the line is of no more use.
    func send(_ mail: SubmissionMail) async throws(SubmissionFailure) -> String {
        deadline = .now + server.times.total
        try await ask(mail.mailCommand(offers), at: .sender)
        try await ask(mail.recipientCommand(offers), at: .recipient)
        try await ask("DATA", at: .mail, 354...354)
        try await hand(mail.stuffed)
        wire.write(Array(".\r\n".utf8))
        let taken = try await reply(at: .end)
        guard (200..<300).contains(taken.code) else { throw SubmissionFailure(.end, taken) }
        lastUsed = .now
        return taken.text
    }

    /// Until the last byte is with the system, no final dot can have reached the server.
    private func hand(_ bytes: [UInt8]) async throws(SubmissionFailure) {
        do {
            try await wire.flush(bytes, within: deadline - .now)
        } catch {
            // A server that has had enough says so before it hangs up.
            if let early = try? await reply(at: .mail), early.code >= 400 {
                throw SubmissionFailure(.mail, early)
            }
            throw SubmissionFailure(error, at: .mail, server)
        }
    }

    @discardableResult
    private func ask(
        _ text: String, at step: SubmissionStep, _ wanted: ClosedRange<Int> = 200...299
    ) async throws(SubmissionFailure) -> SMTPReply {
        let answer = try await command(text, at: step)
        guard wanted.contains(answer.code) else { throw SubmissionFailure(step, answer) }
        return answer
    }

    private func command(_ text: String, at step: SubmissionStep) async throws(SubmissionFailure) -> SMTPReply
    {
        wire.write(Array((text + "\r\n").utf8))
        return try await reply(at: step)
    }

    private func reply(at step: SubmissionStep) async throws(SubmissionFailure) -> SMTPReply {
        do {
            while true {
                if let reply = try replies.next() { return reply }
                let left = deadline - .now
                guard left > .zero else { throw MailboxProblem.late("") }
                replies.take(try await wire.read(within: min(left, server.times.reply), for: ""))
            }
        } catch let violation as SMTPReplyReader.Violation {
            throw SubmissionFailure(step, "the server does not keep to SMTP: \(violation.what)")
        } catch {
            throw SubmissionFailure(error, at: step, server)
        }
    }
}
