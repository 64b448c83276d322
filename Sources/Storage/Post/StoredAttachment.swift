/// A file that came or goes with a message; its bytes are a blob.
public struct StoredAttachment: Hashable, Sendable {
    public internal(set) var id: Int64 = 0
    public let message: Int64
    public let blob: String
    public let name: String
    public let mediaType: String
    /// Without angle brackets.
    public let contentID: String?
    public let isInline: Bool
    public internal(set) var size: Int64 = 0

    public init(
        message: Int64, blob: Blob, name: String, mediaType: String, contentID: String?, isInline: Bool
    ) {
        self.message = message
        self.blob = blob.digest
        self.name = name
        self.mediaType = mediaType
        self.contentID = contentID
        self.isInline = isInline
        size = blob.size
    }

    static let selection = """
        SELECT attachment.id, message, blob, name, media_type, content_id, is_inline, size
        FROM attachment JOIN blob ON blob.digest = attachment.blob
        """

    init(_ row: inout Row) throws {
        id = try row.integer()
        message = try row.integer()
        blob = try row.text()
        name = try row.text()
        mediaType = try row.text()
        contentID = try row.textIfAny()
        isInline = try row.truth()
        size = try row.integer()
    }
}

extension Reader {
    public func attachment(_ id: Int64) throws -> StoredAttachment? {
        try first("\(StoredAttachment.selection) WHERE attachment.id = $1", id, as: StoredAttachment.init)
    }

    public func attachments(of message: Int64) throws -> [StoredAttachment] {
        try rows(
            "\(StoredAttachment.selection) WHERE message = $1 ORDER BY attachment.id", message,
            as: StoredAttachment.init)
    }
}

extension Writer {
    /// The blob must have been kept in this or an earlier job.
    public func add(_ attachment: StoredAttachment) throws -> StoredAttachment {
        var added = attachment
        added.id = try returning(
            """
            INSERT INTO attachment (message, blob, name, media_type, content_id, is_inline)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """, attachment.message, attachment.blob, attachment.name, attachment.mediaType,
            attachment.contentID, attachment.isInline)
        return added
    }
}
