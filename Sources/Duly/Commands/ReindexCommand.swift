import ArgumentParser
import Operations
import Storage

/// `duly reindex`: what is derived is made anew from the facts, and compared.
struct ReindexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex", abstract: "Rebuild all that is derived from the facts, and compare.")
    @Option(help: "The data folder.") var data = "data"

    func run() async throws {
        let database = try StoreOpening.open(data)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        await ZoneWatch.follow(office)
        let total = try await database.read { try $0.streamCount(of: "ticket") }
        let bar = ProgressBar("tickets", of: total)
        let outcome = try await office.reindex { bar.show($0) }
        let words =
            outcome.changed.isEmpty
            ? "every row was as the facts say" : "\(outcome.changed.count) rows differed and were mended"
        print("\(outcome.tickets) tickets: \(words).")
        for id in outcome.changed.prefix(20) { print("  ticket \(id)") }
        for (count, words) in [
            (outcome.agreementsChanged, "agreements were not due or in force as their facts say"),
            (outcome.evidenceChanged, "agreements or events had other evidence than their facts say"),
            (outcome.strayRows, "rows hung on what has no facts"),
            (outcome.creditsChanged, "tickets had other credits than their facts say"),
            (outcome.figureBlocksChanged, "blocks of packed figures differed from the rows"),
        ] where count > 0 { print("\(count) \(words); mended.") }
        let search = outcome.searchChanged ? "it differed and was mended" : "it was as the messages say"
        print("Search: \(search).")
        try database.close()
    }
}
