/// The mail by which a message came, as it lies in the inbox byte for byte: what went over a limit of
/// reading, and stands on no page, is in it.
public struct MessageMail: Hashable, Sendable {
    public let message: Int64
    public let inbox: Int64
    /// Names the bytes.
    public let blob: String
    /// Bytes that are kept.
    public let size: Int64
    /// Where the mail was too large: how many bytes it had. Only its head is kept.
    public let wholeSize: Int64?
}

extension Reader {
    /// By message, of a whole ticket: customers' mails and agents' notes. What was erased, or let go when its
    /// time was over, is not there.
    public func mails(ofTicket ticket: Int64) throws -> [Int64: MessageMail] {
        let all = try mails("message.ticket = $1", ticket)
        return Dictionary(all.map { ($0.message, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func mail(ofMessage id: Int64) throws -> MessageMail? {
        try mails("message.id = $1", id).first
    }

    private func mails(_ condition: String, _ id: Int64) throws -> [MessageMail] {
        try rows(
            """
            SELECT message.id, inbox.id, blob.digest, blob.size, inbox.whole_size
            FROM message JOIN inbox ON inbox.id = message.inbox JOIN blob ON blob.digest = inbox.blob
            WHERE \(condition) AND message.direction <> 'outgoing' AND message.erased_at IS NULL
                AND blob.digest <> $2
            ORDER BY message.id
            """, id, Blob.nothing.digest
        ) { row in
            MessageMail(
                message: try row.integer(), inbox: try row.integer(), blob: try row.text(),
                size: try row.integer(), wholeSize: try row.integerIfAny())
        }
    }
}
