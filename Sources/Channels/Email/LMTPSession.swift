/// One conversation by LMTP (RFC 2033) or SMTP (RFC 5321) as a pure machine: bytes in, effects out. It
/// neither reads nor waits; what carries it does that, so every rule here is tested without a socket.
public struct LMTPSession {
    /// What the carrier shall do, in this order.
    public enum Effect: Sendable, Equatable {
        case reply(LMTPReply)
        /// Store this mail, then call `delivered`. Until then the session answers nothing more.
        case deliver(LMTPDelivery)
        /// The reply before it goes out in clear; everything after it is encrypted.
        case startTLS
        case close
    }

    /// What is spoken.
    public enum Language: Sendable, Equatable {
        case lmtp
        case smtp(canEncrypt: Bool)
    }

    /// What a client asks for that its address may have had too much of.
    public enum Demand: Sendable { case message, recipient }

    enum Activity { case commands, body, delivering, closed }

    let limits: LMTPLimits
    let hostname: String
    let language: Language
    /// The reply that refuses a demand for now; nil grants it.
    public var quota: @Sendable (Demand) -> LMTPReply? = { _ in nil }
    let accept: @Sendable (String) -> RecipientVerdict

    var activity = Activity.commands
    var isGreeted = false
    var isEncrypted = false
    var hello = ""
    var messageCount = 0
    var envelope: LMTPEnvelope?
    var body: LMTPBody?
    private var isStopping = false
    private var errorCount = 0
    private var lines: LMTPLines
    private var effects: [Effect] = []

    public init(
        hostname: String, language: Language = .lmtp, limits: LMTPLimits = LMTPLimits(),
        accept: @escaping @Sendable (_ recipient: String) -> RecipientVerdict
    ) {
        self.hostname = hostname
        self.language = language
        self.limits = limits
        self.accept = accept
        lines = LMTPLines(lengthMax: limits.commandLineBytesMax)
    }

    /// Whether a mail is with the carrier; it should read nothing more until then.
    public var isDelivering: Bool { activity == .delivering }
    public var isReadingBody: Bool { activity == .body }

    /// The bytes of a body kept so far, for the carrier's bound over all sessions.
    public var bytesHeld: Int { body?.bytes.count ?? 0 }

    /// The greeting, sent before anything is read.
    public mutating func open() -> [Effect] {
        reply(LMTPReply(220, nil, "\(hostname) \(isSMTP ? "ESMTP" : "LMTP") ready"))
        return flushed()
    }

    public mutating func receive(_ bytes: [UInt8]) -> [Effect] {
        lines.append(bytes)
        advance()
        return flushed()
    }

    /// Gives the body up for want of memory; the client is told after its final dot.
    public mutating func starve() {
        body?.refuse(.noMemory)
    }

    /// One verdict for each recipient of the mail that was to be delivered, in their order.
    public mutating func delivered(_ verdicts: [Verdict]) -> [Effect] {
        guard activity == .delivering, let envelope else { return [] }
        precondition(verdicts.count == envelope.recipients.count, "each recipient has one verdict")
        if isSMTP {
            // One answer for all: what one lacks comes again for all, and the same mail is one ticket.
            if let worst = verdicts.first(where: { !$0.isAccepted }) ?? verdicts.first {
                reply(LMTPReply(worst, for: nil))
            }
        } else {
            for (recipient, verdict) in zip(envelope.recipients, verdicts) {
                reply(LMTPReply(verdict, for: recipient))
            }
        }
        endTransaction()
        if isStopping { close(.shuttingDown) }
        advance()
        return flushed()
    }

    /// Nothing arrived in time.
    public mutating func timeOut() -> [Effect] {
        guard activity == .commands || activity == .body else { return [] }
        close(.timedOut)
        return flushed()
    }

    /// The server stops. A mail in delivery is answered first; all others get no 250 and come again.
    public mutating func stop() -> [Effect] {
        isStopping = true
        if activity == .commands || activity == .body { close(.shuttingDown) }
        return flushed()
    }

    private mutating func advance() {
        while true {
            switch activity {
            case .delivering: return
            case .closed:
                lines.clear()
                return
            case .body:
                guard takeBody() else { return }
            case .commands:
                guard let line = lines.next() else { return }
                execute(line)
            }
        }
    }

    /// Whether the body is complete.
    private mutating func takeBody() -> Bool {
        guard let taken = body?.take(lines.rest) else { return false }
        lines.skip(taken)
        guard let body, body.isComplete else { return false }
        finishBody(body)
        return true
    }

    private mutating func flushed() -> [Effect] {
        defer { effects = [] }
        return effects
    }
}

extension LMTPSession {
    var isSMTP: Bool { language != .lmtp }

    /// Whatever was said in clear after the command could be a stranger's: it is not heard.
    mutating func startTLS() {
        guard language == .smtp(canEncrypt: true) else { return refuse(.notImplemented) }
        guard isGreeted else { return refuse(.greetFirst(language)) }
        guard !isEncrypted else { return refuse(LMTPReply(503, "5.5.1", "the line is encrypted already")) }
        guard lines.rest.isEmpty else {
            return close(LMTPReply(554, "5.5.0", "nothing may follow STARTTLS before the line is encrypted"))
        }
        reply(.readyToEncrypt)
        effects.append(.startTLS)
        (isEncrypted, isGreeted, envelope, hello) = (true, false, nil, "")
    }

    mutating func reply(_ reply: LMTPReply) {
        effects.append(.reply(reply))
    }

    /// Refuses a command that a correct client would not send; too many of them close the connection.
    mutating func refuse(_ refusal: LMTPReply) {
        errorCount += 1
        if errorCount >= limits.errorCountMax { close(.tooManyErrors) } else { reply(refusal) }
    }

    mutating func close(_ farewell: LMTPReply) {
        reply(farewell)
        effects.append(.close)
        activity = .closed
        envelope = nil
        body = nil
    }

    mutating func startDelivery(_ delivery: LMTPDelivery) {
        effects.append(.deliver(delivery))
        activity = .delivering
        body = nil
    }

    mutating func endTransaction() {
        envelope = nil
        body = nil
        errorCount = 0
        activity = .commands
    }
}
