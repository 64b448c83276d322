extension Message {
    public static func parse(_ bytes: [UInt8], limits: Limits = .standard) -> Message {
        bytes.withUnsafeBufferPointer { read($0, limits: limits) }
    }

    public static func parse(_ bytes: UnsafeRawBufferPointer, limits: Limits = .standard) -> Message {
        read(bytes.bindMemory(to: UInt8.self), limits: limits)
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits) -> Message {
        guard let mended = MessageBytes.mended(bytes) else { return readMended(bytes, limits: limits) }
        return mended.withUnsafeBufferPointer { readMended($0, limits: limits) }
    }

    private static func readMended(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits) -> Message {
        let fields = HeaderFields(bytes, limits: limits)
        let tree = MIMETree(bytes, bodyStart: fields.bodyStart, limits: limits)
        var message = Message()
        message.beyondLimits = fields.beyondLimits.union(tree.beyondLimits)
        message.take(people: fields, limits: limits)
        message.take(trace: fields, limits: limits)
        message.automation = Automation(fields, rootType: tree.rootType)
        message.take(leaves: tree.leaves, limits: limits)
        message.deliveryReport = DeliveryReport(tree)
        message.contentHash = hash(fields, bytes)
        message.take(ids: fields, limits: limits)
        return message
    }

    private mutating func take(people fields: HeaderFields, limits: Limits) {
        func mailboxes(_ name: String) -> [Mailbox] {
            Array(
                fields.all(name).flatMap { AddressList.parse($0, countMax: limits.addressCountMax) }
                    .prefix(limits.addressCountMax))
        }
        authors = mailboxes("from")
        sender = mailboxes("sender").first
        from = authors.first ?? sender
        replyTo = mailboxes("reply-to").first
        to = mailboxes("to")
        cc = mailboxes("cc")
        bcc = mailboxes("bcc")
        subject = fields.text("subject").map { $0.singleLine } ?? ""
        date = fields.text("date").flatMap { MailDate(parsing: $0) }
    }

    private mutating func take(trace fields: HeaderFields, limits: Limits) {
        receivedLines = fields.all("received").map { ReceivedLine($0) }
        if let raw = fields.first("return-path") {
            let path = AddressList.parse(raw, countMax: 1).first?.address
            let isEmpty = raw.filter({ !$0.isWhite }).elementsEqual("<>".utf8)
            if path != nil || isEmpty { returnPath = .some(path) }
        }
        authenticationResults = fields.all("authentication-results").prefix(50)
            .compactMap { AuthenticationResults(String(decoding: $0, as: UTF8.self)) }
        for name in ["delivered-to", "x-original-to", "envelope-to"] {
            for raw in fields.all(name).prefix(20) {
                deliveredTo += AddressList.parse(raw, countMax: limits.addressCountMax).map(\.address)
            }
        }
    }

    private mutating func take(ids fields: HeaderFields, limits: Limits) {
        if let id = fields.first("message-id").flatMap(MessageIDs.single) {
            messageID = id
        } else {
            messageID = contentHash.prefix(40) + "@no-message-id.invalid"
            isMessageIDDerived = true
        }
        inReplyTo = fields.first("in-reply-to").flatMap { MessageIDs.scan($0, countMax: 1_000).first }
        references =
            fields.first("references").map { MessageIDs.scan($0, countMax: limits.referenceCountMax) } ?? []
        threadIndex = fields.first("thread-index")
            .flatMap { ThreadIndex(String(decoding: $0, as: UTF8.self)) }
    }

    /// Fields that hops add or reorder are left out, so the same mail by another way hashes alike.
    private static func hash(_ fields: HeaderFields, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count - fields.bodyStart + 500)
        for name in ["from", "date", "subject", "message-id"] {
            kept += (fields.first(name) ?? []).filter { !$0.isWhite }
            kept.append(lf)
        }
        var start = min(fields.bodyStart, bytes.count)
        for index in start..<bytes.count where bytes[index] == lf && index > start && bytes[index - 1] == cr {
            kept.append(contentsOf: bytes[start..<(index - 1)])
            start = index
        }
        kept.append(contentsOf: bytes[start...])
        return MIMETree.sha256(kept)
    }
}

extension String {
    /// CRLF and lone CR become LF; a byte order mark goes.
    var withUnixLines: String {
        var copy = self
        let out: [UInt8] = copy.withUTF8 { bytes in
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            for index in start..<bytes.count where bytes[index] == cr {
                out.append(contentsOf: bytes[start..<index])
                let isPair = index + 1 < bytes.count && bytes[index + 1] == lf
                if !isPair { out.append(lf) }
                start = index + 1
            }
            out.append(contentsOf: bytes[start...])
            return out
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Without control characters: a decoded header word may carry line breaks.
    var singleLine: String {
        let kept = unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        return String(String.UnicodeScalarView(kept)).trimmed
    }
}
