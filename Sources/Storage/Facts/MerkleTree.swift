import Crypto

/// A Merkle root over leaves that stream by, shaped as in RFC 6962: leaves are hashed with a 0 byte before
/// them, inner nodes with a 1 byte. Holds one hash for each level.
struct MerkleTree {
    private struct Node {
        var level: Int
        var hash: [UInt8]
        /// Whether the leaf that is to be proven lies below.
        var isProven: Bool
    }

    private var peaks: [Node] = []
    private(set) var count: Int64 = 0
    /// What is joined with the proven leaf on its way up, so far.
    private var path: [MerkleStep] = []

    /// The bytes of a leaf: the head of a stream.
    static func leaf(stream: FactStream, number: Int64, hash: [UInt8]) -> [UInt8] {
        var leaf: [UInt8] = [0]
        AuditChain.netstring(stream.kind, to: &leaf)
        AuditChain.netstring(stream.id, to: &leaf)
        AuditChain.netstring(number, to: &leaf)
        return leaf + hash
    }

    mutating func add(stream: FactStream, number: Int64, hash: [UInt8], isProven: Bool = false) {
        count += 1
        let leaf = sha256(Self.leaf(stream: stream, number: number, hash: hash))
        var node = Node(level: 0, hash: leaf, isProven: isProven)
        while let left = peaks.last, left.level == node.level {
            peaks.removeLast()
            if left.isProven { path.append(MerkleStep(side: .right, hash: node.hash)) }
            if node.isProven { path.append(MerkleStep(side: .left, hash: left.hash)) }
            node = Node(
                level: node.level + 1, hash: Self.join(left.hash, node.hash),
                isProven: left.isProven || node.isProven)
        }
        peaks.append(node)
    }

    /// SHA-256 of nothing for a tree without leaves.
    var root: [UInt8] { rootAndPath.root }

    /// With the whole way of the proven leaf to the root.
    var rootAndPath: (root: [UInt8], path: [MerkleStep]) {
        guard var node = peaks.last else { return (sha256([]), []) }
        var path = path
        for left in peaks.dropLast().reversed() {
            if left.isProven { path.append(MerkleStep(side: .right, hash: node.hash)) }
            if node.isProven { path.append(MerkleStep(side: .left, hash: left.hash)) }
            node.hash = Self.join(left.hash, node.hash)
            node.isProven = node.isProven || left.isProven
        }
        return (node.hash, path)
    }

    private static func join(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        sha256([1] + left + right)
    }
}

/// One hash that is joined with what is below it, and on which side it stands.
public struct MerkleStep: Hashable, Sendable {
    public enum Side: String, Hashable, Sendable { case left, right }

    public let side: Side
    public let hash: [UInt8]
}
