extension Composer {
    func writeBody(_ out: inout HeaderWriter) {
        let beside = attachments.filter { !isShownInHTML($0) }
        guard !beside.isEmpty else { return writeReadable(&out) }
        let boundary = self.boundary("mixed")
        out.field("Content-Type", "multipart/mixed; boundary=\"\(boundary)\"")
        out.emptyLine()
        out.delimiter(boundary)
        writeReadable(&out)
        write(beside, between: boundary, &out)
    }

    /// Without HTML nothing can be shown within it.
    private func isShownInHTML(_ attachment: Attachment) -> Bool {
        html != nil && attachment.isShownInline && attachment.contentID != nil
    }

    private func write(_ parts: [Attachment], between boundary: String, _ out: inout HeaderWriter) {
        for part in parts {
            out.delimiter(boundary)
            write(part, &out)
        }
        out.delimiter(boundary, isLast: true)
    }

    /// The HTML, with the pictures that it shows beside it (RFC 2387).
    private func writeHTML(_ html: String, _ out: inout HeaderWriter) {
        let pictures = attachments.filter(isShownInHTML)
        guard !pictures.isEmpty else { return write(html, subtype: "html", &out) }
        let boundary = self.boundary("related")
        out.field("Content-Type", "multipart/related; type=\"text/html\"; boundary=\"\(boundary)\"")
        out.emptyLine()
        out.delimiter(boundary)
        write(html, subtype: "html", &out)
        write(pictures, between: boundary, &out)
    }

    private func writeReadable(_ out: inout HeaderWriter) {
        guard let html else { return write(text, subtype: "plain", &out) }
        let boundary = self.boundary("alternative")
        out.field("Content-Type", "multipart/alternative; boundary=\"\(boundary)\"")
        out.emptyLine()
        out.delimiter(boundary)
        write(text, subtype: "plain", &out)
        out.delimiter(boundary)
        writeHTML(html, &out)
        out.delimiter(boundary, isLast: true)
    }

    /// The digest of the id: unlike anything in the parts, and the same for every retry.
    private func boundary(_ kind: String) -> String {
        "=_\(kind)_" + MIMETree.sha256(Array((kind + messageID).utf8)).prefix(32)
    }

    private func write(_ body: String, subtype: String, _ out: inout HeaderWriter) {
        let bytes = Array(body.withUnixLines.utf8.filter { $0 != 0 })
        let isPlain =
            bytes.allSatisfy { $0 < 0x80 && ($0 >= 0x20 || $0 == lf || $0 == tab) }
            && bytes.split(separator: lf).allSatisfy { $0.count <= 78 && $0.last != space && $0.last != tab }
        out.field("Content-Type", "text/\(subtype); charset=utf-8")
        out.field("Content-Transfer-Encoding", isPlain ? "7bit" : "quoted-printable")
        out.emptyLine()
        out.append(isPlain ? TransferEncoding.crlf(bytes) : TransferEncoding.quotedPrintable(bytes))
    }

    private func write(_ attachment: Attachment, _ out: inout HeaderWriter) {
        // A message keeps its type only in 7bit; as an attachment of bytes it survives any server.
        let isMessage =
            attachment.contentType.hasPrefix("message/") || attachment.contentType.hasPrefix("multipart/")
        let type =
            isMessage || !attachment.contentType.isMediaType
            ? "application/octet-stream" : attachment.contentType
        out.field("Content-Type", type)
        let name = attachment.filename ?? "attachment"
        out.field(
            "Content-Disposition", "\(attachment.isShownInline ? "inline" : "attachment");", parameter: name)
        if let id = attachment.contentID { out.ids("Content-ID", [id]) }
        out.field("Content-Transfer-Encoding", "base64")
        out.emptyLine()
        out.append(TransferEncoding.base64(attachment.content, lineLength: 76))
    }
}

extension String {
    /// `type/subtype` in RFC 6838's restricted characters.
    fileprivate var isMediaType: Bool {
        let parts = split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.count <= 127
                    && part.utf8.allSatisfy { $0.isLetter || $0.isDigit || "!#$&-^_.+".utf8.contains($0) }
            }
    }
}
