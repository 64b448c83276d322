extension LMTPSession {
    mutating func startEnvelope(_ argument: ArraySlice<UInt8>) {
        guard isGreeted else { return refuse(.greetFirst(language)) }
        guard envelope == nil else {
            return refuse(LMTPReply(503, "5.5.1", "a mail was begun already; end it or say RSET"))
        }
        guard messageCount < limits.messageCountMax else { return close(.tooManyMessages) }
        do throws(LMTPReply) {
            let path = try LMTPPath(argument, keyword: "FROM:")
            let isUTF8 = try checkParameters(path.parameters)
            if !path.address.isEmpty { try check(path, isUTF8: isUTF8, status: "5.1.7") }
            if let refusal = quota(.message) { return reply(refusal) }
            messageCount += 1
            envelope = LMTPEnvelope(from: path.address.isEmpty ? nil : path.address, isUTF8: isUTF8)
            reply(LMTPReply(250, "2.1.0", "sender ok"))
        } catch {
            refuse(error)
        }
    }

    /// Whether the client announced SMTPUTF8. Throws what refuses a parameter.
    private func checkParameters(_ parameters: [LMTPPath.Parameter]) throws(LMTPReply) -> Bool {
        var isUTF8 = false
        for parameter in parameters {
            switch (parameter.key, parameter.value?.uppercased()) {
            case ("SIZE", let value?): try checkSize(value)
            case ("BODY", "7BIT"), ("BODY", "8BITMIME"): break
            case ("SMTPUTF8", nil): isUTF8 = true
            default: throw LMTPReply(555, "5.5.4", "parameter \(parameter.key) is not offered here")
            }
        }
        return isUTF8
    }

    private func checkSize(_ text: String) throws(LMTPReply) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw LMTPReply(501, "5.5.4", "SIZE takes a number of bytes")
        }
        // A number too long for Int is certainly too large.
        guard let size = Int(text), size <= limits.messageBytesMax else {
            throw LMTPReply(552, "5.3.4", "the message is larger than \(limits.messageBytesMax) bytes")
        }
    }

    private func check(_ path: LMTPPath, isUTF8: Bool, status: String) throws(LMTPReply) {
        guard path.isMailbox else { throw LMTPReply(501, status, "the address is not local@domain") }
        guard isUTF8 || path.isASCII else {
            throw LMTPReply(553, "5.6.7", "an address beyond ASCII needs SMTPUTF8 on MAIL")
        }
    }

    mutating func addRecipient(_ argument: ArraySlice<UInt8>) {
        guard let begun = envelope else {
            return refuse(isGreeted ? LMTPReply(503, "5.5.1", "say MAIL first") : .greetFirst(language))
        }
        do throws(LMTPReply) {
            let path = try LMTPPath(argument, keyword: "TO:")
            guard path.parameters.isEmpty else {
                throw LMTPReply(555, "5.5.4", "RCPT takes no parameters here")
            }
            // Postmaster is the one address that needs no domain (RFC 5321, 4.5.1).
            if path.address.lowercased() != "postmaster" {
                try check(path, isUTF8: begun.isUTF8, status: "5.1.3")
            }
            judge(path.address, begun)
        } catch {
            refuse(error)
        }
    }

    /// An unknown or surplus recipient is no mistake of the client's protocol and isn't counted as one.
    private mutating func judge(_ recipient: String, _ begun: LMTPEnvelope) {
        guard begun.recipients.count < limits.recipientCountMax else {
            return reply(LMTPReply(452, "4.5.3", "too many recipients, send them another copy"))
        }
        if let refusal = quota(.recipient) { return reply(refusal) }
        switch accept(recipient) {
        case .accepted:
            envelope?.recipients.append(recipient)
            reply(LMTPReply(250, "2.1.5", "recipient ok"))
        case .unknown: reply(LMTPReply(550, "5.1.1", "<\(recipient)> is not an address of this desk"))
        case .foreign: reply(LMTPReply(550, "5.7.1", "<\(recipient)> is not here, and nothing is passed on"))
        case .temporary(let text): reply(LMTPReply(451, "4.3.0", "<\(recipient)> \(text)"))
        }
    }

    mutating func startBody() {
        guard isGreeted else { return refuse(.greetFirst(language)) }
        guard let envelope, !envelope.recipients.isEmpty else {
            // RFC 2033, 4.2: DATA without an accepted recipient must fail.
            return refuse(LMTPReply(503, "5.5.1", "no recipient was accepted"))
        }
        body = LMTPBody(limits: limits)
        activity = .body
        reply(.startBody)
    }

    mutating func finishBody(_ finished: LMTPBody) {
        guard let envelope else { preconditionFailure("a body has an envelope") }
        if let fault = finished.fault {
            if isSMTP {
                reply(LMTPReply(fault, for: nil))
            } else {
                for recipient in envelope.recipients { reply(LMTPReply(fault, for: recipient)) }
            }
            endTransaction()
        } else {
            startDelivery(
                LMTPDelivery(
                    from: envelope.from, recipients: envelope.recipients, bytes: finished.bytes, hello: hello,
                    isEncrypted: isEncrypted))
        }
    }
}
