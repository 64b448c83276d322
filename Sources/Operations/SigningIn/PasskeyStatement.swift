import Crypto
import Foundation

/// What a device says about a key (WebAuthn, 6.1): for which site, who was there, how often it was used.
struct PasskeyStatement: Sendable {
    let siteDigest: [UInt8]
    let isPresent: Bool
    /// By a finger, a face or a number at the device.
    let isVerified: Bool
    let counter: Int64
    /// With a new key alone.
    let made: (credential: [UInt8], key: [UInt8])?

    static let credentialMax = 1023

    init(_ bytes: [UInt8]) throws(PasskeyProblem) {
        guard bytes.count >= 37, bytes.count <= CBOR.sizeMax else { throw .unreadable }
        siteDigest = Array(bytes[..<32])
        let flags = bytes[32]
        isPresent = flags & 0x01 != 0
        isVerified = flags & 0x04 != 0
        counter = bytes[33..<37].reduce(0) { $0 << 8 | Int64($1) }
        var rest = bytes[37...]
        made = flags & 0x40 == 0 ? nil : try Self.made(&rest)
        if flags & 0x80 != 0 {
            guard let (extensions, length) = try? CBOR.first(of: rest), case .map = extensions else {
                throw .unreadable
            }
            rest = rest.dropFirst(length)
        }
        guard rest.isEmpty else { throw .unreadable }
    }

    private static func made(
        _ rest: inout ArraySlice<UInt8>
    ) throws(PasskeyProblem) -> (credential: [UInt8], key: [UInt8]) {
        guard rest.count > 18 else { throw .unreadable }
        let start = rest.startIndex
        let length = Int(rest[start + 16]) << 8 | Int(rest[start + 17])
        guard (1...credentialMax).contains(length), rest.count > 18 + length else { throw .unreadable }
        let credential = Array(rest[start + 18..<start + 18 + length])
        rest = rest.dropFirst(18 + length)
        guard let (_, size) = try? CBOR.first(of: rest) else { throw .unreadable }
        let key = Array(rest.prefix(size))
        rest = rest.dropFirst(size)
        return (credential, key)
    }

    /// The site must be ours, and somebody must have shown the device who it is.
    func check(site: String) throws(PasskeyProblem) {
        guard siteDigest == Array(SHA256.hash(data: Data(site.utf8))) else { throw .otherSite }
        guard isPresent, isVerified else { throw .notVerified }
    }
}

/// What the browser adds: for what, with which challenge, from which page.
struct PasskeyClient: Decodable, Sendable {
    let type: String
    let challenge: String
    let origin: String
    let crossOrigin: Bool?

    static let sizeMax = 8_192

    init(_ bytes: [UInt8]) throws(PasskeyProblem) {
        guard bytes.count <= Self.sizeMax,
            let read = try? JSONDecoder().decode(PasskeyClient.self, from: Data(bytes))
        else { throw .unreadable }
        self = read
    }

    func check(type wanted: String, challenge asked: [UInt8], origins: Set<String>) throws(PasskeyProblem) {
        guard type == wanted else { throw .unreadable }
        guard let given = Base64URL.bytes(challenge), sameBytes(given, asked) else { throw .otherChallenge }
        guard origins.contains(origin), crossOrigin != true else { throw .otherSite }
    }
}

/// Why a passkey is not taken.
public enum PasskeyProblem: Error, Hashable, Sendable {
    case unreadable, otherSite, otherChallenge, notVerified, badSignature, otherKind, copied, unknown

    public var words: (message: String, remedy: String) {
        switch self {
        case .unreadable:
            ("What the device answered can't be read.", "Try again, or with another device or browser.")
        case .otherSite:
            ("The device answered for another site.", "Open the desk at its own address and try again.")
        case .otherChallenge:
            (
                "The device answered too late, or the page was used before.",
                "Open the page again and try again."
            )
        case .notVerified:
            ("The device did not check who you are.", "Set up a fingerprint, a face or a number on it.")
        case .badSignature:
            ("The device's signature does not fit.", "Try again, or remove the passkey and add it anew.")
        case .otherKind:
            (
                "The device makes a kind of key that the desk does not read.",
                "Use another device: ES256 or Ed25519."
            )
        case .copied:
            (
                "This passkey was used with a lower count than before: it may have been copied.",
                "Sign in another way, remove it, and tell your administrator."
            )
        case .unknown:
            ("This passkey is not known here.", "Sign in another way; add it at Your account.")
        }
    }
}
