import Crypto
import Foundation
import Operations

/// A device with one passkey, as WebAuthn describes it. A test spoils what it likes.
final class SoftAuthenticator: @unchecked Sendable {
    enum Key {
        case p256(P256.Signing.PrivateKey)
        case ed25519(Curve25519.Signing.PrivateKey)
    }

    let key: Key
    let credential = [UInt8]((0..<20).map { _ in UInt8.random(in: .min ... .max) })
    var site = "localhost"
    var origin = "http://localhost:8080"
    /// Present and verified.
    var flags: UInt8 = 0x05
    var counter: UInt32 = 0
    var type: String?
    var crossOrigin = false
    var handle = ""

    init(_ key: Key) {
        self.key = key
    }

    private func client(_ type: String, _ challenge: String) -> [UInt8] {
        Array(
            """
            {"type":"\(self.type ?? type)","challenge":"\(challenge)","origin":"\(origin)",\
            "crossOrigin":\(crossOrigin)}
            """.utf8)
    }

    private static func joined(_ parts: [[UInt8]]) -> [UInt8] { Array(parts.joined()) }

    private func said(_ more: UInt8, _ rest: [UInt8]) -> [UInt8] {
        let count = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
        return Self.joined([Array(SHA256.hash(data: Data(site.utf8))), [flags | more], count, rest])
    }

    private var cose: [UInt8] {
        switch key {
        case .p256(let key):
            let raw = Array(key.publicKey.rawRepresentation)
            let head: [UInt8] = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]
            return Self.joined([head, Array(raw.prefix(32)), [0x22, 0x58, 0x20], Array(raw.suffix(32))])
        case .ed25519(let key):
            let head: [UInt8] = [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]
            return head + Array(key.publicKey.rawRepresentation)
        }
    }

    /// A text of CBOR, shorter than 24 letters.
    private static func text(_ words: String) -> [UInt8] { [0x60 | UInt8(words.utf8.count)] + words.utf8 }

    /// What a browser sends for a new passkey.
    func make(_ challenge: String) -> [(String, String)] {
        let name = [0, UInt8(credential.count)] + credential
        let data = said(0x40, Self.joined([[UInt8](repeating: 0, count: 16), name, cose]))
        let attestation = Self.joined([
            [0xA3], Self.text("fmt"), Self.text("none"), Self.text("attStmt"), [0xA0],
            Self.text("authData"), [0x58, UInt8(data.count)], data,
        ])
        return [
            ("challenge", challenge), ("credential", Base64URL.text(credential)),
            ("client", Base64URL.text(client("webauthn.create", challenge))),
            ("said", Base64URL.text(attestation)),
        ]
    }

    /// What a browser sends for a passkey that is used.
    func use(_ challenge: String) throws -> [(String, String)] {
        let asked = client("webauthn.get", challenge)
        let data = said(0, [])
        let message = Data(data + Array(SHA256.hash(data: Data(asked))))
        let signature =
            switch key {
            case .p256(let key): try key.signature(for: message).derRepresentation
            case .ed25519(let key): try key.signature(for: message)
            }
        return [
            ("challenge", challenge), ("credential", Base64URL.text(credential)),
            ("client", Base64URL.text(asked)), ("said", Base64URL.text(data)),
            ("signature", Base64URL.text(signature)), ("handle", handle),
        ]
    }
}
