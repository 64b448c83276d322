import ArgumentParser
import Desk
import Documents
import Operations
import Reports
import Storage
import Web

/// `duly statement acme 2026-10`: a month's credits, as issued or as they stand.
struct StatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "Print a month's service credits of an agreement (clause K).",
        discussion: "Exits with 66 where there is no such agreement. Works while the desk runs.")

    enum Form: String, ExpressibleByArgument, CaseIterable { case text, json, csv, pdf }

    @Argument(help: "The agreement's short name, for example acme.") var agreement: String
    @Argument(help: "The month, for example 2026-10.") var month: String
    @Option(name: .customLong("as"), help: "How: text, json with every number to recompute it, csv, or pdf.")
    var form = Form.text
    @Option(help: "The data folder.") var data = "data"
    @Option(help: "A file to write instead of standard output.") var out: String?
    @Option(help: "The address that people open, for the proofs it names; else where it was last served.")
    var origin: String?

    func validate() throws {
        if form == .pdf, out == nil {
            throw ValidationError("A PDF goes into a file. Add --out statement.pdf.")
        }
        guard CalendarMonth(month) != nil else {
            throw ValidationError("\(month) is no month. Write it like 2026-10.")
        }
    }

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        let servedAt = try await database.read { try $0.servedAt() }
        let origin = origin ?? servedAt ?? "http://127.0.0.1:8080"
        let office = Office(
            database: database, shelf: AgreementShelf(), clock: { RunningDesk.now },
            address: { DeskServer.address(of: $0, at: origin) })
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
        var report = StatementReport(agreement: agreement, books: file.books, month: month, now: now)
        (report.exclusions, report.names) = (excluded.notes, excluded.names)
        let bytes: [UInt8]
        switch form {
        case .text: bytes = Array(report.text.map { $0 + "\n" }.joined().utf8)
        case .json: bytes = Array(report.json.utf8)
        case .csv: bytes = Array(report.csv.utf8)
        case .pdf:
            bytes = try database.readBlocking {
                try office.printedStatement(file, of: month, in: $0, now: now).rendered()
            }
        }
        try OutputFile.write(bytes, to: out)
    }
}
