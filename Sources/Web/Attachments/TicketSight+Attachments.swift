import Storage

extension TicketSight {
    /// The files of each message, as links.
    static func attachments(
        of messages: [StoredMessage], _ reader: Storage.Reader
    ) throws -> [Int64: [AttachmentLink]] {
        try messages.reduce(into: [:]) { links, message in
            let files = message.erasedAt == nil ? try reader.attachments(of: message.id) : []
            guard !files.isEmpty else { return }
            links[message.id] = files.map { file in
                AttachmentLink(
                    name: Disposition.plain(file.name), href: Page.attachment(file.id),
                    size: "\(kind(file.mediaType)), \(size(file.size))")
            }
        }
    }

    /// The mail by which a message came stands behind its files: what went over a limit is in it.
    func mailAsItCame(_ message: StoredMessage) -> AttachmentLink? {
        rawMails[message.id].map { mail in
            let what = mail.wholeSize == nil ? "The mail" : "The mail's head"
            return AttachmentLink(
                name: "\(what) as it came (.eml)", href: Page.messageMail(message.id),
                size: Self.size(mail.size))
        }
    }

    /// "PDF", "PNG", "mail": a short name where there is one, else the type itself.
    static func kind(_ mediaType: String) -> String {
        let type = mediaType.lowercased().prefix { $0 != ";" }
        if let known = kinds[String(type)] { return known }
        let parts = type.split(separator: "/")
        guard parts.count == 2, ["image", "audio", "video"].contains(parts[0]) else {
            return type.isEmpty ? "file" : String(type)
        }
        return "\(parts[1].uppercased()) \(parts[0])"
    }

    private static let kinds = [
        "application/pdf": "PDF", "message/rfc822": "mail", "text/calendar": "calendar", "text/plain": "text",
        "text/html": "web page", "text/csv": "CSV", "application/zip": "ZIP", "application/rtf": "RTF",
        "application/octet-stream": "file", "application/json": "JSON", "application/xml": "XML",
        "application/pgp-signature": "signature", "application/pkcs7-signature": "signature",
        "application/x-pkcs7-signature": "signature", "application/pkcs7-mime": "S/MIME",
        "application/x-pkcs7-mime": "S/MIME", "application/pgp-encrypted": "OpenPGP",
        "application/msword": "Word", "application/vnd.ms-excel": "Excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
        "application/vnd.oasis.opendocument.text": "OpenDocument text",
        "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument sheet",
    ]

    /// What the files of each message tell about it.
    static func parts(
        of messages: [StoredMessage], _ words: DeskWords, _ blobs: BlobFolder, _ reader: Storage.Reader
    ) throws -> [Int64: MessageParts] {
        try messages.reduce(into: [:]) { all, message in
            let files = message.erasedAt == nil ? try reader.attachments(of: message.id) : []
            let parts = try MessageParts(files, words, reader, blobs)
            if !parts.isEmpty { all[message.id] = parts }
        }
    }

    /// "512 B", "120 kB", "3.4 MB".
    static func size(_ bytes: Int64) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\((bytes + 500) / 1000) kB" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
