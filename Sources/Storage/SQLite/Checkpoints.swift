import Foundation
import GRDBSQLite

/// Writes the log back into the database on a thread and a connection of its own, whenever it has grown by
/// so many pages. The writer does it only where the log grows all the same: it then waits for the disk, and
/// everybody who has something to write with it.
final class Checkpoints: @unchecked Sendable {
    /// 16 MiB: pages that many commits touch are copied back once for all of them.
    static let pagesNext: Int32 = 4096
    /// 32 MiB. What is copied back while others write is never all: here the writer does the rest, and begins
    /// the log anew.
    static let pagesMost: Int32 = 8192

    private let next: Int32
    private let most: Int32
    private let path: String
    private let condition = NSCondition()
    private var isWanted = false
    private var isClosed = false
    /// From the first time that there is something to do.
    private var isRunning = false
    /// Pages of the log when this was asked last; touched by the writer alone.
    private var pagesThen: Int32 = 0

    init(path: String, next: Int32 = Checkpoints.pagesNext, most: Int32 = Checkpoints.pagesMost) {
        (self.path, self.next, self.most) = (path, next, most)
    }

    /// Is told of each commit of the writer's connection.
    func watch(_ writer: OpaquePointer) {
        let own = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            writer,
            { own, writer, _, pages in
                guard let own, let writer else { return SQLITE_OK }
                let checkpoints = Unmanaged<Checkpoints>.fromOpaque(own).takeUnretainedValue()
                return checkpoints.committed(pages, by: writer)
            }, own)
    }

    private func committed(_ pages: Int32, by writer: OpaquePointer) -> Int32 {
        // The log began anew.
        if pages < pagesThen { pagesThen = 0 }
        if pages >= most {
            sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        }
        guard pages - pagesThen >= next else { return SQLITE_OK }
        pagesThen = pages
        condition.lock()
        isWanted = true
        if !isRunning { begin() }
        condition.signal()
        condition.unlock()
        return SQLITE_OK
    }

    /// Under the lock.
    private func begin() {
        isRunning = true
        let thread = Thread { [self] in work() }
        thread.name = "duly-checkpoint"
        thread.start()
    }

    /// Ends the thread, after what it is at.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        while isRunning { condition.wait() }
        condition.unlock()
    }

    private func work() {
        var connection: OpaquePointer?
        // What fails here, for a full disk or a reader, is tried with the next: the log still has it all.
        while isAsked() {
            connection = connection ?? open()
            guard let connection else { continue }
            sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        }
        sqlite3_close_v2(connection)
        condition.lock()
        isRunning = false
        condition.broadcast()
        condition.unlock()
    }

    /// A connection that has read nothing yet does not know that there is a log.
    private func open() -> OpaquePointer? {
        var connection: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        let first = "PRAGMA synchronous = FULL; PRAGMA schema_version"
        guard sqlite3_open_v2(path, &connection, flags, nil) == SQLITE_OK,
            sqlite3_busy_timeout(connection, 5000) == SQLITE_OK,
            sqlite3_exec(connection, first, nil, nil, nil) == SQLITE_OK
        else {
            // A handle comes with a failure, too.
            sqlite3_close_v2(connection)
            return nil
        }
        return connection
    }

    private func isAsked() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while !isWanted {
            if isClosed { return false }
            condition.wait()
        }
        isWanted = false
        return !isClosed
    }
}
