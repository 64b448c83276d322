import Logging
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Channels

/// A desk that keeps what it is given.
final class Tray: Sendable {
    private let held = Mutex<[IncomingMail]>([])
    let pause: Duration

    init(pause: Duration = .zero) {
        self.pause = pause
    }

    var mails: [IncomingMail] { held.withLock { $0 } }

    func take(_ mail: IncomingMail) async -> [Verdict] {
        try? await Task.sleep(for: pause)
        let number = held.withLock { held in
            held.append(mail)
            return held.count
        }
        return mail.recipients.map { _ in .accepted(id: "\(number)") }
    }

    func server(_ configuration: LMTPConfiguration) -> LMTPServer {
        LMTPServer(
            configuration: configuration, group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { 1_700_000_000_000 },
            accept: { $0.hasSuffix("@acme.example") ? .accepted : .unknown },
            deliver: { await self.take($0) })
    }

    /// Runs a server on loopback around the test.
    func open(
        _ change: (inout LMTPConfiguration) -> Void = { _ in },
        _ body: (SocketAddress, LMTPServer) async throws -> Void
    ) async throws {
        var configuration = LMTPConfiguration(address: .tcp(host: "127.0.0.1", port: 0))
        change(&configuration)
        let server = server(configuration)
        let address = try await server.start()
        do {
            try await body(address, server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }
}

@Suite("LMTP on real sockets")
struct LMTPServerTests {
    @Test(
        "a mail in one packet is delivered with its receipt and peer, and each command is answered in order")
    func pipelined() async throws {
        let tray = Tray()
        try await tray.open { address, _ in
            let codes = try await Caller.call(address) { caller in
                try await caller.say(
                    """
                    LHLO mx\r\nMAIL FROM:<carla@acme.example>\r\nRCPT TO:<desk@acme.example>\r\n\
                    RCPT TO:<x@elsewhere.example>\r\nDATA\r\nSubject: late\r\n\r\nhello\r\n.\r\nQUIT\r\n
                    """)
                var codes: [String] = []
                while let reply = try await caller.reply() { codes.append(String(reply.prefix(3))) }
                return codes
            }
            #expect(codes == ["220", "250", "250", "250", "550", "354", "250", "221"])
        }
        #expect(tray.mails.count == 1)
        #expect(tray.mails.first?.peer == "127.0.0.1")
        #expect(tray.mails.first?.receipt == 1_700_000_000_000)
        #expect(tray.mails.first?.bytes == Array("Subject: late\r\n\r\nhello\r\n".utf8))
    }

    @Test("eight connections at once deliver every mail once")
    func eight() async throws {
        let tray = Tray(pause: .milliseconds(1))
        try await tray.open { address, _ in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for connection in 0..<8 {
                    group.addTask {
                        try await Caller.call(address) { caller in
                            _ = try await caller.reply()
                            _ = try await caller.ask("LHLO mx\r\n")
                            for mail in 0..<25 {
                                try await caller.say(
                                    "MAIL FROM:<>\r\nRCPT TO:<desk@acme.example>\r\nDATA\r\n")
                                for _ in 0..<3 { _ = try await caller.reply() }
                                let last = try await caller.ask("Subject: \(connection)-\(mail)\r\n.\r\n")
                                #expect(last?.hasPrefix("250 2.0.0") == true)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(tray.mails.count == 200)
        #expect(Set(tray.mails.map(\.bytes)).count == 200)
    }

    @Test("a mail over the limit is read to its end and refused, and the connection goes on")
    func oversize() async throws {
        let tray = Tray()
        try await tray.open {
            $0.limits.messageBytesMax = 100_000
        } _: { address, _ in
            try await Caller.call(address) { caller in
                try await caller.begin()
                let block = String(repeating: String(repeating: "x", count: 98) + "\r\n", count: 1500)
                #expect(try await caller.ask(block + ".\r\n")?.hasPrefix("552 5.3.4") == true)
                #expect(try await caller.ask("MAIL FROM:<> SIZE=100001\r\n")?.hasPrefix("552 5.3.4") == true)
                #expect(try await caller.ask("NOOP\r\n")?.hasPrefix("250") == true)
            }
        }
        #expect(tray.mails.isEmpty)
    }

    @Test("bodies of all connections together are bounded; the bound is free again afterwards")
    func memory() async throws {
        let tray = Tray()
        try await tray.open {
            $0.limits.bytesInFlightMax = 300_000
        } _: { address, _ in
            let line = String(repeating: "x", count: 98) + "\r\n"
            try await Caller.call(address) { caller in
                try await caller.begin()
                let answer = try await caller.ask(String(repeating: line, count: 8000) + ".\r\n")
                #expect(answer?.hasPrefix("452 4.3.1") == true)
            }
            for _ in 0..<5 {
                try await Caller.call(address) { caller in
                    try await caller.begin()
                    let answer = try await caller.ask(String(repeating: line, count: 2000) + ".\r\n")
                    #expect(answer?.hasPrefix("250") == true)
                }
            }
        }
        #expect(tray.mails.count == 5)
    }

    @Test("a smuggled second mail never arrives")
    func smuggling() async throws {
        let tray = Tray()
        try await tray.open { address, _ in
            for end in ["\n.\r\n", "\r.\r\n", "\n.\n", "\r\n.\n", "\r\n.\r"] {
                try await Caller.call(address) { caller in
                    try await caller.begin()
                    let second = "MAIL FROM:<boss@acme.example>\r\nRCPT TO:<desk@acme.example>\r\nDATA\r\n"
                    let answer = try await caller.ask("one\(end)\(second)two\r\n.\r\n")
                    #expect(answer?.hasPrefix("554 5.6.0") == true)
                    #expect(try await caller.ask("NOOP\r\n")?.hasPrefix("250 2.0.0") == true)
                }
            }
        }
        #expect(tray.mails.isEmpty)
    }

    @Test("a client that is silent instead of a command gets 421 and the end")
    func commandTimeOut() async throws {
        try await Tray().open {
            $0.times.command = .milliseconds(200)
        } _: { address, _ in
            try await Caller.call(address) { caller in
                _ = try await caller.reply()
                #expect(try await caller.reply()?.hasPrefix("421 4.4.2") == true)
                #expect(try await caller.reply() == nil)
            }
        }
    }

    // Only the body's time is short: on a busy machine the commands before it may take their time.
    @Test("a client that falls silent in a body gets 421")
    func bodyTimeOut() async throws {
        try await Tray().open {
            $0.times.body = .milliseconds(200)
        } _: { address, _ in
            try await Caller.call(address) { caller in
                try await caller.begin()
                #expect(try await caller.reply()?.hasPrefix("421 4.4.2") == true)
            }
        }
    }

    @Test("stopping lets a mail in delivery finish and says 421 to everyone")
    func stopping() async throws {
        let tray = Tray(pause: .milliseconds(300))
        try await tray.open { address, server in
            try await Caller.call(address) { idle in
                _ = try await idle.reply()
                try await Caller.call(address) { busy in
                    try await busy.begin()
                    try await busy.say("Subject: x\r\n.\r\n")
                    try await Task.sleep(for: .milliseconds(100))
                    async let stopped: Void = server.stop()
                    #expect(try await busy.reply()?.hasPrefix("250 2.0.0") == true)
                    #expect(try await busy.reply()?.hasPrefix("421 4.3.2") == true)
                    await stopped
                }
                #expect(try await idle.reply()?.hasPrefix("421 4.3.2") == true)
            }
        }
        #expect(tray.mails.count == 1)
    }

    @Test("a client that closes its side after the last dot still gets its reply")
    func halfClosed() async throws {
        try await Tray(pause: .milliseconds(50)).open { address, _ in
            try await Caller.call(address) { caller in
                try await caller.begin()
                try await caller.say("Subject: x\r\n.\r\n")
                caller.finish()
                let answer = try await caller.reply()
                #expect(answer?.hasPrefix("250 2.0.0") == true)
                let end = try await caller.reply()
                #expect(end == nil)
            }
        }
    }

    @Test("one connection more than the bound gets 421, the others go on")
    func connectionBound() async throws {
        try await Tray().open {
            $0.limits.connectionCountMax = 1
        } _: { address, _ in
            try await Caller.call(address) { first in
                _ = try await first.reply()
                try await Caller.call(address) { second in
                    let refusal = try await second.reply()
                    #expect(refusal?.hasPrefix("421 4.3.2 too many") == true)
                }
                #expect(try await first.ask("NOOP\r\n")?.hasPrefix("250") == true)
            }
        }
    }

    @Test("a port in use names the port and the remedy")
    func portInUse() async throws {
        try await Tray().open { address, _ in
            let port = address.port ?? 0
            let second = Tray().server(LMTPConfiguration(address: .tcp(host: "127.0.0.1", port: port)))
            let error = await #expect(throws: LMTPStartError.self) { try await second.start() }
            #expect(error?.cause == .inUse)
            #expect(error?.description.contains("port \(port) is in use; stop the program") == true)
        }
    }

    @Test("a Unix socket works, is refused while somebody answers on it, and a stale one is taken over")
    func unixSocket() async throws {
        let path = "/tmp/duly-lmtp-\(UInt32.random(in: 0 ... .max)).sock"
        let tray = Tray()
        try await tray.open {
            $0.address = .unix(path: path)
        } _: { address, _ in
            try await Caller.call(address) { caller in
                try await caller.begin()
                #expect(try await caller.ask("Subject: x\r\n.\r\n")?.hasPrefix("250") == true)
            }
            let second = tray.server(LMTPConfiguration(address: .unix(path: path)))
            let error = await #expect(throws: LMTPStartError.self) { try await second.start() }
            #expect(error?.cause == .inUse)
        }
        let stale = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path).get()
        try await stale.close().get()
        try await tray.open {
            $0.address = .unix(path: path)
        } _: { _, _ in
        }
        let missing = tray.server(LMTPConfiguration(address: .unix(path: "/nowhere/at/all.sock")))
        let error = await #expect(throws: LMTPStartError.self) { try await missing.start() }
        #expect(error?.cause == .noSuchAddress)
    }
}
