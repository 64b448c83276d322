import Crypto
import Foundation

/// Random words for sessions, tokens and salts, and how they are kept: only as hashes.
public struct Secret: Sendable {
    /// Gives `count` random bytes; the edge passes the system's generator.
    public let bytes: @Sendable (_ count: Int) -> [UInt8]

    public init(bytes: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.bytes = bytes
    }

    /// The system's generator. Eight bytes are drawn at a time: each draw asks the kernel.
    public static let system = Secret { count in
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
        return Array(bytes.prefix(count))
    }

    /// 160 random bits in hexadecimal.
    public func word() -> String { hexadecimal(bytes(20)) }

    /// What is stored of a word: its SHA-256, so that a stolen database signs nobody in.
    public static func stored(_ word: String) -> String {
        hexadecimal(Array(SHA256.hash(data: Data(word.utf8))))
    }

    /// The MAC under `key`, for reply tokens.
    public static func mac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(message), using: SymmetricKey(data: key)))
    }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

func bytes(hexadecimal text: String) -> [UInt8] {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// Compares without telling by its time where the first difference is.
func sameBytes(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
