import ArgumentParser
import Channels
import Desk
import Glibc
import Operations
import Storage

/// `duly mailbox`: mailboxes from which the desk fetches mail by IMAP.
struct MailboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailbox", abstract: "Mailboxes from which mail is fetched by IMAP.",
        discussion: """
            add and remove need the desk stopped; while it runs, an administrator does both at /mailboxes.
            A desk that runs fetches from each mailbox by itself.
            """,
        subcommands: [Add.self, List.self, Test.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a mailbox.",
            discussion: """
                The password, or with --token-server the refresh token, is the first line of standard input; \
                a second line is the client secret of OAuth2. Both are kept encrypted and never shown.
                """)
        @Argument(help: "A short name, such as support.") var name: String
        @OptionGroup var account: Account
        @Option(help: "An administrator, by mail address.") var person: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            if isatty(0) == 1 { complain("Type the password or the refresh token, then Return.") }
            let secret = readLine() ?? ""
            let clientSecret = account.tokenServer == nil ? nil : readLine()
            let order = MailboxOrder(
                name: name, settings: account.settings, secret: secret, clientSecret: clientSecret)
            try await TokenCommand.asking(as: person, in: data) { office, asker in
                try Access.require(.mailServer, by: asker)
                let added = try await office.addMailbox(order, by: asker.person)
                print("\(added.name)\tadded; try it with: duly mailbox test \(added.name) --data \(data)")
            }
        }
    }

    /// One of the words of a setting.
    static func word<T>(_ text: String) throws -> T
    where T: RawRepresentable & CaseIterable, T.RawValue == String {
        if let value = T(rawValue: text) { return value }
        let words = T.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(text.debugDescription) is none of: \(words).")
    }

    struct Account: ParsableArguments {
        @Option(help: "The IMAP server.") var host: String
        @Option(help: "Its port; 993 with TLS, else 143.") var port: Int?
        @Option(
            help: "tls, starttls, or none-on-loopback for a server on this machine.",
            transform: MailboxCommand.word)
        var encryption = MailboxSettings.Encryption.tls
        @Option(help: "A PEM file of authorities to trust beside the system's.") var authorities: String?
        @Option(help: "The user's name at the server.") var user: String
        @Option(help: "Sign in by OAuth2, with tokens from this address.") var tokenServer: String?
        @Option(help: "With --token-server: the application's id.") var client: String?
        @Option(help: "With --token-server: the scope to ask for.") var scope: String?
        @Option(help: "The folder to fetch from.") var folder = "INBOX"
        @Option(
            help: "What to do with a mail once it is stored: flag, move or delete.",
            transform: MailboxCommand.word)
        var after = MailboxSettings.AfterStoring.flag
        @Option(help: "With --after move: the folder for stored mail.") var moveTo: String?
        @Option(help: "For whom mail is that names no address of the desk; else the support address.")
        var address: String?
        @Flag(help: "Take the mail that lies there already, too.") var existing = false
        @Option(help: "Seconds between two looks where the server has no IDLE.") var poll = 30

        var settings: MailboxSettings {
            var settings = MailboxSettings(
                host: host, port: port ?? (encryption == .tls ? 993 : 143), user: user)
            settings.encryption = encryption
            settings.authorities = authorities
            settings.tokens = tokenServer.map {
                MailboxSettings.TokenServer(address: $0, client: client ?? "", scope: scope)
            }
            settings.folder = folder
            settings.after = after
            settings.moveTo = moveTo
            settings.address = address
            settings.takesExisting = existing
            settings.pollSeconds = poll
            return settings
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the mailboxes and how reading them goes.")
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            for mailbox in try await database.read({ try $0.mailboxes() }) {
                let settings = try Office.settings(of: mailbox)
                let health = mailbox.health
                let success = health.succeeded.map { "\($0)" } ?? "never"
                print(
                    mailbox.name, "\(settings.user) at \(settings.host):\(settings.port)", settings.folder,
                    "last success: \(success)", health.problem.map { "failing: \($0)" } ?? "well",
                    separator: "\t")
            }
            try database.close()
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign in at a mailbox's server and open its folder, changing nothing there.")
        @Argument(help: "The mailbox.") var name: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let look = try StoreOpening.open(data, readOnly: true)
            guard let stored = try await look.read({ [name] in try $0.mailbox(named: name) }) else {
                complain("there is no mailbox \(name); see duly mailbox list.")
                throw ExitCode(67)
            }
            // Asking for a token may change it, and the new one must be kept.
            let changes = try Office.settings(of: stored).tokens != nil
            if changes { try look.close() }
            let database = changes ? try StoreOpening.open(data) : look
            let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            do {
                print(try await MailboxCheck(office: office)(try office.open(stored)).words)
                try database.close()
            } catch let problem as MailboxProblem {
                complain("\(problem) \(problem.remedy)")
                throw ExitCode(problem.isRefusal ? 77 : 69)
            } catch let refusal as Refusal {
                complain("\(refusal.message) \(refusal.remedy)")
                throw ExitCode(65)
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch from a mailbox no more. Its mail stays on its server, its tickets stay here.")
        @Argument(help: "The mailbox.") var name: String
        @Option(help: "An administrator, by mail address.") var person: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            try await TokenCommand.asking(as: person, in: data) { office, asker in
                try Access.require(.mailServer, by: asker)
                try await office.removeMailbox(name)
            }
        }
    }
}
