public import Desk
import Documents

/// The desk's public keys as they are published, each with its time, and what each signed of the next.
public enum PublishedKeys {
    /// For people and openssl: the key in use first.
    public static func text(_ ring: KeyRing) -> String {
        guard !ring.keys.isEmpty else { return "The desk has no key yet; it makes one when it is started.\n" }
        return ring.keys.reversed().map { text($0, in: ring) }.joined(separator: "\n")
    }

    private static func text(_ key: DeskKey, in ring: KeyRing) -> String {
        let published = PublicKey(key.publicKey)
        let until = key.until.map { "until \($0)" } ?? "in use"
        return """
            Key \(key.number), from \(key.from), \(until)
            Fingerprint (SHA-256 of the key in DER): \(published.fingerprint)
            \(beginning(key, in: ring))
            \(published.pem)
            """
    }

    private static func beginning(_ key: DeskKey, in ring: KeyRing) -> String {
        switch key.beginning {
        case .first: return "The desk's first key."
        case .replaced(let reason): return "The key before it was lost: \(reason)"
        case .rotated(let signature):
            return """
                Key \(key.number - 1) signed that this one follows. The signed text is four lines, each with \
                a line feed at its end:
                  \(succession(of: key, in: ring).split(separator: "\n").joined(separator: "\n  "))
                Signature in base64: \(signature.base64)
                """
        }
    }

    /// What the key before this one signed.
    static func succession(of key: DeskKey, in ring: KeyRing) -> String {
        let before = PublicKey(ring.keys[key.number - 2].publicKey)
        let bytes = before.succession(by: PublicKey(key.publicKey), at: key.from)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// For programs: in their order.
    public static func json(_ ring: KeyRing) -> String {
        let keys = ring.keys.map { key -> String in
            let published = PublicKey(key.publicKey)
            var members = [
                #""number":\#(key.number)"#, #""fingerprint":"\#(published.fingerprint)""#,
                #""from":"\#(key.from)""#,
                #""until":\#(key.until.map { "\"\($0)\"" } ?? "null")"#,
                #""pem":\#(quoted(published.pem))"#,
            ]
            switch key.beginning {
            case .first: break
            case .replaced(let reason): members.append(#""replaced_lost":\#(quoted(reason))"#)
            case .rotated(let signature):
                members.append(#""succession":\#(quoted(succession(of: key, in: ring)))"#)
                members.append(#""signed_by_previous":"\#(signature.base64)""#)
            }
            return "{\(members.joined(separator: ","))}"
        }
        return #"{"algorithm":"Ed25519","keys":[\#(keys.joined(separator: ",\n"))]}"# + "\n"
    }

    private static func quoted(_ text: String) -> String { text.inJSON }
}
