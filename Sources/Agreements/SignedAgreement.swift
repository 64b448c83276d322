import Crypto

/// What the parties sign: canonical terms, rendered text and the version of the standard text, as one.
public struct SignedAgreement: Hashable, Sendable {
    public let terms: Terms
    public let text: AgreementText

    /// What an amendment changes; nil for the first version.
    public let amendment: Amendment?

    public init(terms: Terms, text: AgreementText, amendment: Amendment? = nil) {
        self.terms = terms
        self.text = text
        self.amendment = amendment
    }

    /// The signed bytes. Each part is preceded by its length, so that no two agreements share them.
    public var bytes: [UInt8] {
        let changes = amendment.map { [Array($0.plain.utf8)] } ?? []
        return ([Array(text.template.utf8), terms.canonicalBytes, Array(text.plain.utf8)] + changes)
            .reduce(into: Array("duly agreement\n".utf8)) { bytes, part in
                bytes += Array("\(part.count)\n".utf8) + part
            }
    }

    /// The document as plain text, with what an amendment changes at its end.
    public var plain: String { text.plain + (amendment.map(\.plain) ?? "") }

    /// SHA-256 of the signed bytes, in lower hexadecimal digits.
    public var hash: String { sha256(bytes) }
}

/// An amendment's document holds what it changes in the version before.
public struct Amendment: Hashable, Sendable {
    /// The version that it takes the place of.
    public let version: Int
    public let comparison: AgreementComparison

    public init(of version: Int, _ comparison: AgreementComparison) {
        self.version = version
        self.comparison = comparison
    }

    public var title: String { "What changes from version \(version)" }
    public var plain: String { comparison.plain(title: title) }
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
