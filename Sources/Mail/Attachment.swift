/// A part that is neither the text nor the HTML of the message.
public struct Attachment: Sendable, Equatable {
    public let filename: String?
    /// Lower case, without parameters.
    public let contentType: String
    public let content: [UInt8]
    /// Without brackets.
    public let contentID: String?
    /// Whether the HTML shows it by a `cid:` address; a part only marked inline is an attachment like others.
    public let isShownInline: Bool

    public init(
        filename: String?, contentType: String, content: [UInt8], contentID: String? = nil,
        isShownInline: Bool = false
    ) {
        self.filename = filename
        self.contentType = contentType
        self.content = content
        self.contentID = contentID
        self.isShownInline = isShownInline
    }

    /// Bytes after decoding.
    public var size: Int { content.count }
}
