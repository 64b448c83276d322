/// What MAIL and RCPT have said so far.
struct LMTPEnvelope: Equatable {
    /// Nil for the null path.
    let from: String?
    /// Whether the client announced addresses beyond ASCII (RFC 6531).
    let isUTF8: Bool
    var recipients: [String] = []
}

/// A whole mail on its way out of the session.
public struct LMTPDelivery: Sendable, Equatable {
    public let from: String?
    public let recipients: [String]
    public let bytes: [UInt8]
    /// How the client called itself, and whether what it said was encrypted.
    public var hello = ""
    public var isEncrypted = false
}
