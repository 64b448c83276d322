import ArgumentParser
import Storage

/// Opens the data folder, or says what is wrong with an exit code that scripts can use.
enum StoreOpening {
    static func open(_ folder: String, readOnly: Bool = false) throws -> Database {
        var options = Database.Options()
        options.isReadOnly = readOnly
        return try reporting { try Database(folder: folder, options: options) }
    }

    /// Runs `body`; a problem of the store is said, with the remedy, and becomes an exit code.
    static func reporting<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let problem as StoreProblem {
            complain("\(problem)")
            throw ExitCode(code(of: problem))
        }
    }

    /// By sysexits: 73 can't create, 75 try again, 74 I/O.
    static func code(of problem: StoreProblem) -> Int32 {
        switch problem {
        case .unwritableFolder: 73
        case .full: 75
        default: 74
        }
    }
}
