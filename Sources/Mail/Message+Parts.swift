extension Message {
    /// Sorts the leaves into text, HTML and attachments; no part is dropped.
    mutating func take(leaves: [MIMELeaf], limits: Limits) {
        var others: [MIMELeaf] = []
        let hasBody = leaves.contains {
            !$0.isSpare && Message.role(of: $0) != .attachment && !$0.bytes.isEmpty
        }
        for leaf in leaves where !(leaf.isSpare && hasBody) {
            switch Message.role(of: leaf) {
            case .text: take(text: leaf, limits, files: &others)
            case .html: add(Passage(.page, body(leaf, limits), alternative: leaf.alternative), limits)
            case .attachment: others.append(leaf)
            }
        }
        text = Message.joined(passages.filter { $0.form == .text })
        html = Message.joined(passages.filter { $0.form == .page })
        if others.count > limits.attachmentCountMax { beyondLimits.insert(.attachments) }
        let shown = html.map { ContentIDs.used(in: $0) } ?? []
        attachments = others.prefix(limits.attachmentCountMax).map { leaf in
            Attachment(
                filename: leaf.filename,
                contentType: leaf.type.value.isEmpty ? "text/plain" : leaf.type.value,
                content: leaf.bytes, contentID: leaf.contentID,
                isShownInline: leaf.contentID.map { shown.contains($0.asciiLowered) } ?? false)
        }
        nameParts()
    }

    /// What attachments and armoured texts tell beside their bytes.
    private mutating func nameParts() {
        for attachment in attachments {
            if let protection = Protection(
                contentType: attachment.contentType, content: attachment.content)
            {
                protections.insert(protection)
            }
            if invitation == nil, attachment.contentType == "text/calendar" {
                invitation = Invitation(attachment.content)
            }
        }
        if let armoured = text.flatMap({ Protection(text: $0) }) { protections.insert(armoured) }
    }

    private mutating func take(text leaf: MIMELeaf, _ limits: Limits, files: inout [MIMELeaf]) {
        var words = body(leaf, limits)
        if leaf.type.token("format")?.asciiLowered == "flowed" {
            words = FlowedText.unfolded(
                words, dropsBlank: leaf.type.token("delsp")?.asciiLowered == "yes")
        }
        let encoded = UUEncoded(words, countMax: limits.attachmentCountMax)
        files += encoded.files.map { MIMELeaf(name: $0.name, bytes: $0.content) }
        add(Passage(.text, encoded.text, alternative: leaf.alternative), limits)
    }

    /// Each text is bounded by itself; many of them together by twice as much.
    private mutating func add(_ passage: Passage, _ limits: Limits) {
        let length = passages.filter { $0.form == passage.form }.reduce(0) { $0 + $1.words.utf8.count }
        if passage.words.utf8.count + length > limits.textBytesMax * 2 {
            beyondLimits.insert(.textBytes)
        } else {
            passages.append(passage)
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

    private static func joined(_ passages: [Passage]) -> String? {
        guard passages.count > 1 else { return passages.first?.words }
        return passages.filter { !$0.words.trimmed.isEmpty }.reduce(into: "") { all, next in
            if !all.isEmpty, !all.hasSuffix("\n") { all += "\n" }
            all += next.words
        }
    }
}
