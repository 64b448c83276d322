import Desk
public import Logging
import Mail
public import Operations
import Storage

/// Keeps every mailbox visited: one task each, which comes back after a failure, and ends when the mailbox is
/// removed or its settings change.
public final class MailboxRounds: Sendable {
    let intake: Intake
    let times: MailboxTimes
    let logger: Logger
    /// A number from 0 to 1.
    let chance: @Sendable () -> Double

    public init(
        intake: Intake, logger: Logger, times: MailboxTimes = MailboxTimes(),
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.intake = intake
        self.logger = logger
        self.times = times
        self.chance = chance
    }

    private struct Key: Hashable {
        let id: Int64
        let revision: Int64
    }

    /// Until the task is cancelled.
    public func run() async {
        var tasks: [Key: Task<Void, Never>] = [:]
        while !Task.isCancelled {
            if let wanted = try? await wanted() {
                for (key, task) in tasks where !wanted.contains(key) {
                    task.cancel()
                    tasks[key] = nil
                }
                for key in wanted where tasks[key] == nil {
                    tasks[key] = Task { await self.keepVisiting(key.id) }
                }
            }
            try? await Task.sleep(for: .seconds(times.supervision))
        }
        for task in tasks.values { task.cancel() }
        for task in tasks.values { await task.value }
    }

    private func wanted() async throws -> Set<Key> {
        try await intake.office.database.read { reader in
            Set(try reader.mailboxes().map { Key(id: $0.id, revision: $0.revision) })
        }
    }

    /// Visit after visit, with a pause after each that failed.
    private func keepVisiting(_ id: Int64) async {
        let entry = MailboxEntry(office: intake.office)
        var failures = 0
        while !Task.isCancelled {
            var hasLooked = false
            do {
                try await visit(id, by: entry) { hasLooked = true }
            } catch MailboxProblem.removed {
                return
            } catch {
                if Task.isCancelled { return }
                failures = hasLooked ? 1 : failures + 1
                let failure = Self.failure(error)
                logger.log(.mailboxFailed, "\(id)", failure.words)
                try? await intake.office.mailboxFailed(id, failure)
                let pause = times.pause(
                    after: failures, isRefusal: failure.isRefusal, chance: chance())
                try? await Task.sleep(for: .seconds(pause))
            }
        }
    }

    /// One visit, until it breaks.
    private func visit(_ id: Int64, by entry: MailboxEntry, looked: () -> Void) async throws {
        let office = intake.office
        guard let stored = try await office.database.read({ try $0.mailbox(id) }) else {
            throw MailboxProblem.removed
        }
        let open = try office.open(stored)
        let line = try await entry.line(open, times: times)
        var visit = MailboxVisit(intake, open, line: line, chance: chance)
        var told: ContinuousClock.Instant?
        try await visit.stay {
            looked()
            // Each look is a success; the store hears of one in half a minute.
            if let told, told + .seconds(30) > .now { return }
            try await office.mailboxSucceeded(id)
            told = .now
        }
    }

    /// In words for people, whatever went wrong.
    public static func failure(_ error: any Error) -> MailboxFailure {
        switch error {
        case let problem as MailboxProblem: problem.failure
        case let refusal as Refusal:
            MailboxFailure(isRefusal: false, words: "\(refusal.message) \(refusal.remedy)")
        case let problem as StoreProblem:
            MailboxFailure(isRefusal: false, words: "\(problem) \(problem.remedy)")
        default: MailboxFailure(isRefusal: false, words: "\(error)")
        }
    }
}
