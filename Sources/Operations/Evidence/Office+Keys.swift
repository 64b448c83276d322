import Agreements
import BusinessTime
public import Desk
public import Documents
public import Storage

// The key with which the desk signs evidence. The audit chain names it; the file holds it.
extension Office {
    private var keyFile: KeyFile { KeyFile(folder: database.folder) }

    public func keyRing(in reader: Reader) throws -> KeyRing {
        KeyRing(try reader.facts(of: .keys).map { try KeyFactForm.decode($0.fact) })
    }

    /// The key of this desk, made at its first start.
    ///
    /// - Throws: `StoreProblem.badKey` where the chain names a key that the file does not hold: a key is
    ///   never replaced in silence.
    @discardableResult
    public func openKey() async throws -> EvidenceKey {
        let ring = try await database.read { try self.keyRing(in: $0) }
        guard ring.current == nil else { return try key(of: ring) }
        // A file that is there already was written before the power went.
        let seed = try keyFile.seed() ?? secret.bytes(32)
        if try keyFile.seed() == nil { try keyFile.create(seed) }
        let key = try EvidenceKey(seed: seed)
        try await append(.made(key.publicKey.raw), after: ring, by: .desk, at: clock())
        return key
    }

    /// The key that signs now; it makes none.
    public func signingKey(in reader: Reader) throws -> EvidenceKey { try key(of: try keyRing(in: reader)) }

    private func key(of ring: KeyRing) throws -> EvidenceKey {
        guard let current = ring.current else {
            throw Refusal.noKey
        }
        if let next = try keyFile.nextSeed(),
            try EvidenceKey(seed: next).publicKey.raw == current.publicKey
        {
            // The power went between the chain and the file.
            try keyFile.putInPlace()
        }
        let named = PublicKey(current.publicKey).fingerprint
        guard let seed = try keyFile.seed() else {
            throw StoreProblem.badKey(
                path: keyFile.path, reason: "it is missing, and the audit chain names the key \(named)")
        }
        let key = try EvidenceKey(seed: seed)
        guard key.publicKey.raw == current.publicKey else {
            throw StoreProblem.badKey(
                path: keyFile.path,
                reason: "it holds \(key.fingerprint), and the audit chain names the key \(named)")
        }
        return key
    }

    /// A new key takes the place of the one in use, which signs that it follows and is then gone for good.
    public func rotateKey(by actor: Actor) async throws -> DeskKey {
        let ring = try await database.read { try self.keyRing(in: $0) }
        let old = try key(of: ring)
        let next = try prepareKey()
        let now = max(clock(), ring.current?.from ?? .earliest)
        let signature = try old.signature(of: old.publicKey.succession(by: next.publicKey, at: now))
        return try await replace(.rotated(next.publicKey.raw, signature: signature), ring, by: actor, at: now)
    }

    /// A new key where the old one is lost: the chain says so, with the reason.
    public func replaceLostKey(reason: String, by actor: Actor) async throws -> DeskKey {
        let ring = try await database.read { try self.keyRing(in: $0) }
        guard ring.current != nil else { throw Refusal.noKey }
        if (try? key(of: ring)) != nil { throw Refusal.keyIsThere }
        let why = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !why.isEmpty else { throw Refusal.noReason }
        let next = try prepareKey()
        return try await replace(
            .replaced(next.publicKey.raw, reason: String(why.prefix(2000))), ring, by: actor,
            at: max(clock(), ring.current?.from ?? .earliest))
    }

    private func prepareKey() throws -> EvidenceKey {
        let seed = secret.bytes(32)
        try keyFile.prepare(seed)
        return try EvidenceKey(seed: seed)
    }

    private func replace(
        _ what: KeyFact.What, _ ring: KeyRing, by actor: Actor, at now: Instant
    ) async throws -> DeskKey {
        try await append(what, after: ring, by: actor, at: now)
        try keyFile.putInPlace()
        let after = try await database.read { try self.keyRing(in: $0) }
        guard let key = after.current else { preconditionFailure("a fact was appended") }
        return key
    }

    private func append(
        _ what: KeyFact.What, after ring: KeyRing, by actor: Actor, at now: Instant
    ) async throws {
        try await database.write { writer in
            let head = try writer.head(of: .keys)
            guard head?.number ?? 0 == Int64(ring.keys.count) else { throw Refusal.keysMoved }
            let fact = KeyFact(what, by: actor, recorded: now)
            try writer.append([try KeyFactForm.encode(fact)], to: .keys, following: head)
        }
    }
}

extension Refusal {
    static let noKey = Refusal(
        "no-key", clause: .signatures, "The desk has no key yet to sign evidence with.",
        remedy: "Start the desk once: it makes one.")
    static let keyIsThere = Refusal(
        "key-is-there", "The desk's key is not lost: its file is sound.",
        remedy: "Rotate it without --lost; then the old key signs that the new one follows.")
    static let keysMoved = Refusal(
        "keys-moved", "Somebody changed the desk's key at the same time.",
        remedy: "Look at it again, then try again.")
}
