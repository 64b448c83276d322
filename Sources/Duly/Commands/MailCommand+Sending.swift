import ArgumentParser
import Channels
import Desk
import Glibc
import Operations
import Storage

extension MailCommand {
    /// `duly mail sending`: the server that takes the desk's mail for the world.
    struct Sending: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sending", abstract: "The server that takes the desk's mail for the world.",
            discussion: """
                set and remove need the desk stopped; while it runs, an administrator does the same at \
                /sending. Where the desk is served with --submission, that wins.
                """,
            subcommands: [Set.self, Show.self, Test.self, Remove.self])

        struct Set: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Set sending up, or change it.",
                discussion: """
                    The password, or with --token-server the refresh token, is the first line of standard \
                    input; a second line is the client secret of OAuth2. Both are kept encrypted and never \
                    shown. An empty line keeps the one that is there.
                    """)
            @OptionGroup var account: RelayAccount
            @Option(help: "An administrator, by mail address.") var person: String
            @Option(help: "The data folder.") var data = "data"

            func run() async throws {
                let settings = account.settings
                var order = RelayOrder(settings: settings)
                if settings.signIn.wantsUser {
                    if isatty(0) == 1 { complain("Type the password or the refresh token, then Return.") }
                    order.secret = readLine().flatMap { $0.isEmpty ? nil : $0 }
                    if settings.signIn == .xoauth2 {
                        order.clientSecret = readLine().flatMap { $0.isEmpty ? nil : $0 }
                    }
                }
                try await TokenCommand.asking(as: person, in: data) { office, asker in
                    try Access.require(.mailServer, by: asker)
                    try await office.setRelay(order, by: asker.person)
                    print("\(settings.words)\tset; try it with: duly mail sending test --data \(data)")
                }
            }
        }

        struct Show: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Say how mail leaves the desk and how that goes.")
            @Option(help: "The data folder.") var data = "data"

            func run() async throws {
                let database = try StoreOpening.open(data, readOnly: true)
                let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
                try await database.read { reader in
                    let option = try reader.setting(Office.sendingOption) ?? ""
                    if !option.isEmpty { print("--submission\t\(option)\twins") }
                    let settings = try reader.relay().map { try Office.settings(of: $0) }
                    print(
                        settings.map {
                            "set up\t\($0.words)\t\($0.encryption.rawValue)\t\($0.signIn.rawValue)"
                        }
                            ?? "set up\tnothing")
                    if let sender = try? Post.sender(reader) { print("from\t\(sender)") }
                    let health = try office.sendingHealth(reader)
                    print("last success\t\(health.succeeded.map { "\($0)" } ?? "never")")
                    if let problem = health.problem { print("problem\t\(problem)") }
                }
                try database.close()
            }
        }

        struct Test: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Go the way out step by step, and send a test mail where --to names somebody.",
                discussion: """
                    Works while the desk runs, but for OAuth2: a token that changes must be kept, so use the \
                    page Sending.
                    """)
            @Option(help: "Send a test mail to this address.") var to: String?
            @Option(help: "Try this server instead: smtp://…, smtps://….") var submission: String?
            @Option(help: "The data folder.") var data = "data"

            func run() async throws {
                let look = try StoreOpening.open(data, readOnly: true)
                let settings = try await look.read { try $0.relay().map { try Office.settings(of: $0) } }
                // Asking for a token may change it, and the new one must be kept.
                let changes = submission == nil && settings?.signIn == .xoauth2
                if changes { try look.close() }
                let database = changes ? try StoreOpening.open(data) : look
                let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
                let finding = try await find(office)
                try database.close()
                for step in finding.steps { print(step) }
                guard let failure = finding.failure else { return print("The way out works.") }
                complain(failure.sentence)
                throw ExitCode(failure.isRefusal ? 77 : 69)
            }

            private func find(_ office: Office) async throws -> RelayFinding {
                do {
                    let option = try submission.map { try SubmissionServer($0) }
                    let letter: Delivery.Letter? =
                        if let to { try await office.trialLetter(to: to) } else { nil }
                    let relay = Relay(office: office, option: option)
                    return await relay.check(sending: letter)
                } catch let error as SubmissionServerError {
                    complain("\(error)")
                    throw ExitCode(64)
                } catch let refusal as Refusal {
                    complain("\(refusal.message) \(refusal.remedy)")
                    throw ExitCode(65)
                }
            }
        }

        struct Remove: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Forget server and password. Mail stays in the outbox until another is set up.")
            @Option(help: "An administrator, by mail address.") var person: String
            @Option(help: "The data folder.") var data = "data"

            func run() async throws {
                try await TokenCommand.asking(as: person, in: data) { office, asker in
                    try Access.require(.mailServer, by: asker)
                    try await office.removeRelay()
                }
            }
        }
    }

    struct RelayAccount: ParsableArguments {
        @Option(help: "The mail server.") var host: String
        @Option(help: "Its port; 587 with STARTTLS, 465 with TLS.") var port: Int?
        @Option(
            help: "starttls, tls, or none-on-loopback for a server on this machine.",
            transform: MailboxCommand.word)
        var encryption = MailboxSettings.Encryption.starttls
        @Option(help: "A PEM file of authorities to trust beside the system's.") var authorities: String?
        @Option(
            help: "password, plain, login, xoauth2, or none where the server knows this machine.",
            transform: MailboxCommand.word)
        var signIn: RelaySettings.SignIn?
        @Option(help: "The user's name at the server.") var user: String?
        @Option(help: "Sign in by OAuth2, with tokens from this address.") var tokenServer: String?
        @Option(help: "With --token-server: the application's id.") var client: String?
        @Option(help: "With --token-server: the scope to ask for.") var scope: String?
        @Option(help: "The name in EHLO; else the machine's.") var helo: String?
        @Option(help: "From whom mail is; else the support address.") var from: String?

        var settings: RelaySettings {
            var settings = RelaySettings(host: host, port: port ?? RelaySettings.port(for: encryption))
            settings.encryption = encryption
            settings.authorities = authorities
            settings.signIn = signIn ?? (tokenServer != nil ? .xoauth2 : user != nil ? .password : .none)
            settings.user = settings.signIn.wantsUser ? user : nil
            if settings.signIn == .xoauth2 {
                settings.tokens = MailboxSettings.TokenServer(
                    address: tokenServer ?? "", client: client ?? "", scope: scope)
            }
            settings.helo = helo
            settings.from = from
            return settings
        }
    }
}
