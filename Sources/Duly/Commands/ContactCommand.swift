import ArgumentParser
import Operations
import Storage

/// `duly contact`: what customers' people see.
struct ContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "What customers' people see, while the desk is stopped.",
        discussion: "While it runs, managers and administrators do this at /contacts.",
        subcommands: [Rights.self, Move.self, List.self])

    struct Rights: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a contact sees beside their own tickets; without a flag, nothing.")
        @Argument(help: "The contact's mail address.") var address: String
        @Flag(help: "Every ticket of their organisation.") var organisation = false
        @Flag(help: "The agreement whole, with fee and signatures.") var agreement = false
        @Flag(help: "Statements and credits.") var books = false
        @OptionGroup var doing: GroupCommand.Doing

        func run() async throws {
            let all: [(Bool, ContactRight)] = [
                (organisation, .organisation), (agreement, .agreement), (books, .books),
            ]
            try await doing.run { office, asker in
                try await office.setRights(Set(all.filter(\.0).map(\.1)), of: address, by: asker)
            }
        }
    }

    struct Move: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a contact to another customer; they lose sight of the former one.")
        @Argument(help: "The contact's mail address.") var address: String
        @Argument(help: "The customer's name.") var customer: String
        @OptionGroup var doing: GroupCommand.Doing

        func run() async throws {
            try await doing.run { office, asker in try await office.move(address, to: customer, by: asker) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the contacts who see more than their own tickets.")
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            for contact in try await database.read({ try $0.contactsWithRights() }) {
                let rights = [
                    (contact.seesOrganisation, "organisation"), (contact.seesAgreement, "agreement"),
                    (contact.seesBooks, "books"),
                ]
                print(
                    contact.address, contact.name,
                    rights.filter(\.0).map(\.1).joined(separator: " "), separator: "\t")
            }
            try database.close()
        }
    }
}
