/// One reply of the server: a code (RFC 5321), an enhanced status (RFC 3463) where one belongs, and text.
public struct LMTPReply: Error, Sendable, Equatable {
    public let code: Int
    public let status: String?
    public let lines: [String]

    /// Longer text is cut: a reply line has at most 512 bytes (RFC 5321, 4.5.3.1.5).
    static let textLengthMax = 400

    init(_ code: Int, _ status: String? = nil, _ text: String) {
        self.init(code, status, lines: [text])
    }

    init(_ code: Int, _ status: String? = nil, lines: [String]) {
        precondition(!lines.isEmpty, "a reply has at least one line")
        self.code = code
        self.status = status
        self.lines = lines.map(Self.printable)
    }

    /// The reply as it goes over the wire.
    public var wire: String {
        var text = ""
        for (index, line) in lines.enumerated() {
            text += "\(code)\(index == lines.count - 1 ? " " : "-")"
            if let status { text += "\(status) " }
            text += "\(line)\r\n"
        }
        return text
    }

    /// Nothing a client sent may break out of its line or leave ASCII.
    private static func printable(_ text: String) -> String {
        var clean = ""
        for scalar in text.unicodeScalars.prefix(textLengthMax) {
            let isPlain = scalar.value >= 0x20 && scalar.value < 0x7f
            clean.unicodeScalars.append(isPlain ? scalar : "?")
        }
        return clean
    }
}

extension LMTPReply {
    static let ok = LMTPReply(250, "2.0.0", "ok")
    static let startBody = LMTPReply(354, nil, "send the message, end it with CRLF.CRLF")
    static let goodbye = LMTPReply(221, "2.0.0", "goodbye")
    static let tooManyErrors = LMTPReply(421, "4.7.0", "too many errors, closing the connection")
    static let timedOut = LMTPReply(421, "4.4.2", "nothing arrived in time, closing the connection")
    static let shuttingDown = LMTPReply(421, "4.3.2", "shutting down, try again in a moment")
    static let tooManyConnections = LMTPReply(421, "4.3.2", "too many connections, try again later")
    static let unknownCommand = LMTPReply(500, "5.5.1", "unknown command")
    static let onlySMTP = LMTPReply(500, "5.5.1", "this is SMTP: say EHLO")
    static let readyToEncrypt = LMTPReply(220, "2.0.0", "go ahead with TLS")
    static let tooManyMessages = LMTPReply(421, "4.7.0", "enough for one connection, call again")
    static let tooManyFromThere = LMTPReply(421, "4.7.0", "too many connections from your address")
    static let tooFast = LMTPReply(450, "4.7.1", "too much mail from your address, try again later")
    static let onlyLMTP = LMTPReply(500, "5.5.1", "this is LMTP: say LHLO")
    static func greetFirst(_ language: LMTPSession.Language) -> LMTPReply {
        LMTPReply(503, "5.5.1", "say \(language == .lmtp ? "LHLO" : "EHLO") first")
    }
    static let lineTooLong = LMTPReply(500, "5.5.2", "the command line is too long")
    static let lineEnd = LMTPReply(500, "5.5.2", "a command ends with CRLF and has no other control bytes")
    static let notImplemented = LMTPReply(502, "5.5.1", "command not implemented")
}

extension LMTPReply {
    /// The reply after the body: for one recipient (RFC 2033, 4.2), or nil for all of them as SMTP has it.
    init(_ verdict: Verdict, for recipient: String?) {
        let whom = recipient.map { "<\($0)> " } ?? ""
        switch verdict {
        case .accepted(let id): self.init(250, "2.0.0", "\(whom)accepted as \(id)")
        case .temporary(.localError, let text): self.init(451, "4.3.0", "\(whom)\(text)")
        case .temporary(.insufficientStorage, let text): self.init(452, "4.3.1", "\(whom)\(text)")
        case .permanent(let text): self.init(550, "5.7.1", "\(whom)\(text)")
        }
    }
}
