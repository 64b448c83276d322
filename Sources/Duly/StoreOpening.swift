import ArgumentParser
import Storage

/// Opens the data folder, or says what is wrong with an exit code that scripts can use.
enum StoreOpening {
    static func open(_ folder: String, readOnly: Bool = false) throws -> Database {
        var options = Database.Options()
        options.isReadOnly = readOnly
        return try reporting { try Database(folder: folder, options: options) }
    }

    /// The same for a desk that opens. A command may hold the folder for a moment, to keep a mail; a desk
    /// that runs says where it takes mail, and is not waited for.
    static func opening(_ folder: String, waitingAtMost patience: Duration = .seconds(5)) async throws
        -> Database
    {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            do {
                return try Database(folder: folder)
            } catch StoreProblem.locked where Database.mailAddress(ofHolder: folder) == nil {
                try await Task.sleep(for: .milliseconds(50))
            } catch is StoreProblem {
                break
            }
        }
        return try open(folder)
    }

    /// Runs `body`; a problem of the store is said, with the remedy, and becomes an exit code.
    static func reporting<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let problem as StoreProblem {
            complain("\(problem) \(problem.remedy)")
            throw ExitCode(code(of: problem))
        }
    }

    /// By sysexits: 65 wrong input, 66 can't read, 73 can't create, 75 try again, 74 I/O.
    static func code(of problem: StoreProblem) -> Int32 {
        switch problem {
        case .badBackup: 65
        case .unwritableFolder, .unwritableFile, .fileThere, .folderNotEmpty: 73
        case .badKey, .noDesk, .unreadableFile: 66
        case .full, .locked, .busy: 75
        default: 74
        }
    }
}
