import ArgumentParser
import Desk
import Glibc
import Mail
import Operations
import Storage

/// `duly admin`: the first administrator of a desk, made on its own machine.
struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin", abstract: "Make the first administrator of a desk.",
        subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the first administrator; everybody else is invited at /people.",
            discussion: """
                The password is the first line of standard input. In an empty data folder the desk is made \
                with it: give its support address, so that it can mail.
                """)
        @Option(help: "The name.") var name: String
        @Option(help: "The mail address to sign in with.") var address: String
        @Option(help: "The desk's support address, where it has none yet.") var support: String?
        @Option(help: "The desk's name in mails, where it has none yet.") var deskName: String?
        @Option(help: "The company that runs the desk, where it has no people yet.") var company: String?
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            if let support, MailAddress(support) == nil {
                complain("--support \(support): give a mail address, such as support@harbor.example.")
                throw ExitCode(64)
            }
            if isatty(0) == 1 { complain("Type the password, then Return; it is shown as you type.") }
            let password = readLine() ?? ""
            do {
                // What is refused leaves no folder behind.
                try Office.checkFirstAdmin(
                    NewAccount(name: name, address: address, role: .admin), password: password)
                let database = try StoreOpening.open(data)
                let office = Office(
                    database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
                let id = try await office.createFirstAdmin(
                    name: name, address: address, password: password, provider: company)
                try await keep(database)
                try database.close()
                print("\(address) is administrator (person \(id)); sign in at the desk's address.")
            } catch let refusal as Refusal {
                complain("\(refusal.message) \(refusal.remedy)")
                throw ExitCode(65)
            }
        }

        /// What is set already stays.
        private func keep(_ database: Database) async throws {
            let settings = [
                ("support-address", support), ("desk-name", deskName), ("provider-name", company),
            ]
            try await database.write { writer in
                for case (let name, let value?) in settings {
                    if try writer.setting(name) == nil { try writer.set(value, for: name) }
                }
            }
        }
    }
}
