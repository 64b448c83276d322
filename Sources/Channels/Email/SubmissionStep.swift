/// The steps of a conversation with a submission server (RFC 6409), in their order.
public enum SubmissionStep: Int, Sendable, Comparable {
    case connection, greeting, hello, encryption, signIn
    /// From here on a refusal is about this mail.
    case sender, recipient, mail
    /// The final dot was sent: it may have been taken.
    case end

    public static func < (one: SubmissionStep, other: SubmissionStep) -> Bool {
        one.rawValue < other.rawValue
    }

    /// For people, as the beginning of a sentence.
    public var words: String {
        switch self {
        case .connection: "Connection"
        case .greeting: "Greeting"
        case .hello: "Introduction (EHLO)"
        case .encryption: "Encryption"
        case .signIn: "Sign-in"
        case .sender: "Sender"
        case .recipient: "Recipient"
        case .mail, .end: "Mail"
        }
    }
}

/// Why a conversation with a submission server ended early.
public struct SubmissionFailure: Error, Sendable, Equatable {
    public let step: SubmissionStep
    /// The server's no: 400 to 599; nil where it did not say one.
    public let code: Int?
    /// What the server said, or what went wrong. No sentence of its own.
    public let text: String
    /// What helps, where that is known; no sentence of its own either.
    public let remedy: String

    init(_ step: SubmissionStep, code: Int? = nil, _ text: String, remedy: String = "") {
        (self.step, self.code, self.text, self.remedy) = (step, code, text, remedy)
    }

    /// A reply that is not the one that was waited for.
    init(_ step: SubmissionStep, _ reply: SMTPReply) {
        let isRefusal = (400..<600).contains(reply.code)
        self.init(
            step, code: isRefusal ? reply.code : nil,
            isRefusal ? reply.text : "the server does not keep to SMTP: it answered \(reply.code)")
    }

    /// With its remedy, where it has one.
    public var words: String { remedy.isEmpty ? text : "\(text); \(remedy)" }

    /// A server may hang up on a line that was idle: that is no failure of the next mail.
    var isHangUp: Bool { step == .sender && (code == nil || code == 421) }

    /// The server was reached and does not let the user in.
    public var isRefusalOfUser: Bool { step == .signIn && (code ?? 0) >= 500 }

    public var outcome: SubmissionOutcome {
        if isRefusalOfUser { return .credentialsRefused(code: code, text: text) }
        guard let code else { return step == .end ? .uncertain(words) : .deferred(code: nil, text: words) }
        return code >= 500 && step >= .sender
            ? .rejected(code: code, text: text) : .deferred(code: code, text: text)
    }
}

extension SubmissionFailure {
    /// What went wrong on the wire, as an administrator can act on it.
    init(_ error: any Error, at step: SubmissionStep, _ server: SMTPServer) {
        if let failure = error as? SubmissionFailure {
            self = failure
            return
        }
        let place = "\(server.host):\(server.port)"
        switch error as? MailboxProblem {
        case .unknownHost:
            self.init(step, "no address is known for \(server.host)", remedy: "check the host's name")
        case .noConnection:
            self.init(
                step, "nothing answers on \(place)", remedy: "check host and port of the mail server")
        case .untrusted:
            self.init(
                .encryption, "the certificate of \(place) is not trusted",
                remedy: "name the file of its authority")
        case .otherName:
            self.init(
                .encryption, "the certificate of \(place) was made for another name",
                remedy: "write the host as the certificate names it")
        case .noTLS(let why):
            self.init(
                .encryption, "TLS with \(place) does not come about: \(why)",
                remedy: "465 is TLS from the first byte, 587 is STARTTLS")
        case .setting(let words): self.init(.encryption, words)
        case .late: self.init(step, "\(place) gave no reply in time")
        case .closed: self.init(step, "\(place) closed the connection")
        default: self.init(step, "\(place): \("\(error)".prefix(120))")
        }
    }
}
