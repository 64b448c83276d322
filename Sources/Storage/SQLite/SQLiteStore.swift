import CSQLite
import GRDB

/// The SQLite driver: one writing connection, a few reading ones on snapshots of the write-ahead log.
final class SQLiteStore: Sendable {
    private let pool: DatabasePool
    private let writing = Writing()
    /// nil for whoever only reads.
    private let checkpoints: Checkpoints?

    /// The writer's connection with its compiled statements, from one transaction to the next. Touched where
    /// the pool lets one writer in at a time.
    private final class Writing: @unchecked Sendable {
        var connection: SQLiteConnection?
    }

    /// Readers and the writer allocate without waiting for each other. Refused once a connection is open.
    private static let isUncounted: Bool = csqlite_count_no_memory() == SQLITE_OK

    init(path: String, options: Database.Options) throws {
        _ = Self.isUncounted
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = options.readerCount
        configuration.readonly = options.isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -\(options.cacheKiB)")
            try database.execute(sql: "PRAGMA mmap_size = 0")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            checkpoints = options.isReadOnly ? nil : Checkpoints(path: path)
            guard let checkpoints else { return }
            try pool.writeWithoutTransaction { database in
                // After the pool is open: opening it for the write-ahead log sets NORMAL.
                try database.execute(sql: "PRAGMA synchronous = \(options.isDurable ? "FULL" : "NORMAL")")
                // What is erased is overwritten, not only unlinked.
                try database.execute(sql: "PRAGMA secure_delete = ON")
                try database.execute(sql: "PRAGMA journal_size_limit = 33554432")
                try database.execute(sql: "PRAGMA cache_size = -\(options.writerCacheKiB)")
                if let writer = database.sqliteConnection { checkpoints.watch(writer) }
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw StoreProblem.notADatabase(path: path)
        } catch {
            throw StoreProblem(error)
        }
    }

    func read<T>(_ body: (SQLiteConnection) throws -> T) throws -> T {
        // The body's own errors pass as they are.
        try pool.read { try body(SQLiteConnection($0)) }
    }

    /// The writing connection outside any transaction. `body` leaves none open.
    func withWriter<T>(_ body: (SQLiteConnection) throws -> T) throws -> T {
        try pool.writeWithoutTransaction { database in
            let connection = writing.connection ?? SQLiteConnection(database)
            writing.connection = connection
            return try body(connection)
        }
    }

    /// Writes all of the log into the database and cuts it to nothing; false while a reader needs it.
    func emptyLog() throws -> Bool {
        try withWriter { connection in
            var row = try connection.rows("PRAGMA wal_checkpoint(TRUNCATE)", [])[0]
            return try row.integer() == 0
        }
    }

    /// A consistent copy while others read and write.
    func copy(to path: String) throws {
        do {
            let target = try DatabaseQueue(path: path)
            try pool.backup(to: target)
            try target.close()
        } catch {
            throw StoreProblem(error)
        }
    }

    func close() throws {
        checkpoints?.close()
        // A start goes through all of the log, only to find that it is in the database already.
        if checkpoints != nil { _ = try? emptyLog() }
        do {
            // A statement that is still held would keep the file open.
            pool.writeWithoutTransaction { _ in writing.connection = nil }
            try pool.close()
        } catch {
            throw StoreProblem(error)
        }
    }
}
