public import Agreements
public import BusinessTime
public import Desk
import Storage

extension Office {
    /// What a signatory's link opens.
    public struct SigningDesk: Sendable {
        public let name: String
        public let offering: Offering
        public let signatory: Int
        public let terms: PinnedTerms
        /// The document, with what it amends.
        public let agreement: SignedAgreement
        /// Until when the code that was mailed is good; nil without one.
        public let codeExpires: Instant?

        public var asked: Offer.Signatory { offering.offer.signatories[signatory] }
    }

    /// The sentence that a signatory agrees to.
    public static let consent = """
        I have read this agreement, I am entitled to sign it for my company, and I agree to sign it \
        electronically.
        """

    private static let codeLife: Int64 = 15 * 60
    private static let codeAttemptsMax = 5

    /// nil for a word that opens nothing. Reading consumes nothing: mail is scanned by machines.
    public func signing(_ word: String) async throws -> SigningDesk? {
        try await database.read { reader in
            guard let link = try reader.invitation(digest: Secret.stored(word)) else { return nil }
            return try self.signing(link, in: reader)?.desk
        }
    }

    private func signing(
        _ link: StoredInvitation, in reader: Reader
    ) throws -> (desk: SigningDesk, file: AgreementFile)? {
        guard let name = try reader.agreementName(id: link.agreement) else { return nil }
        let file = try agreementFile(name, in: reader)
        let version = AgreementVersion(agreement: name.name, number: link.version)
        guard let offering = file.agreement?.offering, offering.offer.version == link.version,
            let terms = try shelf.terms(version, in: reader),
            let agreement = try signedAgreement(version, in: reader)
        else { return nil }
        let desk = SigningDesk(
            name: name.name, offering: offering, signatory: link.signatory, terms: terms,
            agreement: agreement,
            codeExpires: link.codeExpires)
        return (desk, file)
    }

    /// Mails the signatory a code and notes that the document was opened.
    public func sendCode(_ word: String) async throws {
        try await atLink(word) { link, desk, file, now, writer in
            let number = self.secret.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
            let code = String(String(1_000_000 + number).dropFirst())
            var after = try self.record(
                AgreementCommand(.open(signatory: link.signatory), by: .desk), on: file, now: now, writer)
            let letters = try self.agreementLetters(after, writer)
            let message = try self.mail(letters.code(desk.asked, code: code), now: now, writer).first ?? ""
            after = try self.record(
                AgreementCommand(.sendCode(signatory: link.signatory, message: message), by: .desk),
                on: after,
                now: now, writer)
            var changed = link
            (changed.code, changed.codeMessage) = (Secret.stored(code + link.digest), message)
            (changed.codeExpires, changed.codeAttempts) = (now.advanced(by: Self.codeLife), 0)
            try writer.put(changed)
        }
    }

    /// What a signatory sends with the signature.
    public struct SigningOrder: Sendable {
        public var name: String
        public var code: String
        public var hasConsented: Bool
        /// Of the document that was on the page.
        public var digest: String
        public var network: String
        public var userAgent: String
        /// Whether whoever is signed in gave the password again with it.
        public var hasPassword = false

        public init(
            name: String, code: String, hasConsented: Bool, digest: String, network: String, userAgent: String
        ) {
            self.name = name
            self.code = code
            self.hasConsented = hasConsented
            self.digest = digest
            self.network = network
            self.userAgent = userAgent
        }
    }

    /// Signs for a customer's signatory. A wrong code is counted even though the signature is refused.
    public func sign(_ word: String, _ order: SigningOrder) async throws {
        guard order.hasConsented else { throw Refusal.noConsent }
        if let refusal = try await spendCode(word, order.code) { throw refusal }
        try await atLink(word) { link, desk, file, now, writer in
            let person = try self.signer(desk.asked, of: file.name, writer)
            let signature = Signature(
                signatory: link.signatory, name: order.name, consent: Self.consent, digest: order.digest,
                network: order.network, userAgent: String(order.userAgent.prefix(300)), code: link.codeMessage
            )
            try self.record(
                AgreementCommand(.sign(signature), by: .contact(person)), on: file, now: now, writer)
        }
    }

