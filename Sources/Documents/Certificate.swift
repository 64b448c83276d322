public import Agreements
public import BusinessTime

/// What is known about the signing of one version of an agreement (clause "sign").
public struct Certificate: Hashable, Sendable {
    /// One person's electronic signature.
    public struct Signature: Hashable, Sendable {
        /// The party signed for, as the agreement names it.
        public var party: String
        /// As the signatory typed it.
        public var name: String
        /// Where the link and the code were mailed, in lower case.
        public var address: String
        /// The sentence that the signatory agreed to.
        public var consent: String
        /// Of the bytes that were shown, in hexadecimal digits.
        public var digest: String
        public var signed: Instant
        /// From where the request came.
        public var network: String
        public var userAgent: String
        /// The Message-ID of the mail with the code; nil for the provider, who signs signed in.
        public var code: String?
        /// Whether the provider's signatory gave the password again for this signature.
        public var hasPassword = false

        public init(
            party: String, name: String, address: String, consent: String, digest: String, signed: Instant
        ) {
            self.party = party
            self.name = name
            self.address = address
            self.consent = consent
            self.digest = digest
            self.signed = signed
            network = "unknown"
            userAgent = "unknown"
        }
    }

    /// The agreement's name in the desk.
    public var agreement: String
    public var version: Int
    public var provider: String
    public var customer: String
    /// SHA-256 of the signed bytes, in hexadecimal digits.
    public var digest: String
    /// The version of the standard text.
    public var template: String
    /// In the order they were given.
    public var signatures: [Signature]
    public var inForce: Instant
}

extension Certificate {
    /// The certificate of this agreement.
    public init(
        of agreement: SignedAgreement, _ version: AgreementVersion, signatures: [Signature], inForce: Instant
    ) {
        self.init(
            agreement: version.agreement, version: version.number, provider: agreement.terms.provider.name,
            customer: agreement.terms.customer.name, digest: agreement.hash,
            template: agreement.text.template, signatures: signatures, inForce: inForce)
    }
}

extension Instant {
    /// "2026-12-24 09:00:00 UTC", for documents that are read in more than one zone.
    var inUTC: String { description.replacing("T", with: " ").replacing("Z", with: " UTC") }
}
