public import BusinessTime
import Crypto
import Foundation
import Mail

/// Codes of an app (RFC 6238): six digits, by SHA-1, another each half minute.
public struct CodeApp: Sendable {
    /// Bytes: as long as the hash (RFC 4226, section 4).
    public static let secretLength = 20
    /// Wall seconds.
    static let period: Int64 = 30
    /// Half minutes by which the app's clock may be off, either way.
    static let drift: Int64 = 1

    public let secret: [UInt8]

    public init(secret: [UInt8]) {
        self.secret = secret
    }

    private var plainKey: String { Base32.encode(secret).uppercased() }

    /// The key in groups of four letters, for typing.
    public var key: String {
        let letters = Array(plainKey)
        return stride(from: 0, to: letters.count, by: 4).map {
            String(letters[$0..<min($0 + 4, letters.count)])
        }
        .joined(separator: " ")
    }

    /// What an app reads from a picture.
    public func address(desk: String, account: String) -> String {
        let issuer = Self.escaped(desk)
        return "otpauth://totp/\(issuer):\(Self.escaped(account))?secret=\(plainKey)"
            + "&issuer=\(issuer)&algorithm=SHA1&digits=6&period=\(Self.period)"
    }

    static func step(at instant: Instant) -> Int64 { instant.seconds / period }

    /// The six digits of one half minute.
    public func code(at instant: Instant) -> String { code(step: Self.step(at: instant)) }

    func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: Data(counter), using: SymmetricKey(data: Data(secret))))
        let place = Int(mac[mac.count - 1] & 15)
        let number = mac[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The half minute of a code that may be taken: near now, and after the last one that was.
    public func step(of typed: String, at now: Instant, after last: Int64) -> Int64? {
        let code = typed.filter { !$0.isWhitespace }
        let present = Self.step(at: now)
        return (present - Self.drift...present + Self.drift).first {
            $0 > last && sameBytes(Array(code.utf8), Array(self.code(step: $0).utf8))
        }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.ascii)) ?? ""
    }
}

extension CharacterSet {
    fileprivate static let ascii = CharacterSet(charactersIn: "\u{20}"..."\u{7E}")
}
