import CCurl

/// One connection to a submission server, used by one thread at a time and kept open between mails.
final class SubmissionLine: @unchecked Sendable {
    private let server: SMTPServer
    private let curl: CurlEasy

    /// A server may hang up on an idle client; an older connection isn't trusted.
    private static let idleSecondsMax = 30

    init?(to server: SMTPServer) {
        guard let curl = CurlEasy() else { return nil }
        self.server = server
        self.curl = curl
    }

    /// Sends one mail and waits for the end of it.
    func send(from sender: String, to recipient: String, _ bytes: [UInt8]) -> SubmissionOutcome {
        let first = attempt(from: sender, to: recipient, bytes)
        // The server hung up between two mails: that is no failure of this one.
        guard first.trace.failure != nil, first.metHungUp else { return first.trace.outcome }
        return attempt(from: sender, to: recipient, bytes, isFresh: true).trace.outcome
    }

    private func attempt(
        from sender: String, to recipient: String, _ bytes: [UInt8], isFresh: Bool = false
    ) -> SubmissionConversation {
        let conversation = SubmissionConversation(bytes: bytes)
        configure(from: sender, size: bytes.count)
        curl.set(CURLOPT_FRESH_CONNECT, isFresh)
        switch curl.run(conversation, to: recipient) {
        case CURLE_OK: break
        case CURLE_LOGIN_DENIED: conversation.fail(.credentials)
        case let code: conversation.fail(.other(reason(code, conversation)))
        }
        return conversation
    }

    private func configure(from sender: String, size: Int) {
        let scheme = server.encryption == .implicit ? "smtps" : "smtp"
        curl.set(CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)/\(server.helo ?? "")")
        curl.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        curl.set(CURLOPT_PROXY, "")
        curl.set(CURLOPT_NOSIGNAL, true)
        curl.set(CURLOPT_UPLOAD, true)
        curl.set(CURLOPT_MAIL_FROM, sender)
        curl.set(size: size)
        curl.set(CURLOPT_USE_SSL, server.encryption == .starttls ? Int(CURLUSESSL_ALL.rawValue) : 0)
        if let file = server.authorities { curl.set(CURLOPT_CAINFO, file) }
        curl.set(CURLOPT_MAXAGE_CONN, Self.idleSecondsMax)
        curl.set(CURLOPT_TCP_KEEPALIVE, true)
        curl.set(CURLOPT_CONNECTTIMEOUT_MS, server.times.connect.milliseconds)
        curl.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, server.times.reply.milliseconds / 1000))
        curl.set(CURLOPT_TIMEOUT_MS, server.times.total.milliseconds)
        if let credentials = server.credentials { enter(with: credentials) }
    }

    private func enter(with credentials: SMTPServer.Credentials) {
        curl.set(CURLOPT_USERNAME, credentials.user)
        curl.set(CURLOPT_SASL_IR, true)
        if let mechanism = credentials.mechanism {
            curl.set(CURLOPT_LOGIN_OPTIONS, "AUTH=\(mechanism.rawValue.uppercased())")
        }
        if credentials.mechanism == .xoauth2 {
            curl.set(CURLOPT_XOAUTH2_BEARER, credentials.secret)
        } else {
            curl.set(CURLOPT_PASSWORD, credentials.secret)
        }
    }

    private func reason(_ code: CURLcode, _ conversation: SubmissionConversation) -> String {
        let place = "\(server.host):\(server.port)"
        switch code {
        case CURLE_COULDNT_CONNECT:
            return "nothing answers on \(place); check host and port of the mail server"
        case CURLE_COULDNT_RESOLVE_HOST:
            return "no address is known for \(server.host); check the host's name"
        case CURLE_USE_SSL_FAILED:
            return "\(place) offers no STARTTLS; use smtps:// or, inside one machine, tls=none"
        case CURLE_PEER_FAILED_VERIFICATION:
            return "the certificate of \(place) "
                + (conversation.isAuthorityTrusted
                    ? "was made for another name; write the host as the certificate names it"
                    : "is not trusted; name its authority with ca=FILE")
        case CURLE_SSL_CACERT_BADFILE:
            return "\(server.authorities ?? "the system's list of authorities") can't be read; mend ca=FILE"
        case CURLE_OPERATION_TIMEDOUT: return "\(place) gave no reply in time"
        default: return "\(place): \(CurlEasy.text(code))"
        }
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
