import BusinessTime
import Storage

extension Office {
    /// Wall seconds between two checkpoints of the audit chain.
    static let sealEvery: Int64 = 3600

    /// Wall seconds for which an answer that was taken back waits for its writer.
    static let returnedFor: Int64 = 30 * 86_400

    /// Writes the hourly checkpoint when it is time, and lets go of what has expired. Gives wall seconds
    /// until the next; a clock set back waits an hour at most.
    public func sealWhenDue() async throws -> Int64 {
        let now = clock()
        if let last = try await database.read({ try $0.lastCheckpoint() }) {
            let passed = now.wallSeconds(since: last.at)
            if (0..<Self.sealEvery).contains(passed) { return Self.sealEvery - passed }
        }
        _ = try await database.writeCheckpoint(at: now)
        try await database.write { writer in
            try writer.removeSessions(expiredAt: now)
            try writer.removeIdempotentAnswers(expiredAt: now)
            try writer.removeHeldAnswers(before: now.advanced(by: -Self.returnedFor), at: now)
            try writer.removeAutomaticMail(before: now.advanced(by: -86_400))
        }
        try await noteUnplacedMail()
        try await retainWhenDue(at: now)
        try await database.finishErasing(at: now)
        try await catchUpWithEvents()
        try await keepBooks()
        return Self.sealEvery
    }
}
