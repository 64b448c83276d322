/// A job for the writer thread, its outcome, and who waits for it.
protocol WriteJob: AnyObject, Sendable {
    /// False when the job threw; its savepoint is then undone.
    func perform(on connection: any Connection) -> Bool
    /// The store's problem of a job that threw one.
    var problem: StoreProblem? { get }
    func runHooks()
    /// `problem` is that of the shared transaction; without one the job's own outcome is the answer.
    func answer(_ problem: StoreProblem?)
}

/// Touched by the writer thread alone once it is submitted.
final class TypedWriteJob<T: Sendable>: WriteJob, @unchecked Sendable {
    private let job: @Sendable (Writer) throws -> T
    private let reply: @Sendable (Result<T, any Error>) -> Void
    private var outcome: Result<T, any Error> = .failure(StoreProblem.closed)
    private var hooks: [@Sendable () -> Void] = []

    init(
        _ job: @escaping @Sendable (Writer) throws -> T,
        reply: @escaping @Sendable (Result<T, any Error>) -> Void
    ) {
        self.job = job
        self.reply = reply
    }

    func perform(on connection: any Connection) -> Bool {
        let writer = Writer(connection)
        outcome = Result { try job(writer) }
        guard case .success = outcome else { return false }
        hooks = writer.commitHooks
        return true
    }

    var problem: StoreProblem? {
        if case .failure(let error) = outcome { return error as? StoreProblem }
        return nil
    }

    func runHooks() {
        for hook in hooks { hook() }
    }

    func answer(_ problem: StoreProblem?) {
        reply(problem.map { .failure($0) } ?? outcome)
    }
}
