import ArgumentParser
import Channels
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
    @Option(help: "The mail server for outgoing mail: smtp://…, smtps://… or folder:/….") var submission:
        String?
    @Flag(help: "Fill an empty data folder with a desk to try.") var demo = false

    func run() async throws {
        let began = ContinuousClock.now
        let database = try StoreOpening.open(data)
        if demo { try await fill(database) }
        let desk = RunningDesk(
            database: database, submission: try outgoing(), logger: Logger(label: "duly"))
        try await desk.delivery.recover()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let lmtp = try await desk.lmtp(on: .tcp(host: "127.0.0.1", port: lmtpPort), group: group)
        do {
            _ = try await lmtp.start()
        } catch {
            complain("\(error)")
            throw ExitCode(75)
        }
        let took = ContinuousClock.now - began
        try await greet(database, ready: took)
        let pages = DeskServer(office: desk.office, port: port).application()
        await Self.untilStopped {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await desk.run() }
                group.addTask { await Self.serve(pages, port: port) }
                await group.waitForAll()
            }
        }
        desk.office.changes.finish()
        await lmtp.stop()
        try await group.shutdownGracefully()
        try database.close()
    }

    /// Runs the pages until the task is cancelled; a port in use ends the program with its remedy.
    private static func serve(_ pages: some ApplicationProtocol, port: Int) async {
        do {
            try await pages.run()
        } catch is CancellationError {
            return
        } catch {
            complain("port \(port) of the pages: \(error). Stop what uses it, or choose another with --port.")
            Foundation.exit(75)
        }
    }

    private func outgoing() throws -> Submission? {
        let text = submission ?? (demo ? "folder:\(absolute(data))/outgoing" : nil)
        guard let text else { return nil }
        do {
            return Submission(server: try SubmissionServer(text))
        } catch {
            complain("\(error)")
            throw ExitCode(64)
        }
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    private func fill(_ database: Database) async throws {
        let outgoing = absolute(data) + "/outgoing"
        try FileManager.default.createDirectory(atPath: outgoing, withIntermediateDirectories: true)
        let signIns = try await DemoDesk.fill(database, secret: .system)
        guard !signIns.isEmpty else { return }
        let lines = signIns.map { "\($0.address) \($0.password)\n" }.joined()
        let file = "\(data)/demo-sign-ins.txt"
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(lines.utf8), attributes: [.posixPermissions: 0o600])
        else {
            complain("\(file) can't be written. Make the data folder writable.")
            throw ExitCode(73)
        }
    }

    private func greet(_ database: Database, ready: Duration) async throws {
        let support = try await database.read { try $0.setting("support-address") } ?? "(none)"
        var text = """
            Duly is open after \(ready.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow))).
              Pages:     http://127.0.0.1:\(port)/
              Mail in:   LMTP on 127.0.0.1:\(lmtpPort), for \(support)

            """
        if demo {
            let signIns = (try? String(contentsOfFile: "\(data)/demo-sign-ins.txt", encoding: .utf8)) ?? ""
            text += "  Mail out:  .eml files in \(data)/outgoing\n  Sign-ins:  in \(data)/demo-sign-ins.txt\n"
            text += signIns.split(separator: "\n").map { "             \($0)\n" }.joined()
            text += """
                  First mail:
                    swaks --protocol LMTP --server 127.0.0.1:\(lmtpPort) --from carla@acme.example \\
                          --to \(support) --header 'Subject: The export stops' --body 'It stops at 40 %.'

                """
        }
        print(text, terminator: "")
        fflush(nil)
    }

    /// Runs `work` and cancels it at the first signal to stop.
    private static func untilStopped(_ work: @escaping @Sendable () async -> Void) async {
        let task = Task { await work() }
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        await task.value
        for source in sources { source.cancel() }
    }
}
