import BusinessTime
import Crypto
import Foundation
import Testing

@testable import Storage

@Suite("The proof that a stream was chained and sealed")
struct ChainProofTests {
    private func joined(_ leaf: [UInt8], _ path: [MerkleStep]) -> [UInt8] {
        path.reduce(sha256(leaf)) { hash, step in
            step.side == .left ? sha256([1] + step.hash + hash) : sha256([1] + hash + step.hash)
        }
    }

    @Test("the way of every leaf leads to the root, whatever the size of the tree")
    func paths() {
        for size in Int64(1)...40 {
            for proven in 1...size {
                var tree = MerkleTree()
                for id in 1...size {
                    tree.add(stream: .ticket(id), number: id, hash: [UInt8(id)], isProven: id == proven)
                }
                let leaf = MerkleTree.leaf(stream: .ticket(proven), number: proven, hash: [UInt8(proven)])
                #expect(joined(leaf, tree.rootAndPath.path) == tree.root)
            }
        }
    }

    @Test("entries are hashed one on the other; the checkpoint covers what was there, whatever came since")
    func proof() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let proof = try database.writeBlocking { writer -> ChainProof in
            for id in Int64(1)...7 { try writer.append([fact("\(id)")], to: .ticket(id), following: 0) }
            try writer.append([fact("a"), fact("b")], to: .agreement(2), following: 0)
            try writer.seal(try writer.heads(), at: at(10))
            try writer.append([fact("c", at: 20)], to: .agreement(2), following: 2)
            for id in Int64(8)...11 { try writer.append([fact("\(id)")], to: .ticket(id), following: 0) }
            try writer.append([fact("d", at: 20)], to: .ticket(3), following: 1)
            return try writer.chainProof(of: .agreement(2))
        }
        #expect(proof.entries.map(\.fact.number) == [1, 2, 3])
        var previous = [UInt8](repeating: 0, count: 32)
        for entry in proof.entries {
            #expect(Array(entry.bytes.prefix(32)) == previous && sha256(entry.bytes) == entry.fact.hash)
            previous = entry.fact.hash
        }
        let seal = try #require(proof.seal)
        #expect(seal.covered == 2 && Array(seal.leaf.suffix(32)) == proof.entries[1].fact.hash)
        #expect(joined(seal.leaf, seal.path) == seal.checkpoint.root)
        #expect(sha256(seal.bytes) == seal.checkpoint.hash)
        #expect(Array(seal.bytes.suffix(33).dropLast()) == seal.checkpoint.root)
    }

    @Test("without a checkpoint, or before its stream was sealed, there is the chain alone")
    func unsealed() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.writeBlocking { writer in
            try writer.append([fact("a")], to: .agreement(2), following: 0)
            #expect(try writer.chainProof(of: .agreement(2)).seal == nil)
            try writer.seal(try writer.heads(), at: at(10))
            try writer.append([fact("b", at: 20)], to: .agreement(3), following: 0)
            #expect(try writer.chainProof(of: .agreement(3)).seal == nil)
            #expect(try writer.chainProof(of: .agreement(2)).seal?.covered == 1)
        }
    }

    @Test("the first checkpoint of each day is the published one, for ever")
    func daily() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let day: Int64 = 86_400
        let start = at(0).seconds / day * day
        try database.writeBlocking { writer in
            for seconds in [3600, 7200, day, day + 60, 3 * day + 5] {
                try writer.seal(try writer.heads(), at: Instant(seconds: start + seconds))
            }
            let heads = try writer.dailyHeads()
            #expect(heads.map(\.checkpoint.number) == [5, 3, 1])
            #expect(heads.map(\.day) == ["2026-09-24", "2026-09-22", "2026-09-21"], "\(heads.map(\.day))")
            #expect(try writer.dailyHeads(before: 5, limit: 1).map(\.checkpoint.number) == [3])
            try writer.seal(try writer.heads(), at: Instant(seconds: start + 3 * day + 9))
            #expect(try writer.dailyHeads().map(\.checkpoint.number) == [5, 3, 1])
            let published = heads.map { PublishedHead($0.checkpoint) }
            #expect(try writer.verifyAudit(against: published).isSound)
            let forged = try #require(
                PublishedHead(line: heads[1].checkpoint.line.dropLast(64) + String(repeating: "0", count: 64))
            )
            let report = try writer.verifyAudit(against: published + [forged])
            #expect(report.findings.map(\.what) == [.publishedDiffers])
        }
    }
}
