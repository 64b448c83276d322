extension LMTPSession {
    mutating func execute(_ line: LMTPLines.Line) {
        switch line {
        case .tooLong: refuse(.lineTooLong)
        case .malformed: refuse(.lineEnd)
        case .text(let bytes): execute(bytes)
        }
    }

    private mutating func execute(_ bytes: [UInt8]) {
        let word = bytes.prefix { $0 != UInt8(ascii: " ") }
        let verb = String(decoding: word, as: UTF8.self).uppercased()
        let argument = Self.trimmed(bytes[word.endIndex...])
        switch verb {
        case "LHLO", "EHLO", "HELO": greet(verb, argument)
        case "STARTTLS": alone(argument) { $0.startTLS() }
        case "MAIL": startEnvelope(argument)
        case "RCPT": addRecipient(argument)
        case "DATA": alone(argument) { $0.startBody() }
        case "RSET": alone(argument) { $0.reset() }
        case "QUIT": alone(argument) { $0.close(.goodbye) }
        case "NOOP": reply(.ok)
        case "VRFY": reply(LMTPReply(252, "2.1.5", "send the mail and see"))
        case "HELP":
            let known = isSMTP ? "RFC 5321: EHLO HELO STARTTLS" : "RFC 2033: LHLO"
            reply(LMTPReply(214, "2.0.0", "\(known) MAIL RCPT DATA RSET NOOP VRFY QUIT"))
        case "EXPN", "AUTH", "BDAT", "TURN", "ETRN": refuse(.notImplemented)
        default: refuse(.unknownCommand)
        }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return [] }
        return start[...last]
    }

    /// Runs a command that takes no argument.
    private mutating func alone(_ argument: ArraySlice<UInt8>, _ run: (inout LMTPSession) -> Void) {
        if argument.isEmpty {
            run(&self)
        } else {
            refuse(LMTPReply(501, "5.5.4", "this command takes no argument"))
        }
    }

    private mutating func greet(_ verb: String, _ argument: ArraySlice<UInt8>) {
        guard isSMTP == (verb != "LHLO") else { return refuse(isSMTP ? .onlySMTP : .onlyLMTP) }
        guard !argument.isEmpty else {
            return refuse(LMTPReply(501, "5.5.4", "say \(verb) and your host name"))
        }
        isGreeted = true
        envelope = nil
        hello = String(decoding: argument.filter { $0 > 0x20 && $0 < 0x7f }.prefix(255), as: UTF8.self)
        if verb == "HELO" { return reply(LMTPReply(250, nil, hostname)) }
        var offers = [
            hostname, "PIPELINING", "SIZE \(limits.messageBytesMax)", "8BITMIME", "SMTPUTF8",
            "ENHANCEDSTATUSCODES",
        ]
        if language == .smtp(canEncrypt: true), !isEncrypted { offers.append("STARTTLS") }
        reply(LMTPReply(250, nil, lines: offers))
    }

    private mutating func reset() {
        envelope = nil
        reply(.ok)
    }
}
