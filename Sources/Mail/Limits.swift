/// The bounds within which one mail is read. What lies beyond is not refused: it is named in
/// `Message.beyondLimits` and stays readable in the raw message, which the caller keeps.
public struct Limits: Sendable, Equatable {
    /// How deep parts may lie inside each other; what lies deeper is kept whole as one attachment.
    public var depthMax = 50
    /// Parts looked at in one message.
    public var partCountMax = 1_000
    /// Attachments in one message.
    public var attachmentCountMax = 200
    /// Fields in the header of the message.
    public var fieldCountMax = 2_000
    /// Bytes of the header of the message.
    public var headerBytesMax = 1_048_576
    /// Bytes of one decoded field value.
    public var fieldBytesMax = 65_536
    /// Addresses in one address field.
    public var addressCountMax = 1_000
    /// Message ids taken from References.
    public var referenceCountMax = 200
    /// Bytes of the plain text, and of the HTML, after decoding.
    public var textBytesMax = 4_194_304

    public init() {}

    public static let standard = Limits()
}

/// A bound that a message went over.
public enum LimitName: String, Sendable, CaseIterable {
    case depth
    case parts
    case attachments
    case fields
    case headerBytes
    case textBytes
}
