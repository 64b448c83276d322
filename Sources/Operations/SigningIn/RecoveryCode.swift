/// Ten codes to write down, for the day on which the app is lost; each works once.
struct RecoveryCode: Sendable {
    static let count = 10
    /// Letters that nobody takes for another.
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
    private static let length = 10

    /// For example "k7mfp-9qxtb".
    let text: String

    /// From random bytes of the caller's; nearly 50 bits.
    init(_ secret: Secret) {
        var chosen = ""
        while chosen.count < Self.length {
            // Bytes beyond a multiple are left out, so that each letter is as likely.
            for byte in secret.bytes(Self.length)
            where Int(byte) < 256 / Self.letters.count * Self.letters.count {
                if chosen.count < Self.length { chosen.append(Self.letters[Int(byte) % Self.letters.count]) }
            }
        }
        text = chosen.prefix(5) + "-" + chosen.suffix(5)
    }

    /// What is kept of it, or of what was typed: its hash, whatever the spacing.
    static func digest(_ typed: String, of person: Int64) -> String {
        let plain = typed.lowercased().filter { $0.isLetter || $0.isNumber }
        return Secret.stored("recovery \(person) \(plain)")
    }
}
