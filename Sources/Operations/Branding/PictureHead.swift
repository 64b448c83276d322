/// What the first bytes of a picture say: its kind, told by them alone, and how large it is drawn.
public struct PictureHead: Hashable, Sendable {
    public enum Kind: String, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case webp = "image/webp"
    }

    public let kind: Kind
    /// Pixels.
    public let width: Int
    public let height: Int

    /// nil for what is none of the three kinds, or ends before its size is said.
    public init?(_ bytes: [UInt8]) {
        let found = Self.png(bytes) ?? Self.webp(bytes) ?? Self.jpeg(bytes)
        guard let found, found.width > 0, found.height > 0 else { return nil }
        (kind, width, height) = found
    }

    private typealias Found = (kind: Kind, width: Int, height: Int)

    /// ISO/IEC 15948: the signature, then the chunk IHDR.
    private static func png(_ bytes: [UInt8]) -> Found? {
        guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            bytes[12..<16].elementsEqual("IHDR".utf8)
        else { return nil }
        return (.png, big(bytes, at: 16, 4), big(bytes, at: 20, 4))
    }

    /// ISO/IEC 10918-1: segments up to the frame that says the size.
    private static func jpeg(_ bytes: [UInt8]) -> Found? {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var place = 2
        while place + 9 < bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            // SOF0 to SOF15, but for DHT, JPG and DAC among them.
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return (.jpeg, big(bytes, at: place + 7, 2), big(bytes, at: place + 5, 2))
            }
            place += 2 + max(2, big(bytes, at: place + 2, 2))
        }
        return nil
    }

    /// RFC 9649: a RIFF file whose first chunk is VP8, VP8L or VP8X.
    private static func webp(_ bytes: [UInt8]) -> Found? {
        guard bytes.count >= 30, bytes.starts(with: Array("RIFF".utf8)),
            bytes[8..<12].elementsEqual("WEBP".utf8)
        else { return nil }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8 ": return (.webp, little(bytes, at: 26, 2) & 0x3FFF, little(bytes, at: 28, 2) & 0x3FFF)
        case "VP8L":
            let bits = little(bytes, at: 21, 4)
            return (.webp, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case "VP8X": return (.webp, little(bytes, at: 24, 3) + 1, little(bytes, at: 27, 3) + 1)
        default: return nil
        }
    }

    private static func big(_ bytes: [UInt8], at place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func little(_ bytes: [UInt8], at place: Int, _ count: Int) -> Int {
        bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
