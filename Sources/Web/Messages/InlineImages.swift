import Mail
import Storage

/// The pictures that a page of a mail shows by their content id, written into the page itself: its frame may
/// load nothing, and has no session with which it could ask for them.
struct InlineImages: Sendable {
    /// Bytes of one picture, and of all in one page; a larger one stays among the files below the message.
    static let imageBytesMax: Int64 = 2_000_000
    static let totalBytesMax: Int64 = 8_000_000

    private var addresses: [String: String] = [:]
    private var total: Int64 = 0

    func wants(_ file: StoredAttachment) -> Bool {
        file.contentID != nil && Self.isPicture(file.mediaType) && file.size <= Self.imageBytesMax
            && total + file.size <= Self.totalBytesMax
    }

    mutating func add(_ file: StoredAttachment, _ bytes: [UInt8]) {
        guard let id = file.contentID else { return }
        total += Int64(bytes.count)
        addresses[SafeHTML.contentID(id)] = SafeHTML.address(ofPicture: bytes, type: file.mediaType)
    }

    func address(of contentID: String) -> String? { addresses[contentID] }

    /// SVG is none of these: it can carry scripts.
    private static func isPicture(_ mediaType: String) -> Bool { SafeHTML.pictureTypes.contains(mediaType) }
}
