/// What shows without the store that a stream's entries were chained and sealed: the bytes that were hashed.
public struct ChainProof: Sendable {
    public struct Entry: Sendable {
        public let fact: LoggedFact
        /// The hash of the entry before it and its fields, as they are hashed.
        public let bytes: [UInt8]
    }

    /// How a checkpoint covers the stream.
    public struct Seal: Sendable {
        public let checkpoint: Checkpoint
        /// The last entry that it covers.
        public let covered: Int64
        /// Its SHA-256 is the leaf of the tree.
        public let leaf: [UInt8]
        public let path: [MerkleStep]
        /// Their SHA-256 is the checkpoint's hash.
        public let bytes: [UInt8]
    }

    public let stream: FactStream
    public let entries: [Entry]
    /// nil while no checkpoint covers any of it.
    public let seal: Seal?
}

extension Reader {
    /// The proof of a stream up to the newest checkpoint. Of the streams it reads the heads,
    /// and facts only of those that have moved on since.
    public func chainProof(of stream: FactStream) throws -> ChainProof {
        var previous = AuditChain.beginning
        let entries = try facts(of: stream).map { fact -> ChainProof.Entry in
            let place = AuditChain.Place(stream: stream, number: fact.number, sequence: fact.sequence)
            let bytes = AuditChain.bytes(of: fact.fact, at: place, after: previous)
            previous = fact.hash
            return ChainProof.Entry(fact: fact, bytes: bytes)
        }
        return ChainProof(stream: stream, entries: entries, seal: try seal(of: stream, entries))
    }

    private func seal(of stream: FactStream, _ entries: [ChainProof.Entry]) throws -> ChainProof.Seal? {
        guard let checkpoint = try lastCheckpoint(),
            let last = entries.last(where: { $0.fact.sequence <= checkpoint.sequence })
        else { return nil }
        var tree = MerkleTree()
        let moved = try movedHeads(since: checkpoint)
        try connection.each("SELECT kind, id, number, hash FROM stream ORDER BY kind, id", []) { row in
            let leaf = FactStream(kind: try row.text(), id: try row.integer())
            let (number, hash) = try moved[leaf] ?? (row.integer(), row.bytes())
            // A stream that began later is no leaf of that checkpoint.
            if number > 0 { tree.add(stream: leaf, number: number, hash: hash, isProven: leaf == stream) }
            return true
        }
        let (root, path) = tree.rootAndPath
        if root != checkpoint.root {
            throw StoreProblem.corrupt(
                "checkpoint \(checkpoint.number) has another root; run duly audit verify")
        }
        return ChainProof.Seal(
            checkpoint: checkpoint, covered: last.fact.number,
            leaf: MerkleTree.leaf(stream: stream, number: last.fact.number, hash: last.fact.hash),
            path: path, bytes: checkpoint.bytes)
    }

    /// The heads as a checkpoint saw them of the streams that have moved on since; number 0 for one that
    /// began later.
    private func movedHeads(
        since checkpoint: Checkpoint
    ) throws -> [FactStream: (number: Int64, hash: [UInt8])] {
        var heads: [FactStream: (number: Int64, hash: [UInt8])] = [:]
        try connection.each(
            """
            SELECT later.kind, later.id, later.first - 1, fact.hash FROM
                (SELECT stream_kind AS kind, stream_id AS id, min(number) AS first FROM fact
                WHERE sequence > $1 GROUP BY stream_kind, stream_id) AS later
            LEFT JOIN fact ON fact.stream_kind = later.kind AND fact.stream_id = later.id
                AND fact.number = later.first - 1
            """, [checkpoint.sequence]
        ) { row in
            let moved = FactStream(kind: try row.text(), id: try row.integer())
            heads[moved] = (try row.integer(), try row.bytesIfAny() ?? [])
            return true
        }
        return heads
    }
}
