import ArgumentParser
import BusinessTime
import Desk
import Operations
import Storage

/// `duly token`: tokens of the API, for one who runs the desk's machine.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Mint, list and revoke tokens of the API while the desk is stopped.",
        discussion: "While it runs, people mint their own at /tokens.",
        subcommands: [Mint.self, List.self, Revoke.self])

    struct Mint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a new token; it is shown once.")
        @Option(help: "The person who answers for it, by mail address.") var person: String
        @Option(help: "What will use it.") var name: String
        @Flag(help: "For a program, which never acknowledges or resolves; else for the person's own client.")
        var program = false
        @Option(help: "read or write; can be given twice.") var scope: [String] = ["read", "write"]
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let scopes = scope.compactMap(Access.Scope.init)
            guard scopes.count == scope.count else {
                complain("--scope is read or write.")
                throw ExitCode(64)
            }
            try await TokenCommand.asking(as: person, in: data) { office, asker in
                let token = try await office.mint(
                    name, program ? .program : .person, scopes: Set(scopes), by: asker)
                print(token.word)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List a person's tokens that work.")
        @Option(help: "The person, by mail address.") var person: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            try await TokenCommand.asking(as: person, in: data) { office, asker in
                let all = try await office.database.read { try $0.tokens(of: asker.person.rawValue) }
                for token in all where token.revoked == nil {
                    let used = token.used.map { "used \($0)" } ?? "never used"
                    let scopes = token.scopes.joined(separator: "+")
                    print("\(token.id)\t\(token.kind.rawValue)\t\(scopes)\t\(used)\t\(token.name)")
                }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a token at once.")
        @Argument(help: "Its number, from duly token list.") var token: Int64
        @Option(help: "The person, by mail address.") var person: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            try await TokenCommand.asking(as: person, in: data) { office, asker in
                guard try await office.revokeToken(token, of: asker.person) else {
                    complain("\(person) has no token \(token); see duly token list.")
                    throw ExitCode(65)
                }
            }
        }
    }

    static func asking(
        as address: String, in data: String, _ body: (Office, Access.Asker) async throws -> Void
    ) async throws {
        let database = try StoreOpening.open(data)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let asker = try await database.read { reader in
            try reader.person(address: address).flatMap { try Access.Asker($0, .session, in: reader) }
        }
        do {
            guard let asker else {
                complain("nobody who can sign in has the address \(address).")
                throw ExitCode(67)
            }
            try await body(office, asker)
            try database.close()
        } catch let refusal as Refusal {
            complain("\(refusal.message) \(refusal.remedy)")
            throw ExitCode(65)
        } catch Access.Denial.forbidden(let why) {
            complain(why)
            throw ExitCode(77)
        }
    }
}
