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
        @Option(help: "A checkpoint as it was published: the line of a mail or of /audit/head.")
        var head: String?

        func validate() throws {
            guard let head, PublishedHead(line: head) == nil else { return }
            throw ValidationError(
                "--head takes a whole published line, between quotes: a number first, a hash last.")
        }

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let published = head.flatMap(PublishedHead.init)
            let report = try database.readBlocking { try $0.verifyAudit(against: published) }
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
