import ArgumentParser
import Foundation
import Operations
import Storage

/// `duly export`: all that the desk has, as lines of JSON.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all that the desk has as lines of JSON, without its secrets.",
        discussion: """
            Customers, people, agreements, facts, messages and files. It is made to be read elsewhere; to be \
            put back, use `duly backup`.
            """)

    @Argument(help: "The file to write; it must not be there.") var file: String
    @Option(help: "The data folder.") var data = "data"

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let handle = try opened()
        let bar = ProgressBar("Lines", of: nil)
        var (export, lines) = (WholeExport(office), 0)
        do {
            while let page = try await export.next() {
                try handle.write(contentsOf: Data(page))
                lines += page.count { $0 == 10 }
                bar.show(lines)
            }
            try handle.synchronize()
            try handle.close()
        } catch let problem as StoreProblem {
            complain("\(problem) \(problem.remedy)")
            throw ExitCode(StoreOpening.code(of: problem))
        } catch {
            complain("\(file) can't be written to its end. Check the space left on its disk.")
            throw ExitCode(74)
        }
        print("\(lines) lines in \(file)")
    }

    /// For its owner alone: it holds what people wrote.
    private func opened() throws -> FileHandle {
        let number = open(file, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard number >= 0 else {
            complain(
                "\(file) can't be made. Name a file that is not there, in a folder that you may write to.")
            throw ExitCode(73)
        }
        return FileHandle(fileDescriptor: number, closeOnDealloc: false)
    }
}
