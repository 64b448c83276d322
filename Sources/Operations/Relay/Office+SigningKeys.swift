import Agreements
import BusinessTime
public import Desk
import Foundation
import Mail
public import Storage

// Keys that sign outgoing mail: kept sealed, and used once their record stands in DNS.
extension Office {
    /// A new key; it signs nothing until it is used.
    public func addSigningKey(
        domain: String, selector: String, _ algorithm: SigningKey.Algorithm
    ) async throws -> StoredSigningKey {
        let (domain, selector) = (domain.lowercased(), selector.lowercased())
        guard Self.isInDNS(domain), domain.contains(".") else { throw Refusal.badSigner("domain", domain) }
        guard Self.isInDNS(selector) else { throw Refusal.badSigner("selector", selector) }
        let key = try SigningKey(domain: domain, selector: selector, algorithm: algorithm)
        let box = try SecretBox(folder: database.folder)
        let stored = StoredSigningKey(
            domain: domain, selector: selector, algorithm: algorithm.rawValue,
            secret: try box.seal(key.kept, for: Self.use(domain, selector)), publicHalf: key.publicHalf,
            madeAt: clock())
        try await database.write { writer in
            guard try writer.signingKey(domain, selector) == nil else {
                throw Refusal.signerThere(domain, selector)
            }
            try writer.add(stored)
        }
        return stored
    }

    /// From now on mail of the domain is signed by it, or no longer.
    public func useSigningKey(_ domain: String, _ selector: String, _ isUsed: Bool) async throws {
        let now = clock()
        try await database.write { writer in
            guard try writer.signingKey(domain, selector) != nil else {
                throw Refusal.noSigner(domain, selector)
            }
            try writer.useSigningKey(domain, selector, since: isUsed ? now : nil)
        }
    }

    public func removeSigningKey(_ domain: String, _ selector: String) async throws {
        try await database.write { writer in
            guard try writer.signingKey(domain, selector) != nil else {
                throw Refusal.noSigner(domain, selector)
            }
            try writer.removeSigningKey(domain, selector)
        }
    }

    /// The mail with the signatures of its sender's domain, as many as there are keys in use for it. A key
    /// that can't be opened signs nothing: the mail goes out all the same, and `duly doctor` says so.
    public func signed(_ message: [UInt8]) async throws -> [UInt8] {
        let keys = try await database.read { try $0.signingKeys() }.filter { $0.usedSince != nil }
        guard !keys.isEmpty, let from = Mail.Message.parse(message).from?.address.domain else {
            return message
        }
        let now = clock()
        let mine = keys.filter { from == $0.domain || from.hasSuffix("." + $0.domain) }
        return try mine.compactMap(open).flatMap { try $0.signature(of: message, at: now) } + message
    }

    /// nil where it was sealed under another key.
    public func open(_ stored: StoredSigningKey) -> SigningKey? {
        guard let algorithm = SigningKey.Algorithm(rawValue: stored.algorithm),
            let box = try? SecretBox(folder: database.folder, mayCreate: false),
            let kept = box.open(stored.secret, for: Self.use(stored.domain, stored.selector))
        else { return nil }
        return SigningKey(
            domain: stored.domain, selector: stored.selector, algorithm: algorithm, kept: kept)
    }

    private static func use(_ domain: String, _ selector: String) -> String {
        "signing:\(selector)._domainkey.\(domain)"
    }

    /// Labels of letters, digits and hyphens.
    private static func isInDNS(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 200
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy {
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                            || $0 == UInt8(ascii: "-")
                    }
            }
    }
}

extension StoredSigningKey {
    /// What its domain publishes.
    public var record: SigningRecord {
        SigningRecord(
            domain: domain, selector: selector, algorithm: SigningKey.Algorithm(rawValue: algorithm) ?? .rsa,
            publicHalf: publicHalf)
    }
}

extension Refusal {
    static func badSigner(_ field: String, _ text: String) -> Refusal {
        Refusal(
            "bad-signing-key", clause: .primaryChannel, field: field,
            "\"\(text.prefix(100))\" is no name in DNS.",
            remedy: "Use letters, digits, hyphens and dots, such as harbor.example and desk1.")
    }

    static func signerThere(_ domain: String, _ selector: String) -> Refusal {
        Refusal(
            "signing-key-there", clause: .primaryChannel, field: "selector",
            "\(domain) has a key of the selector \(selector) already.",
            remedy: "Choose another selector, such as one with the year.")
    }

    public static func noSigner(_ domain: String, _ selector: String) -> Refusal {
        Refusal(
            "no-signing-key", clause: .primaryChannel, field: "selector",
            "There is no key \(selector) of \(domain).", remedy: "See duly mail dkim list.")
    }
}

extension SigningRecord {
    /// Refuses what receivers would not find.
    public func requirePublished(_ answer: NameAnswer) throws(Refusal) {
        let why: String
        switch answer {
        case .found(let all):
            if all.contains(where: isPublished) { return }
            why = "The record \(name) publishes another key."
        case .none: why = "There is no record \(name) in DNS."
        case .silent: why = "The name servers gave no answer."
        }
        throw Refusal(
            "record-missing", clause: .primaryChannel, why,
            remedy: "Publish it as it is shown, wait until it is seen everywhere, and start then.")
    }
}
