import ArgumentParser
import Storage

/// Opens the data folder, or says what is wrong with an exit code that scripts can use.
enum StoreOpening {
    static func open(_ folder: String, readOnly: Bool = false) throws -> Database {
        var options = Database.Options()
        options.isReadOnly = readOnly
        do {
            return try Database(folder: folder, options: options)
        } catch let problem as StoreProblem {
            complain("\(problem)")
            throw ExitCode(code(of: problem))
        }
    }

    /// By sysexits: 73 can't create, 75 try again, 74 I/O.
    private static func code(of problem: StoreProblem) -> Int32 {
        switch problem {
        case .unwritableFolder: 73
        case .full: 75
        default: 74
        }
    }
}
