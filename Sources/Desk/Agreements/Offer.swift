public import Agreements
public import BusinessTime

/// A version sent for signature: from now on its bytes are fixed.
public struct Offer: Hashable, Sendable {
    /// Somebody who is asked to sign, by the terms of the offer.
    public struct Signatory: Hashable, Sendable {
        public let side: Side
        public let name: String
        public let title: String
        /// Where the link and the code are mailed.
        public let address: String

        public init(side: Side, name: String, title: String, address: String) {
            self.side = side
            self.name = name
            self.title = title
            self.address = address
        }
    }

    public let version: Int
    /// SHA-256 of the signed bytes: canonical terms, rendered text and template version as one.
    public let digest: String
    public let template: String
    /// The customer's, then the provider's, who countersigns.
    public let signatories: [Signatory]
    /// The first instant of the effective date in the agreement's zone.
    public let effective: Instant
    /// From here on it can't be signed any more.
    public let expires: Instant

    public init(
        version: Int, digest: String, template: String, signatories: [Signatory], effective: Instant,
        expires: Instant
    ) {
        self.version = version
        self.digest = digest
        self.template = template
        self.signatories = signatories
        self.effective = effective
        self.expires = expires
    }

    /// A change of currency starts with a month (clause K): it can be signed until then, not later.
    public func changingCurrency(on date: LocalDate, now: Instant) throws(Refusal) -> Offer {
        guard date.day == 1, effective > now else { throw .currencyAmidMonth }
        return Offer(
            version: version, digest: digest, template: template, signatories: signatories,
            effective: effective, expires: min(expires, effective))
    }

    /// How long a link opens its document unless said otherwise (clause "sign").
    public static let openDays = 14
    public static let openDaysMax = 90

    /// Those named in the terms, the customer's first.
    public static func signatories(of terms: Terms) -> [Signatory] {
        func all(_ party: Party, _ side: Side) -> [Signatory] {
            party.signatories.map {
                Signatory(side: side, name: $0.name, title: $0.title, address: $0.email.lowercased())
            }
        }
        return all(terms.customer, .customer) + all(terms.provider, .provider)
    }
}

/// A link that was mailed to a signatory and opens this document alone.
public struct Invitation: Hashable, Sendable {
    /// The signatory's place in the offer, from 0.
    public let signatory: Int
    /// The Message-ID of the mail.
    public let message: String

    public init(signatory: Int, message: String) {
        self.signatory = signatory
        self.message = message
    }
}

/// What a signature is made of, as evidence.
public struct Signature: Hashable, Sendable {
    public let signatory: Int
    /// As the signatory typed it.
    public let name: String
    /// The sentence that the signatory agreed to.
    public let consent: String
    /// Of the bytes that were shown.
    public let digest: String
    /// From where the request came.
    public let network: String
    public let userAgent: String
    /// The Message-ID of the mail with the code; nil for the provider, who signs signed in.
    public let code: String?
    /// Whether the provider's signatory, signed in, gave the password again for this signature.
    public var hasPassword = false

    public init(
        signatory: Int, name: String, consent: String, digest: String, network: String, userAgent: String,
        code: String?
    ) {
        self.signatory = signatory
        self.name = name
        self.consent = consent
        self.digest = digest
        self.network = network
        self.userAgent = userAgent
        self.code = code
    }
}

/// Notice of termination (clause I) as it was given.
public struct GivenNotice: Hashable, Sendable {
    public enum Way: String, CaseIterable, Hashable, Sendable { case page, mail, letter }

    public let from: Side
    public let way: Way
    /// When the other party received it; that day is not counted.
    public let received: Instant
    public let lastDay: LocalDate
    /// The first instant at which the agreement no longer holds.
    public let ends: Instant
    /// Where the writing lies: a Message-ID, or the letter's mark.
    public let reference: String
    /// The mail to the notice address by which it was given, by its number in the inbox.
    public var mail: Int64?
    /// The letter as it was scanned; its bytes lie beside the facts.
    public var scan: Evidence?

    public init(
        from side: Side, way: Way, received: Instant, lastDay: LocalDate, ends: Instant, reference: String
    ) {
        from = side
        self.way = way
        self.received = received
        self.lastDay = lastDay
        self.ends = ends
        self.reference = reference
    }
}
