/// A long text in parts that fit a page each.
enum TextPart {
    /// Bytes of one part on its page.
    static let bytesMax = 40_000

    /// Never empty; put together they are the text. No part has more than `bytesMax` bytes, counted as HTML
    /// writes them, but for one character that alone has more.
    static func parts(of text: String, bytesMax: Int = TextPart.bytesMax) -> [String] {
        var parts: [String] = []
        var part = ""
        var bytes = 0
        for character in text {
            let size = character.utf8.reduce(0) { $0 + cost($1) }
            if bytes + size > bytesMax, !part.isEmpty {
                parts.append(part)
                (part, bytes) = ("", 0)
            }
            part.append(character)
            bytes += size
        }
        parts.append(part)
        return parts
    }

    /// What HTML makes of a byte.
    private static func cost(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): 6
        default: 1
        }
    }
}
