import Agreements
import ArgumentParser
import BusinessTime

/// `duly clause A.2`: what the clause says, and what executes it.
struct ClauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clause", abstract: "Print a clause, what executes it and which tests show it.")

    @Argument(help: "The clause, for example A.2.") var id: String
    @Option(help: "The agreement; the demo agreement without one.") var agreement: String?

    func run() throws {
        guard let entry = ClauseIndex.entry(id) else {
            let known = ClauseIndex.entries.map(\.clause.id).joined(separator: ", ")
            complain("there is no clause \(id). The clauses are: \(known).")
            throw ExitCode(64)
        }
        let yaml = try agreement.map { try AgreementCommand.text(of: $0) } ?? DemoAgreement.yaml
        let signed = try AgreementDraft.signed(yaml, zones: AgreementCommand.lookup)
        if let text = signed.text.text(of: entry.clause) { print(text.plain) }
        print(entry)
    }
}
