import Crypto

/// What the parties sign: canonical terms, rendered text and the version of the standard text, as one.
public struct SignedAgreement: Hashable, Sendable {
    public let terms: Terms
    public let text: AgreementText

    public init(terms: Terms, text: AgreementText) {
        self.terms = terms
        self.text = text
    }

    /// The signed bytes. Each part is preceded by its length, so that no two agreements share them.
    public var bytes: [UInt8] {
        [Array(AgreementText.templateVersion.utf8), terms.canonicalBytes, Array(text.plain.utf8)]
            .reduce(into: Array("duly agreement\n".utf8)) { bytes, part in
                bytes += Array("\(part.count)\n".utf8) + part
            }
    }

    /// SHA-256 of the signed bytes, in lower hexadecimal digits.
    public var hash: String { sha256(bytes) }
}

extension Terms {
    /// SHA-256 of the canonical bytes, in lower hexadecimal digits.
    public var hash: String { sha256(canonicalBytes) }
}

private func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}
