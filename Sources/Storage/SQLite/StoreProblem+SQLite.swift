import GRDB
import GRDBSQLite

extension StoreProblem {
    /// Any error of SQLite or GRDB as a problem of the store.
    init(_ error: any Error) {
        if let problem = error as? StoreProblem {
            self = problem
        } else if let error = error as? GRDB.DatabaseError {
            self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
        } else {
            self = .statement(code: -1, message: String(describing: error))
        }
    }

    init(code: Int32, message: String) {
        switch code & 0xff {
        case SQLITE_FULL: self = .full
        case SQLITE_IOERR: self = .inputOutput("\(message) (\(code))")
        case SQLITE_NOTADB: self = .notADatabase(path: "the file")
        case SQLITE_CORRUPT: self = .corrupt(message)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_READONLY, SQLITE_CANTOPEN:
            self = .unwritableFolder(path: "of the database", reason: message)
        case SQLITE_CONSTRAINT:
            let isUnique = code == 2067 || code == 1555
            self = isUnique ? .notUnique(message) : .refused(message)
        default: self = .statement(code: code, message: message)
        }
    }
}
