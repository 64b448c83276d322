import Agreements
import ArgumentParser
import Desk
import Documents
import Operations
import Storage

extension AgreementCommand {
    struct Evidence: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the evidence of a version's signatures as a zip that verifies offline.",
            discussion: """
                VERIFY.txt in it says how. Works while the desk runs; entries newer than the last hourly \
                checkpoint are chained and not yet covered by one.
                """)

        @Argument(help: "The agreement's short name, for example acme.") var agreement: String
        @Argument(help: "The version's number.") var version: Int
        @Option(help: "The file to write.") var out: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            let version = AgreementVersion(agreement: agreement, number: version)
            do {
                guard let bundle = try await database.read({ try office.evidence(of: version, in: $0) })
                else {
                    complain(
                        "\(version) was not signed at this desk. `duly agreement evidence` takes its name.")
                    throw ExitCode(66)
                }
                try OutputFile.write(bundle.zipped(), to: out)
                print("\(out): \(bundle.files.count) files; VERIFY.txt says how to check them")
            } catch let problem as StoreProblem {
                complain("\(problem) \(problem.remedy)")
                throw ExitCode(StoreOpening.code(of: problem))
            } catch let refusal as Refusal {
                complain("\(refusal.message) \(refusal.remedy)")
                throw ExitCode(65)
            }
        }
    }
}
