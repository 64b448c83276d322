public import BusinessTime
import Desk
import Foundation
public import Storage

/// A run through the audit chain that goes on beside everything else; one at a time.
public final class Verification: @unchecked Sendable {
    public enum State: Sendable {
        case never
        case running(done: Int64, of: Int64, since: Instant)
        case done(AuditReport, at: Instant)
        case failed(String, at: Instant)
    }

    private let lock = NSLock()
    private var current = State.never

    public var state: State { lock.withLock { current } }

    func set(_ state: State) { lock.withLock { current = state } }

    /// False while one runs.
    func begin(of count: Int64, at now: Instant) -> Bool {
        lock.withLock {
            if case .running = current { return false }
            current = .running(done: 0, of: count, since: now)
            return true
        }
    }
}

extension Office {
    /// Begins to hold every fact against its chain; the state tells how far it is.
    public func verifyChain(by asker: Access.Asker) async throws {
        try Access.require(.auditVerify, by: asker)
        let now = clock()
        let count = try await database.read { try $0.lastSequence() }
        guard verification.begin(of: count, at: now) else { return }
        try await database.write { writer in
            try self.note(.chainVerified, of: asker.person.rawValue, by: asker.actor, now: now, writer)
        }
        Task.detached { [self] in
            do {
                let report = try await database.read { reader in
                    try reader.verifyAudit { [verification = self.verification] done in
                        verification.set(.running(done: done, of: count, since: now))
                    }
                }
                verification.set(.done(report, at: clock()))
            } catch {
                verification.set(.failed("\(error)", at: clock()))
            }
        }
    }

    /// Who did what when. That somebody looked stands in the chain too.
    public func auditedFacts(
        _ question: FactQuestion, before sequence: Int64, limit: Int, by asker: Access.Asker
    ) async throws -> [LoggedFact] {
        try Access.require(.auditView, by: asker)
        let now = clock()
        let found = try await database.read { try $0.facts(question, before: sequence, limit: limit) }
        try await database.write { writer in
            try self.note(.auditViewed, of: asker.person.rawValue, by: asker.actor, now: now, writer)
        }
        return found
    }
}
