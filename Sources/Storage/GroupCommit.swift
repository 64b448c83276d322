import Foundation

/// One thread that gathers the waiting jobs into one transaction with one flush to disk. Each job has its
/// own savepoint; no job is answered before the shared commit.
final class GroupCommit: @unchecked Sendable {
    static let batchMax = 256

    private let store: SQLiteStore
    private let condition = NSCondition()
    private var waiting: [any WriteJob] = []
    private var isClosed = false
    private var hasEnded = false

    init(store: SQLiteStore) {
        self.store = store
        let thread = Thread { [self] in work() }
        thread.name = "duly-writer"
        thread.start()
    }

    func submit(_ job: any WriteJob) {
        condition.lock()
        let refused = isClosed
        if !refused {
            waiting.append(job)
            condition.signal()
        }
        condition.unlock()
        if refused { job.answer(.closed) }
    }

    /// Finishes what is waiting, then ends the thread.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        while !hasEnded { condition.wait() }
        condition.unlock()
    }

    private func work() {
        while let batch = nextBatch() { commit(batch) }
        condition.lock()
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    private func nextBatch() -> [any WriteJob]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        let batch = Array(waiting.prefix(Self.batchMax))
        waiting.removeFirst(batch.count)
        return batch
    }

    private func commit(_ batch: [any WriteJob]) {
        var done = batch[...]
        var problem: StoreProblem?
        do {
            done = try store.withWriter { try Self.transaction(batch, on: $0) }
        } catch let failure as FailedBatch {
            done = failure.jobs
            problem = failure.problem
        } catch {
            problem = StoreProblem(error)
        }
        if problem == nil { for job in done { job.runHooks() } }
        for job in done { job.answer(problem) }
        putBack(batch[done.endIndex...])
    }

    /// Jobs that were not begun when the transaction was lost come first in the next one.
    private func putBack(_ rest: ArraySlice<any WriteJob>) {
        if rest.isEmpty { return }
        condition.lock()
        waiting.insert(contentsOf: rest, at: 0)
        condition.unlock()
    }

    private struct FailedBatch: Error {
        let jobs: ArraySlice<any WriteJob>
        let problem: StoreProblem
    }

    private static func transaction(
        _ batch: [any WriteJob], on connection: SQLiteConnection
    ) throws -> ArraySlice<any WriteJob> {
        try connection.script("BEGIN IMMEDIATE")
        for (index, job) in batch.enumerated() {
            do {
                _ = try connection.run("SAVEPOINT job", [])
                let succeeded = job.perform(on: connection)
                if !succeeded, connection.isInTransaction { _ = try connection.run("ROLLBACK TO job", []) }
                if connection.isInTransaction { _ = try connection.run("RELEASE job", []) }
            } catch {
                rollback(connection)
                throw FailedBatch(jobs: batch[...index], problem: StoreProblem(error))
            }
            // A full disk can undo everything: those before this job share its fate and are told so.
            if !connection.isInTransaction {
                throw FailedBatch(jobs: batch[...index], problem: job.problem ?? .inputOutput("undone"))
            }
        }
        do {
            try connection.script("COMMIT")
        } catch {
            rollback(connection)
            throw FailedBatch(jobs: batch[...], problem: StoreProblem(error))
        }
        return batch[...]
    }

    private static func rollback(_ connection: SQLiteConnection) {
        // When it fails too, SQLite has already undone the transaction.
        if connection.isInTransaction { try? connection.script("ROLLBACK") }
    }
}
