import Agreements
import ArgumentParser
import BusinessTime
import Desk
import Foundation
import Operations
import Storage

/// `duly clause A.2`: what the clause says, and what executes it.
struct ClauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clause",
        abstract: "Print a clause, what executes it, which tests show it and what it did lately.")

    @Argument(help: "The clause, for example A.2.") var id: String
    @Option(help: "The agreement; the demo agreement without one.") var agreement: String?
    @Option(help: "The data folder whose tickets show what the clause did.") var data = "data"
    @Option(help: "How many days back, 1 to 3,660.") var days = 90

    func validate() throws {
        guard (1...3660).contains(days) else {
            throw ValidationError("--days is a number from 1 to 3,660.")
        }
    }

    func run() async throws {
        guard let entry = ClauseIndex.entry(id) else {
            let known = ClauseIndex.entries.map(\.clause.id).joined(separator: ", ")
            complain("there is no clause \(id). The clauses are: \(known).")
            throw ExitCode(64)
        }
        let yaml = try agreement.map { try AgreementCommand.text(of: $0) } ?? DemoAgreement.yaml
        let signed = try AgreementDraft.signed(yaml, zones: AgreementCommand.lookup)
        if let text = signed.text.text(of: entry.clause) { print(text.plain) }
        print(entry)
        try await printRecord(of: entry.clause)
    }

    /// Nothing where there is no desk: the clause is the same without one.
    private func printRecord(of clause: Clause) async throws {
        guard FileManager.default.fileExists(atPath: data + "/duly.sqlite") else {
            return print("Lately: there is no desk in \(data); name its folder with --data.")
        }
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let since = RunningDesk.now.advanced(by: Int64(-days) * 86_400)
        let record = try await office.record(of: clause, since: since)
        print("In the last \(days) days:\(record.counts.isEmpty ? " nothing." : "")")
        for (kind, count) in record.counts { print("  \(count) \(Fact.Kind.words(named: kind))") }
        for entry in record.newest {
            print("  \(entry.happened) \(entry.subject): \(Fact.Kind.words(named: entry.kind))")
        }
    }
}
