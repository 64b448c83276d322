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
    /// The proof of a stream up to the newest checkpoint. Reads one row of every stream there was.
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
        try connection.each(
            """
            SELECT fact.stream_kind, fact.stream_id, fact.number, fact.hash FROM fact JOIN
                (SELECT stream_kind AS kind, stream_id AS id, max(number) AS newest FROM fact
                WHERE sequence <= $1 GROUP BY stream_kind, stream_id) AS head
            ON fact.stream_kind = head.kind AND fact.stream_id = head.id AND fact.number = head.newest
            ORDER BY fact.stream_kind, fact.stream_id
            """, [checkpoint.sequence]
        ) { row in
            let leaf = FactStream(kind: try row.text(), id: try row.integer())
            tree.add(
                stream: leaf, number: try row.integer(), hash: try row.bytes(), isProven: leaf == stream)
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
}
