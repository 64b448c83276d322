import ArgumentParser
import Operations
import Storage

/// `duly reindex`: what is derived is made anew from the facts, and compared.
struct ReindexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex", abstract: "Rebuild the queue and the due index from the facts and compare.")
    @Option(help: "The data folder.") var data = "data"

    func run() async throws {
        let database = try StoreOpening.open(data)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let total = try await database.read { try $0.streamCount(of: "ticket") }
        let bar = ProgressBar("tickets", of: total)
        let outcome = try await office.reindex { bar.show($0) }
        let words =
            outcome.changed.isEmpty
            ? "every row was as the facts say" : "\(outcome.changed.count) rows differed and were mended"
        print("\(outcome.tickets) tickets: \(words).")
        for id in outcome.changed.prefix(20) { print("  ticket \(id)") }
        let agreements = outcome.agreementsChanged
        if agreements > 0 { say("\(agreements) agreements were not due as their facts say; mended.") }
        let credits = outcome.creditsChanged
        if credits > 0 { say("\(credits) tickets had other credits than their facts say; mended.") }
        let blocks = outcome.figureBlocksChanged
        if blocks > 0 { say("\(blocks) blocks of packed figures differed from the rows; mended.") }
        let search = outcome.searchChanged ? "it differed and was mended" : "it was as the messages say"
        print("Search: \(search).")
        try database.close()
    }
}
