import ArgumentParser
import Desk
import Operations
import Storage

/// `duly people`: accounts, for an administrator on the desk's machine.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "List, invite, change, disable and enable people while the desk is stopped.",
        discussion: "While it runs, administrators do it at /people. Mails go out when the desk opens.",
        subcommands: [
            List.self, Invite.self, ChangeRole.self, Disable.self, Enable.self, Reset.self, Factors.self,
        ])

    /// Who does it, and where.
    struct Doer: ParsableArguments {
        @Option(name: .customLong("as"), help: "The administrator who does it, by mail address.")
        var doer: String
        @Option(help: "The data folder.") var data = "data"
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who works at the desk, and contacts with an account.")
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let people = try await database.read { try $0.agents() + $0.contactsWithAccount() }
            for person in people {
                let standing = person.disabledAt.map { "disabled \($0)" } ?? "active"
                print(person.id, person.role, person.address, person.name, standing, separator: "\t")
            }
            try database.close()
        }
    }

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account and mail a link to set its password.")
        @Option(help: "The name.") var name: String
        @Option(help: "The mail address.") var address: String
        @Option(help: "tier1, tier2, manager, admin, sales or contact.", transform: MailboxCommand.word)
        var role: Role
        @Option(help: "For a contact: the customer's name.") var organisation: String?
        @OptionGroup var doer: Doer

        func run() async throws {
            try await PeopleCommand.asking(doer) { [name, address, role, organisation] office, asker in
                let customer = try await office.database.read { reader in
                    try reader.organisations().first { $0.name == organisation }?.id
                }
                let id = try await office.invite(
                    NewAccount(name: name, address: address, role: role, organisation: customer), by: asker)
                print("person \(id) is invited; the mail goes out when the desk opens.")
            }
        }
    }

    struct ChangeRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Give somebody else another role.")
        @Argument(help: "The person, by mail address.") var address: String
        @Argument(help: "tier1, tier2, manager, admin or sales.", transform: MailboxCommand.word)
        var role: Role
        @OptionGroup var doer: Doer

        func run() async throws {
            try await PeopleCommand.changing(address, doer) { [role] office, person, asker in
                try await office.setRole(role, of: person, by: asker)
            }
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End sessions, links and tokens at once.")
        @Argument(help: "The person, by mail address.") var address: String
        @OptionGroup var doer: Doer

        func run() async throws {
            try await PeopleCommand.changing(address, doer) { office, person, asker in
                try await office.disable(person, by: asker)
            }
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let somebody sign in again.")
        @Argument(help: "The person, by mail address.") var address: String
        @OptionGroup var doer: Doer

        func run() async throws {
            try await PeopleCommand.changing(address, doer) { office, person, asker in
                try await office.enable(person, by: asker)
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Mail somebody a link to set a password; their sessions end.")
        @Argument(help: "The person, by mail address.") var address: String
        @OptionGroup var doer: Doer

        func run() async throws {
            try await PeopleCommand.changing(address, doer) { office, person, asker in
                try await office.mailReset(to: person, by: asker)
            }
        }
    }

    struct Factors: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove-factors",
            abstract: "Remove somebody's app and passkeys, for a lost device; their sessions end.")
        @Argument(help: "The person, by mail address.") var address: String
        @OptionGroup var doer: Doer

        func run() async throws {
            try await PeopleCommand.changing(address, doer) { office, person, asker in
                try await office.removeFactors(of: person, by: asker)
            }
        }
    }

    /// The links in its mails lead to where the desk was last open.
    private static func asking(
        _ doer: Doer, _ body: @escaping (Office, Access.Asker) async throws -> Void
    ) async throws {
        try await TokenCommand.asking(as: doer.doer, in: doer.data) { plain, asker in
            let origin = try await plain.database.read { try $0.servedAt() } ?? ""
            let office = Office(
                database: plain.database, shelf: AgreementShelf(), clock: { RunningDesk.now },
                address: { origin + $0.path })
            try await body(office, asker)
        }
    }

    private static func changing(
        _ address: String, _ doer: Doer,
        _ act: @escaping (Office, Person.ID, Access.Asker) async throws -> Void
    ) async throws {
        try await asking(doer) { office, asker in
            guard let person = try await office.database.read({ try $0.person(address: address)?.id })
            else {
                complain("nobody has the address \(address); see duly people list.")
                throw ExitCode(67)
            }
            try await act(office, Person.ID(person), asker)
            print("\(address): done.")
        }
    }
}
