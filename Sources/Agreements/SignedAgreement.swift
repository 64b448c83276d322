import Crypto

/// What the parties sign: canonical terms, rendered text and the version of the standard text, as one.
public struct SignedAgreement: Hashable, Sendable {
    public let terms: Terms
    public let text: AgreementText

    /// What an amendment changes; nil for the first version.
    public let amendment: Amendment?

    /// The template's version, the terms, the text and, for an amendment, what changes.
    public let parts: [[UInt8]]

    public init(terms: Terms, text: AgreementText, amendment: Amendment? = nil) {
        self.init(
            terms: terms, text: text, amendment: amendment,
            parts: [Array(text.template.utf8), terms.canonicalBytes, Array(text.plain.utf8)]
                + (amendment.map { [Array($0.plain.utf8)] } ?? []))
    }

    private init(terms: Terms, text: AgreementText, amendment: Amendment?, parts: [[UInt8]]) {
        self.terms = terms
        self.text = text
        self.amendment = amendment
        self.parts = parts
    }

    static let mark = Array("duly agreement\n".utf8)

    /// The signed bytes. Each part is preceded by its length, so that no two agreements share them.
    public var bytes: [UInt8] {
        parts.reduce(into: Self.mark) { bytes, part in bytes += Array("\(part.count)\n".utf8) + part }
    }

    /// The document as plain text, with what an amendment changes at its end.
    public var plain: String { parts.dropFirst(2).map { String(decoding: $0, as: UTF8.self) }.joined() }

    /// SHA-256 of the signed bytes, in lower hexadecimal digits.
    public var hash: String { sha256(bytes) }
}

extension SignedAgreement {
    /// The agreement as it was signed, from the bytes that were kept: its words are theirs, whatever the
    /// standard text says by now. nil for what are no such bytes.
    ///
    /// - Parameter before: the version that it amends, if it does.
    public init?(
        kept bytes: [UInt8], amending before: (number: Int, agreement: SignedAgreement)? = nil
    ) throws(AgreementProblems) {
        guard let parts = Self.parts(of: bytes), parts.count == 3 || parts.count == 4 else { return nil }
        let words = parts.map { String(decoding: $0, as: UTF8.self) }
        let terms = try Terms(yaml: words[1])
        let text = AgreementText(
            kept: words[2], template: words[0],
            signatories: terms.provider.signatories + terms.customer.signatories)
        var amendment: Amendment?
        if parts.count == 4, let before {
            let alone = SignedAgreement(terms: terms, text: text)
            amendment = Amendment(
                of: before.number, AgreementComparison(before.agreement, alone), signedAs: words[3])
        }
        self.init(terms: terms, text: text, amendment: amendment, parts: parts)
    }

    private static func parts(of bytes: [UInt8]) -> [[UInt8]]? {
        guard bytes.starts(with: mark) else { return nil }
        var rest = bytes[mark.count...]
        var parts: [[UInt8]] = []
        while !rest.isEmpty {
            guard let end = rest.firstIndex(of: 0x0A),
                let count = Int(String(decoding: rest[..<end], as: UTF8.self)),
                count >= 0, rest.endIndex - end > count
            else { return nil }
            parts.append(Array(rest[(end + 1)..<(end + 1 + count)]))
            rest = rest[(end + 1 + count)...]
        }
        return parts
    }
}

/// An amendment's document holds what it changes in the version before.
public struct Amendment: Hashable, Sendable {
    /// The version that it takes the place of.
    public let version: Int
    public let comparison: AgreementComparison
    /// The words that were signed; nil before.
    private let signed: String?

    public init(of version: Int, _ comparison: AgreementComparison, signedAs signed: String? = nil) {
        self.version = version
        self.comparison = comparison
        self.signed = signed
    }

    public var title: String { "What changes from version \(version)" }
    public var plain: String { signed ?? comparison.plain(title: title) }

    /// Whether the comparison says in just these words what was signed.
    public var isAsSigned: Bool { signed.map { $0 == comparison.plain(title: title) } ?? true }
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
