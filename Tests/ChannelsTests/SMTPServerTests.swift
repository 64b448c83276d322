import NIOCore
import NIOPosix
import NIOSSL
import Storage
import Testing

@testable import Channels

@Suite("SMTP on real sockets")
struct SMTPServerTests {
    @Test("foreign recipients and unknown ones are refused before DATA; the mail for the desk comes in")
    func recipients() async throws {
        let gate = try await GateTrial()
        let codes = try await gate.open(.smtp(SMTPOffer())) { address in
            try await Caller.call(address) { caller in
                try await caller.say(
                    """
                    EHLO mx.acme.example\r\nMAIL FROM:<carla@acme.example>\r\n\
                    RCPT TO:<x@elsewhere.example>\r\nRCPT TO:<nobody@harbor.example>\r\n\
                    RCPT TO:<support+x@harbor.example>\r\nDATA\r\n\
                    From: carla@acme.example\r\nSubject: By SMTP\r\n\r\nHello\r\n\
                    .\r\nQUIT\r\n
                    """)
                var codes: [String] = []
                while let reply = try await caller.reply() {
                    let last = reply.split(separator: "\r\n").last ?? ""
                    codes.append(last.split(separator: " ").prefix(2).joined(separator: " "))
                }
                return codes.map { String($0) }
            }
        }
        #expect(
            codes.dropFirst(2) == [
                "250 2.1.0", "550 5.7.1", "550 5.1.1", "250 2.1.5", "354 send", "250 2.0.0", "221 2.0.0",
            ])
        try await gate.intake.readNew()
        #expect(try await gate.trial.subjects() == ["By SMTP"])
        let entrance = try await gate.trial.database.read { try $0.entrance(ofInboxEntry: 1) }
        #expect(entrance?.way == "smtp" && entrance?.hello == "mx.acme.example")
        #expect(entrance?.peer == GateTrial.peer)
        #expect(entrance?.findings == "spf=pass smtp.mailfrom=acme.example; dkim=none")
    }

    @Test("after STARTTLS the mail is encrypted, and the desk knows it")
    func encrypted() async throws {
        let gate = try await GateTrial()
        let files = try TLSCertificate(names: "IP:127.0.0.1")
        let offer = SMTPOffer(tls: try SMTPCertificate(certificate: files.file, key: files.key))
        let codes = try await gate.open(.smtp(offer)) { address in
            try await TLSCaller.talk(
                address,
                [
                    "EHLO mx.acme.example", "MAIL FROM:<carla@acme.example>",
                    "RCPT TO:<support@harbor.example>",
                    "DATA", "From: carla@acme.example\r\nSubject: Sealed\r\n\r\nHello\r\n.", "QUIT",
                ])
        }
        #expect(codes == ["220", "250", "220", "250", "250", "250", "354", "250", "221"])
        let entrance = try await gate.trial.database.read { try $0.entrance(ofInboxEntry: 1) }
        #expect(entrance?.isEncrypted == true)
    }

    @Test("a certificate that can't be read, or is another key's, is refused with its files")
    func certificates() throws {
        let (one, other) = (
            try TLSCertificate(names: "IP:127.0.0.1"), try TLSCertificate(names: "IP:127.0.0.1")
        )
        for (file, key) in [("/nowhere.pem", one.key), (one.file, "/nowhere.pem"), (one.file, other.key)] {
            let error = #expect(throws: SMTPCertificate.Unusable.self) {
                try SMTPCertificate(certificate: file, key: key)
            }
            #expect(error?.description.contains(file) == true)
        }
    }

    @Test("one address has no more than its connections, others go on")
    func connections() async throws {
        let gate = try await GateTrial()
        var offer = SMTPOffer()
        offer.limits.connectionCountMax = 2
        let answer = try await gate.open(.smtp(offer)) { address in
            try await Caller.call(address) { first in
                _ = try await first.reply()
                return try await Caller.call(address) { second in
                    _ = try await second.reply()
                    return try await Caller.call(address) { try await $0.reply() }
                }
            }
        }
        #expect(answer?.hasPrefix("421 4.7.0 too many connections") == true)
    }
}

/// A client that says EHLO and STARTTLS in clear, and the rest encrypted.
enum TLSCaller {
    /// Gives the codes of all replies.
    static func talk(_ address: SocketAddress, _ lines: [String]) async throws -> [String] {
        let codes = Codes(lines)
        let done = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: [String].self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Talking(codes, done))
                }
            }
            .connect(to: address).get()
        let found = try await done.futureResult.get()
        try? await channel.close().get()
        return found
    }

    struct Codes {
        var lines: [String]
        var heard: [String] = []

        init(_ lines: [String]) { self.lines = ["EHLO mx.example", "STARTTLS"] + lines }
    }

    private final class Talking: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private var codes: Codes
        private let done: EventLoopPromise<[String]>
        private var text = ""
        private var isFinished = false

        init(_ codes: Codes, _ done: EventLoopPromise<[String]>) {
            self.codes = codes
            self.done = done
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
            while let end = text.firstRange(of: "\r\n") {
                let line = text[..<end.lowerBound]
                text = String(text[end.upperBound...])
                if line.dropFirst(3).first != "-" { heard(String(line.prefix(3)), context) }
            }
        }

        private func heard(_ code: String, _ context: ChannelHandlerContext) {
            codes.heard.append(code)
            if codes.heard.count == 3 { encrypt(context) }
            if codes.lines.isEmpty { return finish() }
            context.writeAndFlush(
                wrapOutboundOut(ByteBuffer(string: codes.lines.removeFirst() + "\r\n")), promise: nil)
        }

        private func encrypt(_ context: ChannelHandlerContext) {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.certificateVerification = .none
            do {
                let tls = try NIOSSLClientHandler(
                    context: try NIOSSLContext(configuration: configuration), serverHostname: nil)
                try context.pipeline.syncOperations.addHandler(tls, position: .first)
            } catch {
                done.fail(error)
            }
        }

        func channelInactive(context: ChannelHandlerContext) { finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { finish() }

        private func finish() {
            if isFinished { return }
            isFinished = true
            done.succeed(codes.heard)
        }
    }
}
