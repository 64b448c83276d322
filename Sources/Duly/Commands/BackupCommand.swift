import ArgumentParser
import Storage

/// `duly backup FILE`: a whole copy while the desk runs.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the whole desk into one file while it runs.")
    @Argument(help: "The file to write; it must not be there.") var file: String
    @Flag(help: "Write over a file that is there, once the new one is whole.") var replace = false
    @Option(help: "The data folder.") var data = "data"

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        let bars = BackupBars()
        defer { bars.end() }
        let backup = try StoreOpening.reporting {
            try database.backup(to: file, replacing: replace, progress: bars.show)
        }
        print("\(file): \(backup.bytes) bytes, facts up to \(backup.sequence), \(backup.blobs) attachments.")
        print("To restore: duly restore \(file) --data NEW-FOLDER")
    }
}

/// `duly restore FILE`: the desk of a backup in a new folder.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup into a new data folder and check it.")
    @Argument(help: "The file that duly backup wrote.") var file: String
    @Option(help: "The data folder; it must be empty or absent.") var data = "data"

    func run() async throws {
        let bars = BackupBars()
        defer { bars.end() }
        let report = try StoreOpening.reporting {
            try Database.restore(file, into: data, progress: bars.show)
        }
        for finding in report.findings { complain("\(finding)") }
        print("\(data): \(report.facts) facts in \(report.streams) streams, \(report.findingCount) findings.")
        if !report.isSound { throw ExitCode(65) }
    }
}
