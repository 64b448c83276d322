import ArgumentParser
import Desk
import Operations
import Storage

/// `duly seed`: a desk of a size to try.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Fill the demo desk with made-up tickets, to try it at a size.",
        discussion: "Nothing is mailed for them. The data folder must not be in use by a running desk.")
    @Option(help: "How many, 1 to 10,000,000.") var tickets: Int
    @Flag(help: "Number them in any order, not as they came in: the worst case for a wake.")
    var scattered = false
    @Option(help: "The data folder; a demo desk is made in an empty one.") var data = "data"

    func validate() throws {
        guard (1...10_000_000).contains(tickets) else {
            throw ValidationError("--tickets is a number from 1 to 10,000,000.")
        }
    }

    func run() async throws {
        let database = try StoreOpening.open(data)
        try await DemoFilling.fill(database, data: data)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let bar = ProgressBar("tickets", of: tickets)
        do {
            try await office.seed(tickets: tickets, isScattered: scattered) { bar.show($0) }
            try database.close()
        } catch let refusal as Refusal {
            complain("\(refusal.message) \(refusal.remedy)")
            throw ExitCode(65)
        } catch let problem as StoreProblem {
            complain("\(problem) \(problem.remedy)")
            throw ExitCode(StoreOpening.code(of: problem))
        }
        print("\(data): \(tickets) tickets more.")
    }
}
