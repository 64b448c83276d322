extension Message {
    public static func parse(_ bytes: [UInt8], limits: Limits = .standard) -> Message {
        bytes.withUnsafeBufferPointer { read($0, limits: limits) }
    }

    public static func parse(_ bytes: UnsafeRawBufferPointer, limits: Limits = .standard) -> Message {
        read(bytes.bindMemory(to: UInt8.self), limits: limits)
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits) -> Message {
        let fields = HeaderFields(bytes, limits: limits)
        let tree = MIMETree(bytes, limits: limits)
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

extension Message {
    /// Sorts the leaves into text, HTML and attachments; no part is dropped.
    private mutating func take(leaves: [MIMELeaf], limits: Limits) {
        var texts: [String] = []
        var pages: [String] = []
        var others: [MIMELeaf] = []
        for leaf in leaves {
            switch Message.role(of: leaf) {
            case .text: texts.append(body(leaf, limits))
            case .html: pages.append(body(leaf, limits))
            case .attachment: others.append(leaf)
            }
        }
        text = texts.isEmpty ? nil : Message.joined(texts)
        html = pages.isEmpty ? nil : Message.joined(pages)
        if others.count > limits.attachmentCountMax { beyondLimits.insert(.attachments) }
        let shown = html.map { ContentIDs.used(in: $0) } ?? []
        attachments = others.prefix(limits.attachmentCountMax).map { leaf in
            Attachment(
                filename: leaf.filename,
                contentType: leaf.type.value.isEmpty ? "text/plain" : leaf.type.value,
                content: leaf.bytes, contentID: leaf.contentID,
                isShownInline: leaf.contentID.map { shown.contains($0.asciiLowered) } ?? false)
        }
    }

    private enum Role {
        case text
        case html
        case attachment
    }

    private static func role(of leaf: MIMELeaf) -> Role {
        if leaf.disposition?.value == "attachment" || leaf.filename != nil { return .attachment }
        switch leaf.type.value {
        case "text/html": return .html
        case "text/plain", "", "text", "plain": return .text
        default:
            // A type without a slash is no type: read as text, as RFC 2045 5.2 says.
            return leaf.type.value.contains("/") ? .attachment : .text
        }
    }

    private mutating func body(_ leaf: MIMELeaf, _ limits: Limits) -> String {
        if leaf.bytes.count > limits.textBytesMax { beyondLimits.insert(.textBytes) }
        var charset = leaf.type.token("charset")
        if charset == nil, leaf.type.value == "text/html" { charset = MetaCharset.find(in: leaf.bytes) }
        let text = Charset.text(leaf.bytes.prefix(limits.textBytesMax), declared: charset)
        return text.withUnixLines
    }

    private static func joined(_ texts: [String]) -> String {
        guard texts.count > 1 else { return texts[0] }
        return texts.filter { !$0.trimmed.isEmpty }.reduce(into: "") { all, next in
            if !all.isEmpty, !all.hasSuffix("\n") { all += "\n" }
            all += next
        }
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