    /// Counts an attempt; nil when the code is the one that was mailed.
    private func spendCode(_ word: String, _ code: String) async throws -> Refusal? {
        let now = clock()
        return try await database.write { writer in
            guard var link = try writer.invitation(digest: Secret.stored(word)) else { return .deadLink }
            guard let stored = link.code, let expires = link.codeExpires, now < expires else {
                return .noCode
            }
            guard link.codeAttempts < Self.codeAttemptsMax else { return .spentCode }
            let typed = code.filter { !$0.isWhitespace }
            if sameBytes(Array(stored.utf8), Array(Secret.stored(typed + link.digest).utf8)) { return nil }
            link.codeAttempts += 1
            try writer.put(link)
            return .wrongCode
        }
    }

    public func decline(_ word: String, reason: String) async throws {
        try await atLink(word) { link, desk, file, now, writer in
            let person = try self.signer(desk.asked, of: file.name, writer)
            try self.record(
                AgreementCommand(.decline(signatory: link.signatory, reason: reason), by: .contact(person)),
                on: file, now: now, writer)
        }
    }

    /// Signs for the provider, by a manager whom the agreement names.
    public func countersign(
        _ name: String, _ order: SigningOrder, by person: Desk.Person.ID
    ) async throws {
        guard order.hasConsented else { throw Refusal.noConsent }
        guard order.hasPassword else { throw Refusal.noPassword }
        try await onOffer(name) { file, now, writer in
            guard let offer = file.agreement?.offering?.offer else { throw Refusal.noOffer }
            let address = try writer.person(person.rawValue)?.address.lowercased()
            let place = offer.signatories.firstIndex { $0.side == .provider && $0.address == address }
            guard let place else { throw Refusal.notNamed }
            var signature = Signature(
                signatory: place, name: order.name, consent: Self.consent, digest: order.digest,
                network: order.network, userAgent: String(order.userAgent.prefix(300)), code: nil)
            signature.hasPassword = order.hasPassword
            try self.record(
                AgreementCommand(.sign(signature), by: .agent(person)), on: file, now: now, writer)
        }
    }

    /// The signatory as a contact of the customer, made where the desk did not know him.
    func signer(
        _ asked: Offer.Signatory, of name: AgreementName, _ writer: Writer
    ) throws -> Person.ID {
        if let known = try writer.person(address: asked.address) { return Person.ID(known.id) }
        let added = try writer.add(
            StoredPerson(
                name: asked.name, address: asked.address, kind: .contact, organisation: name.organisation,
                role: Role.contact.rawValue))
        return Person.ID(added.id)
    }

    private func atLink(
        _ word: String,
        _ body:
            @escaping @Sendable (StoredInvitation, SigningDesk, AgreementFile, Instant, Writer) throws -> Void
    ) async throws {
        let now = clock()
        try await database.write { writer in
            guard let link = try writer.invitation(digest: Secret.stored(word)),
                let (desk, file) = try self.signing(link, in: writer)
            else { throw Refusal.deadLink }
            try body(link, desk, file, now, writer)
        }
    }
}

extension Refusal {
    public static let deadLink = Refusal(
        "dead-link", clause: .signatures, "This link opens nothing any more.",
        remedy: "Use the link of the newest mail, or ask the provider for one.")
    static let noConsent = Refusal(
        "no-consent", clause: .signatures, field: "consent", "Without your consent nothing is signed.",
        remedy: "Tick the sentence if you agree to it.")
    static let wrongCode = Refusal(
        "wrong-code", clause: .signatures, field: "code", "This is not the code that was mailed.",
        remedy: "Copy the six digits of the newest mail, or ask for another code.")
    static let spentCode = Refusal(
        "spent-code", clause: .signatures, field: "code", "This code was tried too often.",
        remedy: "Ask for another code.")
}
