/// Folder names on the wire.
public enum FolderName {
    public enum Spelling: Hashable, Sendable {
        /// RFC 3501, 5.1.3: what every server reads that speaks it.
        case modifiedUTF7
        /// RFC 9051, 5.1.
        case utf8
    }

    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,".utf8)

    public static func encoded(_ name: String, in spelling: Spelling = .modifiedUTF7) -> String {
        if spelling == .utf8 { return name }
        var text = ""
        var foreign: [UInt16] = []
        for scalar in name.unicodeScalars {
            if (0x20...0x7E).contains(scalar.value) {
                text += shifted(foreign)
                foreign = []
                text += scalar == "&" ? "&-" : String(scalar)
            } else {
                foreign += Array(String(scalar).utf16)
            }
        }
        return text + shifted(foreign)
    }

    private static func shifted(_ units: [UInt16]) -> String {
        if units.isEmpty { return "" }
        let bytes = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        return "&" + Base64Text.encoded(bytes, letters: letters, isPadded: false) + "-"
    }

    /// What is no legal name stays as it came.
    public static func decoded(_ bytes: [UInt8], in spelling: Spelling = .modifiedUTF7) -> String {
        if spelling == .utf8 { return words(bytes[...]) }
        var text = ""
        var rest = bytes[...]
        while let byte = rest.first {
            rest.removeFirst()
            guard byte == UInt8(ascii: "&"), let end = rest.firstIndex(of: UInt8(ascii: "-")) else {
                text.unicodeScalars.append(Unicode.Scalar(byte))
                continue
            }
            let shifted = rest[..<end]
            rest = rest[(end + 1)...]
            if shifted.isEmpty { text += "&" } else { text += units(shifted) ?? "&\(words(shifted))-" }
        }
        return bytes.contains { $0 >= 0x80 } ? words(bytes[...]) : text
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func units(_ text: ArraySlice<UInt8>) -> String? {
        var bits: UInt32 = 0
        var count = 0
        var units: [UInt16] = []
        for byte in text {
            guard let value = letters.firstIndex(of: byte) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 16 {
                count -= 16
                units.append(UInt16(truncatingIfNeeded: bits >> UInt32(count)))
            }
            bits &= (1 << UInt32(count)) - 1
        }
        return String(decoding: units, as: UTF16.self)
    }
}

/// Base64 as SASL and folder names write it.
public enum Base64Text {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    public static func encoded(_ bytes: [UInt8]) -> String {
        encoded(bytes, letters: letters, isPadded: true)
    }

    static func encoded(_ bytes: [UInt8], letters: [UInt8], isPadded: Bool) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - group.count))
            for place in 0...group.count { text.append(letters[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
            if isPadded { text += Array(repeating: UInt8(ascii: "="), count: 3 - group.count) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The first answers of SASL, in base64.
public enum SASL {
    public static func plain(user: String, password: String) -> String {
        Base64Text.encoded([0] + Array(user.utf8) + [0] + Array(password.utf8))
    }

    /// Google's and Microsoft's way in with a token.
    public static func xoauth2(user: String, token: String) -> String {
        Base64Text.encoded(Array("user=\(user)\u{1}auth=Bearer \(token)\u{1}\u{1}".utf8))
    }

    /// RFC 7628.
    public static func oauthBearer(user: String, token: String) -> String {
        Base64Text.encoded(Array("n,a=\(user),\u{1}auth=Bearer \(token)\u{1}\u{1}".utf8))
    }
}
