import Crypto

/// A Merkle root over leaves that stream by, shaped as in RFC 6962: leaves are hashed with a 0 byte before
/// them, inner nodes with a 1 byte. Holds one hash for each level.
struct MerkleTree {
    private var peaks: [(level: Int, hash: [UInt8])] = []
    private(set) var count: Int64 = 0

    mutating func add(stream: FactStream, number: Int64, hash: [UInt8]) {
        var leaf: [UInt8] = [0]
        AuditChain.netstring(stream.kind, to: &leaf)
        AuditChain.netstring(stream.id, to: &leaf)
        AuditChain.netstring(number, to: &leaf)
        leaf += hash
        add(sha256(leaf))
    }

    private mutating func add(_ leaf: [UInt8]) {
        count += 1
        var node = (level: 0, hash: leaf)
        while let left = peaks.last, left.level == node.level {
            peaks.removeLast()
            node = (node.level + 1, Self.join(left.hash, node.hash))
        }
        peaks.append(node)
    }

    /// SHA-256 of nothing for a tree without leaves.
    var root: [UInt8] {
        guard let last = peaks.last else { return sha256([]) }
        return peaks.dropLast().reversed().reduce(last.hash) { Self.join($1.hash, $0) }
    }

    private static func join(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        sha256([1] + left + right)
    }
}
