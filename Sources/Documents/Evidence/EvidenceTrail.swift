import Crypto

/// An agreement's entries of the audit chain, as the bytes that were hashed, and what covers them.
public struct EvidenceTrail: Hashable, Sendable {
    public struct Seal: Hashable, Sendable {
        /// As it was published: number, instant, last fact, streams, root and hash.
        public let line: String
        /// The number of the last entry that the checkpoint covers, from 1.
        public let covered: Int
        public let leaf: [UInt8]
        /// A line for each step to the root: "left" or "right", and the hash that stands there.
        public let path: String
        /// Their SHA-256 is the checkpoint's hash.
        public let checkpoint: [UInt8]

        public init(line: String, covered: Int, leaf: [UInt8], path: String, checkpoint: [UInt8]) {
            self.line = line
            self.covered = covered
            self.leaf = leaf
            self.path = path
            self.checkpoint = checkpoint
        }
    }

    public let entries: [[UInt8]]
    /// The same for people and programs.
    public let json: [UInt8]
    public let seal: Seal?

    public init(entries: [[UInt8]], json: [UInt8], seal: Seal?) {
        self.entries = entries
        self.json = json
        self.seal = seal
    }

    /// The hash of the last entry; of nothing where there is none.
    var head: String {
        entries.last.map { SHA256.hash(data: $0).hexadecimal } ?? String(repeating: "0", count: 64)
    }

    /// The first is 1.
    static func name(ofEntry number: Int) -> String {
        "audit/" + String(repeating: "0", count: max(0, 5 - String(number).count)) + "\(number).bin"
    }

    var files: [EvidenceBundle.File] {
        let chained = entries.enumerated().map {
            EvidenceBundle.File(name: Self.name(ofEntry: $0 + 1), bytes: $1)
        }
        guard let seal else { return chained }
        return chained + [
            EvidenceBundle.File(name: "audit/leaf.bin", bytes: seal.leaf),
            EvidenceBundle.File(name: "audit/path.txt", bytes: Array(seal.path.utf8)),
            EvidenceBundle.File(name: "audit/checkpoint.bin", bytes: seal.checkpoint),
        ]
    }
}
