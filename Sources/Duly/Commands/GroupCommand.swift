import ArgumentParser
import Operations
import Storage

/// `duly group`: groups of agents, and who sees whose tickets.
struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Groups of agents while the desk is stopped.",
        discussion: """
            An agent sees the tickets of their groups and no others. An agreement names the groups of each \
            tier; a ticket of a group that the desk does not have is every agent's. While the desk runs, an \
            administrator does all this at /groups.
            """,
        subcommands: [Add.self, List.self, Join.self, Leave.self, Assigning.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a group; tickets that name it are its own.")
        @Argument(help: "Its name, as the agreements have it.") var name: String
        @OptionGroup var doing: Doing

        func run() async throws {
            try await doing.run { office, asker in try await office.addGroup(name, by: asker) }
        }
    }

    struct Join: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Put a person of the desk into a group.")
        @Argument(help: "The group.") var name: String
        @Argument(help: "The person, by mail address.") var address: String
        @OptionGroup var doing: Doing

        func run() async throws {
            try await doing.run { office, asker in
                try await office.set(address, in: name, isMember: true, by: asker)
            }
        }
    }

    struct Leave: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a person out of a group: they no longer see its tickets.")
        @Argument(help: "The group.") var name: String
        @Argument(help: "The person, by mail address.") var address: String
        @OptionGroup var doing: Doing

        func run() async throws {
            try await doing.run { office, asker in
                try await office.set(address, in: name, isMember: false, by: asker)
            }
        }
    }

    struct Assigning: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say how a group gets tickets that nobody has: by-hand, in-turn or by-load.")
        @Argument(help: "The group.") var name: String
        @Argument(help: "The way.") var way: String
        @OptionGroup var doing: Doing

        func run() async throws {
            try await doing.run { office, asker in try await office.set(way, ofGroup: name, by: asker) }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a group that has no tickets.")
        @Argument(help: "The group.") var name: String
        @OptionGroup var doing: Doing

        func run() async throws {
            try await doing.run { office, asker in try await office.removeGroup(name, by: asker) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the groups and who is in them.")
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let lines = try await database.read { reader in
                let people = Dictionary(uniqueKeysWithValues: try reader.agents().map { ($0.id, $0.address) })
                return try reader.groups().map { group in
                    let members = try reader.members(of: group.id).compactMap { people[$0] }
                    let open = try reader.openTicketCount(ofGroup: group.id)
                    return
                        "\(group.name)\t\(open) open\t\(group.assigning)\t\(members.joined(separator: " "))"
                }
            }
            lines.forEach { print($0) }
            try database.close()
        }
    }

    struct Doing: ParsableArguments {
        @Option(help: "An administrator, by mail address.") var person: String
        @Option(help: "The data folder.") var data = "data"

        func run(_ body: (Office, Access.Asker) async throws -> Void) async throws {
            try await TokenCommand.asking(as: person, in: data, body)
        }
    }
}
