import ArgumentParser
import Channels
import Desk
import Dispatch
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Operations
import Storage
import Web

/// `duly serve`: opens the desk in the foreground until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Open the desk.",
        discussion: "Stops at SIGTERM or SIGINT with exit code 0; see docs/operating.md.")

    @Option(help: "The data folder.") var data = "data"
    @Option(help: "The port of the pages, on the loopback address.") var port = 8080
    @Option(help: "The port that takes mail by LMTP, on the loopback address.") var lmtpPort = 8024
    @Option(help: "The port of /metrics without signing in, on the loopback address; 0 for none.")
    var metricsPort = 0
    @OptionGroup var smtp: SMTPOptions
    @Option(help: "How events are written to standard error: text, or json with a line an event.")
    var log = Log.text
    @Option(
        help: """
            The mail server for outgoing mail: smtp://…, smtps://… or folder:/…. It wins over what is \
            set up on the page Sending.
            """)
    var submission: String?
    @Option(help: "The address that people open, such as https://desk.harbor.example; else the loopback's.")
    var origin: String?
    @Flag(help: "Let feeds of holidays lie on this host and in private networks.") var privateFeeds = false
    @Flag(help: "Let webhooks lead to this host and into private networks.") var privateWebhooks = false
    @Flag(help: "Fill an empty data folder with a desk to try.") var demo = false
    @Flag(
        help: "With --demo: give that desk a past, with agreements in each state and last month's statement.")
    var story = false

    enum Log: String, ExpressibleByArgument, CaseIterable {
        case text, json

        var form: LogLine.Form {
            switch self {
            case .text: .text
            case .json: .json
            }
        }
    }

    func validate() throws {
        for (option, port) in [("--port", port), ("--lmtp-port", lmtpPort), ("--metrics-port", metricsPort)]
        where !(0...65535).contains(port) {
            throw ValidationError("\(option) \(port): give a number from 1 to 65535.")
        }
    }

    func run() async throws {
        let began = ContinuousClock.now
        let form = log.form
        LoggingSystem.bootstrap { DeskLog(label: $0, form: form, clock: { RunningDesk.milliseconds }) }
        let logger = Logger(label: DeskLog.label)
        try PortCheck.require(
            [(port, "--port", "the pages"), (lmtpPort, "--lmtp-port", "mail by LMTP")]
                + (metricsPort == 0 ? [] : [(metricsPort, "--metrics-port", "the metrics")]) + smtp.ports)
        let smtpSettings = try smtp.settings()
        let database = try await StoreOpening.opening(data)
        if demo { try await DemoFilling.fill(database, data: data, withStory: story) }
        let way = try wayOut()
        let open = try address()
        try await remember(database, open, way)
        let desk = RunningDesk(
            database: database, way: way, feeds: FeedFetch(allowsPrivate: privateFeeds),
            webhooks: WebhookPost(allowsPrivate: privateWebhooks),
            logger: logger, believed: Set(smtp.authservID), ownHosts: Set(smtp.ownHost),
            address: { DeskServer.address(of: $0, at: open) })
        try await Self.prepare(desk)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let lmtp = try await openLMTP(desk, group)
        let smtpServer = try await Self.open(smtpSettings, desk, group)
        let greeting = try await greeting(database)
        let server = server(desk, way)
        let metrics = server.metricsApplication(host: "127.0.0.1", port: metricsPort)
        let pages = server.application {
            let taken = ContinuousClock.now - began
            logger.log(.opened, "\(Int(taken / .milliseconds(1)))")
            say("Duly is open after \(taken.words).\n" + greeting)
        }
        let work: @Sendable () async -> Void = {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await desk.run() }
                group.addTask { await Self.serve(pages, port: port) }
                if metricsPort != 0 { group.addTask { await Self.serve(metrics, port: metricsPort) } }
                await group.waitForAll()
            }
        }
        // The pages' event streams end first: a server that waits for them would never stop.
        await Self.untilStopped(work) { desk.office.changes.finish() }
        await lmtp.stop()
        await smtpServer?.stop()
        await desk.relay.stop()
        try await group.shutdownGracefully()
        try database.close()
        logger.log(.closed)
    }

    /// What must be right before anything comes in: the keys, the deadlines by today's zone data, and what a
    /// stop left half sent.
    private static func prepare(_ desk: RunningDesk) async throws {
        do {
            try await desk.office.openKey()
            // Made before two people sign in for the first time at once.
            _ = try SecretBox(folder: desk.office.database.folder)
        } catch let problem as StoreProblem {
            complain("\(problem) \(problem.remedy)")
            throw ExitCode(StoreOpening.code(of: problem))
        }
        await ZoneWatch.follow(desk.office)
        try await desk.delivery.recover()
    }

    /// The pages, with what they ask of the world outside.
    private func server(_ desk: RunningDesk, _ way: WayOut) -> DeskServer {
        var server = DeskServer(office: desk.office, port: port, origin: origin)
        server.fetch = { await desk.feeds($0) }
        server.provider = { await ProviderFetch()($0) }
        server.mailboxTrial = { await desk.tryMailbox($0) }
        server.checkup = { try await desk.checkup($0) }
        server.wayOut = DeskServer.WayOut(
            option: way.option?.words, trial: { await desk.relay.check(sending: $0) },
            wake: { desk.wakeDelivery() }, texts: { await CheckupWorld.texts(of: $0) })
        return server
    }

    private func openLMTP(
        _ desk: RunningDesk, _ group: MultiThreadedEventLoopGroup
    ) async throws -> LMTPServer {
        let lmtp = try await desk.lmtp(on: .tcp(host: "127.0.0.1", port: lmtpPort), group: group)
        do {
            let address = try await lmtp.start()
            desk.office.database.announce(mailAddress: "127.0.0.1:\(address.port ?? lmtpPort)")
            return lmtp
        } catch {
            complain("\(PortCheck.words(error, lmtpPort, "--lmtp-port", "mail by LMTP"))")
            throw ExitCode(75)
        }
    }

    /// nil where mail comes by LMTP, or by a pipe, alone.
    private static func open(
        _ settings: SMTPSettings?, _ desk: RunningDesk, _ group: MultiThreadedEventLoopGroup
    ) async throws -> LMTPServer? {
        guard let settings else { return nil }
        let server = try await desk.smtp(settings, group: group)
        do {
            _ = try await server.start()
            return server
        } catch {
            complain("\(error)")
            throw ExitCode(75)
        }
    }

    /// Runs the pages until the task is cancelled; a port in use ends the program with its remedy.
    private static func serve(_ pages: some ApplicationProtocol, port: Int) async {
        do {
            try await pages.run()
        } catch is CancellationError {
            return
        } catch {
            complain("\(PortCheck.words(error, port, "--port", "the pages"))")
            Foundation.exit(75)
        }
    }

    /// What people open: scheme, host and port, and nothing behind them.
    private func address() throws -> String {
        guard let origin else { return "http://127.0.0.1:\(port)" }
        let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty,
            !parts[2].isEmpty, !parts[2].contains("@")
        else {
            complain("--origin \(origin): give scheme and host alone, such as https://desk.harbor.example.")
            throw ExitCode(64)
        }
        return origin
    }

    /// What a check from outside, or a link in a mail, needs to know of this desk.
    private func remember(_ database: Database, _ open: String, _ way: WayOut) async throws {
        var doors = [Listening(name: "LMTP", host: "127.0.0.1", port: lmtpPort)]
        if let port = smtp.smtpPort {
            doors.append(
                Listening(
                    name: "SMTP", host: smtp.smtpHost, port: port,
                    certificate: smtp.tlsCertificate.map(Self.wholePath)))
        }
        let isOpened = port != 0 || origin != nil
        let (option, known) = (way.option?.words ?? "", doors.filter { $0.port != 0 })
        try await database.write { writer in
            if isOpened { try writer.serve(at: open) }
            try Listening.set(known, writer)
            try writer.set(option, for: Office.sendingOption)
        }
    }

    private static func wholePath(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    private func wayOut() throws -> WayOut {
        do {
            return WayOut(
                option: try submission.map { try SubmissionServer($0) },
                fallback: demo ? .folder(path: DemoFilling.outgoing(data)) : nil)
        } catch {
            complain("\(error)")
            throw ExitCode(64)
        }
    }

    /// A desk without anybody is of no use, and only its own machine can change that.
    private static func firstAccount(_ data: String, hasSupport: Bool) -> String {
        let support = hasSupport ? "" : " \\\n                  --support support@example.org"
        let named = "--data \(shellWord(data)) --name 'Your Name' --address you@example.org\(support)"
        return """
              Nobody can sign in yet. Stop this desk (Ctrl-C), make the first administrator, then serve again:
                duly admin create \(named)
              It asks for a password. Everybody else is invited at /people.

            """
    }

    private func greeting(_ database: Database) async throws -> String {
        let (given, hasPeople) = try await database.read {
            (try $0.setting("support-address"), try $0.hasAgents())
        }
        let support = given ?? "no address yet"
        var text = """
              Pages:     \(try address())/
              Mail in:   LMTP on 127.0.0.1:\(lmtpPort)\(smtp.words), for \(support)

            """
        if !hasPeople { text += Self.firstAccount(data, hasSupport: given != nil) }
        guard demo else { return text }
        let signIns = (try? String(contentsOfFile: "\(data)/demo-sign-ins.txt", encoding: .utf8)) ?? ""
        text += "  Mail out:  .eml files in \(data)/outgoing\n  Sign-ins:  in \(data)/demo-sign-ins.txt\n"
        text += signIns.split(separator: "\n").map { "             \($0)\n" }.joined()
        text += """
              First mail:
                swaks --protocol LMTP --server 127.0.0.1:\(lmtpPort) --from carla@acme.example \\
                      --to \(support) --header 'Subject: The export stops' --body 'It stops at 40 %.'

            """
        return text
    }

    /// Runs `work`; at the first signal to stop it says so to `stopping` and cancels it.
    private static func untilStopped(
        _ work: @escaping @Sendable () async -> Void, _ stopping: @escaping @Sendable () -> Void
    ) async {
        let task = Task { await work() }
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                stopping()
                task.cancel()
            }
            source.resume()
            return source
        }
        await task.value
        for source in sources { source.cancel() }
    }
}

extension Duration {
    /// For example `182 ms` or `1.4 s`.
    fileprivate var words: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return milliseconds < 1000 ? "\(milliseconds) ms" : "\(Double(milliseconds / 100) / 10) s"
    }
}
