import BusinessTime
import Foundation

@testable import Storage

/// A data folder of its own that goes with the test.
final class Scratch: Sendable {
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "duly-storage-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    func open() throws -> Database { try Database(folder: path("desk")) }
}

func at(_ seconds: Int64) -> Instant { Instant(seconds: 1_790_000_000 + seconds) }

func fact(_ words: String, at seconds: Int64 = 0) -> StoredFact {
    StoredFact(
        kind: "noted", version: 1, happened: at(seconds), recorded: at(seconds), actor: "agent 1",
        body: Array("{\"words\":\"\(words)\"}".utf8))
}

struct Planted: Error {}

extension Writer {
    /// Appends where the stream has so many facts; a head of another length is what a decision of before saw.
    @discardableResult
    func append(
        _ facts: [StoredFact], to stream: FactStream, following count: Int64
    ) throws -> StreamHead? {
        let head = try head(of: stream)
        if (head?.number ?? 0) == count { return try append(facts, to: stream, following: head) }
        let stale = count == 0 ? nil : StreamHead(number: count, recorded: at(0), hash: [])
        return try append(facts, to: stream, following: stale)
    }
}
