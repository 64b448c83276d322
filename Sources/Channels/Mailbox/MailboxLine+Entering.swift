import IMAP
import Operations

extension MailboxLine {
    /// What shows who we are.
    enum Credentials: Sendable {
        case password(String)
        case token(String)
    }

    /// Connects, encrypts as the settings want it, and signs in.
    static func open(
        _ settings: MailboxSettings, _ credentials: Credentials, times: MailboxTimes
    ) async throws -> MailboxLine {
        let tls = settings.encryption == .loopback ? nil : try MailboxTLS(authorities: settings.authorities)
        do {
            let wire = try await MailboxWire.open(
                settings.host, settings.port, tls: settings.encryption == .tls ? tls : nil, times: times)
            let line = MailboxLine(wire, times: times)
            let isSignedIn = try await line.greet()
            if settings.encryption == .starttls, let tls { try await line.startTLS(tls, isSignedIn) }
            if settings.encryption == .loopback, !wire.isLoopback { throw MailboxProblem.noPlainPassword }
            if !isSignedIn { try await line.signIn(settings.user, credentials) }
            return line
        } catch MailboxProblem.untrusted(let host, _) {
            throw MailboxProblem.untrusted(host, file: settings.authorities)
        }
    }

    /// Whether the server took us for signed in by the connection itself.
    private func greet() async throws -> Bool {
        let event = try await next(by: .now + times.read, for: "with its greeting")
        guard case .response(.told(.condition(let condition))) = event else {
            throw MailboxProblem.violation(.malformed(wanted: "a greeting", found: "something else"))
        }
        switch condition.kind {
        case .ok: return false
        case .preauth: return true
        case .bye, .no, .bad: throw MailboxProblem.server(condition.text)
        }
    }

    /// What was said before TLS may be anybody's: it is forgotten, and the server is asked anew.
    private func startTLS(_ tls: MailboxTLS, _ isSignedIn: Bool) async throws {
        if isSignedIn { throw MailboxProblem.noTLS("the server signs in before STARTTLS") }
        guard try await known().has("STARTTLS") else {
            throw MailboxProblem.noTLS("the server offers no STARTTLS")
        }
        let answer = try await perform(.startTLS, for: "to STARTTLS")
        guard answer.kind == .ok else { throw MailboxProblem.noTLS(answer.text) }
        if hasMore { throw MailboxProblem.noTLS("the server sent more than its agreement to STARTTLS") }
        forget()
        capabilities = nil
        try await wire.startTLS(tls, within: times.connect)
    }

    func known() async throws -> Capabilities {
        if let capabilities { return capabilities }
        let answer = try await perform(.capability, for: "to CAPABILITY")
        guard answer.kind == .ok, let capabilities else { throw MailboxProblem.server(answer.text) }
        return capabilities
    }

    private func signIn(_ user: String, _ credentials: Credentials) async throws {
        let can = try await known()
        capabilities = nil
        let answer: Condition
        switch credentials {
        case .password(let password):
            if can.authenticates(by: "PLAIN") {
                answer = try await authenticate("PLAIN", SASL.plain(user: user, password: password), can)
            } else if !can.has("LOGINDISABLED") {
                answer = try await perform(.login(user: user, password: password), for: "to LOGIN")
            } else {
                throw MailboxProblem.noPlainPassword
            }
        case .token(let token):
            if can.authenticates(by: "XOAUTH2") || !can.authenticates(by: "OAUTHBEARER") {
                answer = try await authenticate("XOAUTH2", SASL.xoauth2(user: user, token: token), can)
            } else {
                answer = try await authenticate(
                    "OAUTHBEARER", SASL.oauthBearer(user: user, token: token), can)
            }
        }
        try check(answer)
        _ = try await known()
    }

    /// A server that is out of order has refused nobody.
    private func check(_ answer: Condition) throws {
        if answer.kind == .ok { return }
        switch answer.code {
        case .unavailable?, .inUse?, .limit?: throw MailboxProblem.server(answer.text)
        default: throw MailboxProblem.refused(answer.text.isEmpty ? "it gives no reason." : answer.text)
        }
    }

    private func authenticate(
        _ mechanism: String, _ first: String, _ can: Capabilities
    ) async throws -> Condition {
        let end = ContinuousClock.now + times.command
        let tag = nextTag()
        let what = "to AUTHENTICATE"
        let command = Command.authenticate(mechanism, initial: can.has("SASL-IR") ? first : nil)
        wire.write(command.lines(tag: tag)[0])
        if !can.has("SASL-IR") {
            if let refused = try await goesOn(tag, by: end, for: what) { return refused }
            write(first)
        }
        // A refused token is first explained; an empty answer asks for the verdict.
        for _ in 0..<4 {
            if let verdict = try await goesOn(tag, by: end, for: what) { return verdict }
            write(mechanism == "OAUTHBEARER" ? "AQ==" : "")
        }
        throw MailboxProblem.violation(.malformed(wanted: "the end of AUTHENTICATE", found: "+"))
    }
}
