import ArgumentParser
import Storage

/// `duly audit verify`: nobody changed the past unseen.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the audit chain.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every fact against its chain and the last checkpoint.")
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let report = try database.readBlocking { try $0.verifyAudit() }
            for finding in report.findings { complain("\(finding)") }
            let checkpoint = report.checkpoint.map(\.line) ?? "no checkpoint yet"
            print(
                "\(report.facts) facts in \(report.streams) streams, "
                    + "\(report.findingCount) findings; \(checkpoint)"
            )
            if !report.isSound { throw ExitCode(65) }
        }
    }
}
