import ArgumentParser
import Desk
import Operations
import Reports
import Storage

/// `duly statement acme 2026-10`: a month's credits, as issued or as they stand.
struct StatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "Print a month's service credits of an agreement (clause K).",
        discussion: "Exits with 66 where there is no such agreement. Works while the desk runs.")

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json, csv }

    @Argument(help: "The agreement's short name, for example acme.") var agreement: String
    @Argument(help: "The month, for example 2026-10.") var month: String
    @Option(name: .customLong("as"), help: "How: text, json with every number to recompute it, or csv.")
    var form = Form.text
    @Option(help: "The data folder.") var data = "data"

    func validate() throws {
        guard CalendarMonth(month) != nil else {
            throw ValidationError("\(month) is no month. Write it like 2026-10.")
        }
    }

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let now = RunningDesk.now
        guard let month = CalendarMonth(month),
            let (file, excluded) = try await database.read({ reader in
                try office.books(agreement, in: reader, now: now).map {
                    ($0, try office.exclusions(of: $0, in: month, reader))
                }
            })
        else {
            complain("no agreement \(agreement) was ever in force. `duly statement` takes its short name.")
            throw ExitCode(66)
        }
        let books = file.books
        var report = StatementReport(agreement: agreement, books: books, month: month, now: now)
        (report.exclusions, report.names) = (excluded.notes, excluded.names)
        var output = StandardOutput()
        switch form {
        case .text: for line in report.text { output.line(Array(line.utf8)) }
        case .json: output.line(Array(report.json.dropLast().utf8))
        case .csv: output.line(Array(report.csv.dropLast().utf8))
        }
        output.flush()
    }
}
