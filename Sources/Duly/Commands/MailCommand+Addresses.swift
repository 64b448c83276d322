import ArgumentParser
import BusinessTime
import Mail
import Operations
import Storage

extension MailCommand {
    /// `duly mail addresses`: at which addresses the desk takes mail.
    struct Addresses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the addresses that take mail, or take all of the desk's domains.",
            discussion: "Listing works while the desk runs; --catch-all while it is stopped.")

        @Option(help: "yes takes mail for every address of the desk's domains, no for those listed.")
        var catchAll: String?
        @Option(help: "The data folder.") var data = "data"

        func validate() throws {
            guard let catchAll, !["yes", "no"].contains(catchAll) else { return }
            throw ValidationError("--catch-all \(catchAll): give yes or no.")
        }

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: catchAll == nil)
            let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            if let catchAll { try await database.write { try $0.set(catchAll, for: Office.catchAll) } }
            let addresses = try await database.read { try office.addresses(in: $0) }
            for address in addresses.support { print("\(address)\tsupport") }
            for address in addresses.notice { print("\(address)\tnotices of termination") }
            if let own = addresses.support.first {
                print("\(own.local)+forward@\(own.domain)\tcustomers' mails that agents forward")
                print("\(own.local)+…, …-token and bounce+… @\(own.domain)\tanswers and reports, signed")
            }
            print(
                addresses.takesAll
                    ? "Every other address of these domains is taken too." : "No other is taken.")
            try database.close()
        }
    }
}
