import ArgumentParser
import Channels
import Desk
import Operations
import Storage

extension MailCommand {
    /// `duly mail dkim`: keys that sign outgoing mail.
    struct DKIM: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dkim", abstract: "Keys that sign outgoing mail (DKIM).",
            discussion: """
                new, use, stop and remove need the desk stopped; while it runs, an administrator does the \
                same at /sending.
                """,
            subcommands: [New.self, List.self, Use.self, Stop.self, Remove.self])

        struct New: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Make a key and print the DNS record to publish. It signs once it is used.")
            @OptionGroup var key: KeyName
            @Option(help: "rsa-sha256, or ed25519-sha256 beside one of RSA.", transform: MailboxCommand.word)
            var algorithm = SigningKey.Algorithm.rsa

            func run() async throws {
                try await key.asking { office in
                    let made = try await office.addSigningKey(
                        domain: key.domain, selector: key.selector, algorithm)
                    print(made.record.zoneLine)
                }
            }
        }

        struct List: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "List the keys with their records, and since when they sign.")
            @Option(help: "The data folder.") var data = "data"

            func run() async throws {
                let database = try StoreOpening.open(data, readOnly: true)
                for key in try await database.read({ try $0.signingKeys() }) {
                    let state = key.usedSince.map { "signs since \($0)" } ?? "waits"
                    print(
                        key.domain, key.selector, key.algorithm, state, key.record.zoneLine, separator: "\t")
                }
                try database.close()
            }
        }

        struct Use: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Sign all mail of the domain from now on, once the record stands in DNS.")
            @OptionGroup var key: KeyName
            @Flag(help: "Do not look for the record.") var unchecked = false

            func run() async throws {
                try await key.asking { office in
                    let (domain, selector) = (key.domain.lowercased(), key.selector.lowercased())
                    let found = try await office.database.read { try $0.signingKey(domain, selector) }
                    guard let found else { throw Refusal.noSigner(key.domain, key.selector) }
                    if !unchecked {
                        let answer = await CheckupWorld.texts(of: found.record.name)
                        try found.record.requirePublished(answer)
                    }
                    try await office.useSigningKey(found.domain, found.selector, true)
                }
            }
        }

        struct Stop: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Sign by a key no more, and keep it.")
            @OptionGroup var key: KeyName

            func run() async throws {
                try await key.asking { office in
                    try await office.useSigningKey(
                        key.domain.lowercased(), key.selector.lowercased(), false)
                }
            }
        }

        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(abstract: "Forget a key for good.")
            @OptionGroup var key: KeyName

            func run() async throws {
                try await key.asking { office in
                    try await office.removeSigningKey(key.domain.lowercased(), key.selector.lowercased())
                }
            }
        }

        struct KeyName: ParsableArguments {
            @Argument(help: "The domain of the mail's sender.") var domain: String
            @Argument(help: "A short name for the key, such as desk1.") var selector: String
            @Option(help: "An administrator, by mail address.") var person: String
            @Option(help: "The data folder.") var data = "data"

            func asking(_ body: (Office) async throws -> Void) async throws {
                try await TokenCommand.asking(as: person, in: data) { office, asker in
                    try Access.require(.mailServer, by: asker)
                    try await body(office)
                }
            }
        }
    }
}
