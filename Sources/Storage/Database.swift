import Foundation

/// The desk's store in one data folder: facts, what is rebuilt from them, and what lies beside them.
public final class Database: Sendable {
    public struct Options: Sendable {
        public var readerCount = 4
        /// Of each reading connection.
        public var cacheKiB = 4096
        /// Of the writing connection: most of what a batch of the alarm touches fits in.
        public var writerCacheKiB = 8192
        /// Every commit is flushed to disk. Off only to show in a trial that it matters.
        public var isDurable = true
        /// For commands that look while the desk runs: takes no lock and changes nothing.
        public var isReadOnly = false
        public init() {}
    }

    public let folder: String
    public let blobs: BlobFolder
    public let accessChanges = AccessChanges()
    let store: SQLiteStore
    let lock: FolderLock?
    private let writer: GroupCommit
    private let readers: ReadingThreads

    /// Opens the folder, makes it when it is absent, and raises an older schema to this program's.
    public init(folder: String, options: Options = Options()) throws {
        self.folder = folder
        if options.isReadOnly { try Self.requireDesk(in: folder) } else { try Self.makeFolder(folder) }
        lock = options.isReadOnly ? nil : try FolderLock(folder: folder)
        store = try SQLiteStore(path: Self.file(in: folder), options: options)
        try Migrations.all.bring(store, isReadOnly: options.isReadOnly)
        blobs = BlobFolder(path: folder + "/blobs")
        if !options.isReadOnly { blobs.removeUnfinished() }
        writer = GroupCommit(store: store)
        readers = ReadingThreads(count: options.readerCount)
    }

    static func file(in folder: String) -> String { folder + "/duly.sqlite" }

    /// SQLite would blame the rights.
    private static func requireDesk(in folder: String) throws {
        let files = FileManager.default
        if files.fileExists(atPath: file(in: folder)) { return }
        throw StoreProblem.noDesk(path: folder, isFolder: files.fileExists(atPath: folder))
    }

    static func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreProblem.unwritableFolder(path: folder, reason: "it can't be made")
        }
        if access(folder, W_OK) != 0 {
            throw StoreProblem.unwritableFolder(path: folder, reason: String(cString: strerror(errno)))
        }
    }

    /// Runs `job` in a transaction; returns when it is on disk. What it throws undoes it alone. A job
    /// reads no clock and sends nothing: what must follow a commit goes to `afterCommit` or the outbox.
    @discardableResult
    public func write<T: Sendable>(_ job: @escaping @Sendable (Writer) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            writer.submit(TypedWriteJob(telling(job)) { continuation.resume(with: $0) })
        }
    }

    /// The same for threads that may block. Never call it from a task or from inside a job.
    @discardableResult
    public func writeBlocking<T: Sendable>(_ job: @escaping @Sendable (Writer) throws -> T) throws -> T {
        let answer = BlockingAnswer<T>()
        writer.submit(TypedWriteJob(telling(job)) { answer.give($0) })
        return try answer.wait()
    }

    private func telling<T: Sendable>(
        _ job: @escaping @Sendable (Writer) throws -> T
    ) -> @Sendable (Writer) throws -> T {
        { [accessChanges] writer in
            let value = try job(writer)
            if writer.changesAccess { writer.afterCommit { accessChanges.publish() } }
            return value
        }
    }

    /// Runs `job` on one consistent snapshot; sees every write that was answered before.
    public func read<T: Sendable>(_ job: @escaping @Sendable (Reader) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            readers.submit { [store] in
                continuation.resume(with: Result { try store.read { try job(Reader($0)) } })
            }
        }
    }

    public func readBlocking<T>(_ job: (Reader) throws -> T) throws -> T {
        try store.read { try job(Reader($0)) }
    }

    /// Finishes the waiting writes, then lets go of the folder.
    public func close() throws {
        writer.close()
        readers.close()
        try store.close()
        lock?.release()
    }
}

/// Where a blocked thread waits for its answer.
private final class BlockingAnswer<T: Sendable>: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private var result: Result<T, any Error>?

    func give(_ result: Result<T, any Error>) {
        self.result = result
        semaphore.signal()
    }

    func wait() throws -> T {
        semaphore.wait()
        guard let result else { throw StoreProblem.closed }
        return try result.get()
    }
}
