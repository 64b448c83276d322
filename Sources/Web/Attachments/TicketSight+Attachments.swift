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
                    name: Disposition.plain(file.name), href: Page.attachment(file.id), size: size(file.size))
            }
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
