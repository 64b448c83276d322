public import BusinessTime

/// The state of all streams at one moment in one hash, chained to the checkpoint before it. Published, it
/// lets anyone show that history was not changed since.
public struct Checkpoint: Hashable, Sendable {
    public let number: Int64
    public let at: Instant
    /// The last fact it covers.
    public let sequence: Int64
    public let streams: Int64
    /// Merkle root over the heads of all streams in their order.
    public let root: [UInt8]
    public let previous: [UInt8]
    public let hash: [UInt8]

    static let columns = "number, at, sequence, streams, root, previous, hash"

    init(number: Int64, at: Instant, heads: Heads, previous: [UInt8]) {
        self.number = number
        self.at = at
        sequence = heads.sequence
        streams = heads.streams
        root = heads.root
        self.previous = previous
        hash = Self.hash(number: number, at: at, heads: heads, previous: previous)
    }

    init(_ row: inout Row) throws {
        number = try row.integer()
        at = try row.instant()
        sequence = try row.integer()
        streams = try row.integer()
        root = try row.bytes()
        previous = try row.bytes()
        hash = try row.bytes()
    }

    /// SHA-256 over the hash of the checkpoint before it and netstrings of number, instant, sequence,
    /// count of streams and root.
    static func hash(number: Int64, at: Instant, heads: Heads, previous: [UInt8]) -> [UInt8] {
        sha256(bytes(number: number, at: at, heads: heads, previous: previous))
    }

    static func bytes(number: Int64, at: Instant, heads: Heads, previous: [UInt8]) -> [UInt8] {
        var bytes = previous
        for figure in [number, at.seconds, heads.sequence, heads.streams] {
            AuditChain.netstring(figure, to: &bytes)
        }
        AuditChain.netstring(heads.root, to: &bytes)
        return bytes
    }

    /// Whether its own hash agrees with what it says.
    var isConsistent: Bool { hash == sha256(bytes) }

    /// What its hash is taken over.
    var bytes: [UInt8] {
        let heads = Heads(sequence: sequence, streams: streams, root: root)
        return Self.bytes(number: number, at: at, heads: heads, previous: previous)
    }

    /// One line to publish: number, instant, last fact, streams, root and hash.
    public var line: String {
        "\(number) \(at) \(sequence) \(streams) \(hexadecimal(root)) \(hexadecimal(hash))"
    }

    /// The heads of all streams at one moment, folded to a root.
    public struct Heads: Hashable, Sendable {
        public let sequence: Int64
        public let streams: Int64
        public let root: [UInt8]
    }
}

extension Reader {
    public func lastCheckpoint() throws -> Checkpoint? {
        try first(
            "SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number DESC LIMIT 1", as: Checkpoint.init)
    }

    public func checkpoint(_ number: Int64) throws -> Checkpoint? {
        try first(
            "SELECT \(Checkpoint.columns) FROM checkpoint WHERE number = $1", number, as: Checkpoint.init)
    }

    /// The root over all heads as this reader sees them. Takes a second for a million streams, so it is
    /// asked of a reader and sealed in a short write after it.
    public func heads() throws -> Checkpoint.Heads {
        var tree = MerkleTree()
        try connection.each("SELECT kind, id, number, hash FROM stream ORDER BY kind, id", []) { row in
            let stream = FactStream(kind: try row.text(), id: try row.integer())
            tree.add(stream: stream, number: try row.integer(), hash: try row.bytes())
            return true
        }
        return Checkpoint.Heads(sequence: try lastSequence(), streams: tree.count, root: tree.root)
    }
}

extension Writer {
    /// Chains a checkpoint of `heads` to the last one.
    @discardableResult
    public func seal(_ heads: Checkpoint.Heads, at now: Instant) throws -> Checkpoint {
        let last = try lastCheckpoint()
        let checkpoint = Checkpoint(
            number: (last?.number ?? 0) + 1, at: now, heads: heads,
            previous: last?.hash ?? AuditChain.beginning)
        try run(
            "INSERT INTO checkpoint (\(Checkpoint.columns)) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            checkpoint.number, checkpoint.at, checkpoint.sequence, checkpoint.streams, checkpoint.root,
            checkpoint.previous, checkpoint.hash)
        return checkpoint
    }
}

extension Database {
    /// The hourly checkpoint.
    public func writeCheckpoint(at now: Instant) async throws -> Checkpoint {
        let heads = try await read { try $0.heads() }
        return try await write { try $0.seal(heads, at: now) }
    }
}
