import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The bytes to and from one server. Every read has its deadline, and what is not read holds the server back.
struct MailboxWire: Sendable {
    private let channel: any Channel
    private let end: NIOLoopBound<WireEnd>
    private let host: String

    /// With `tls` the first byte is encrypted already.
    static func open(_ host: String, _ port: Int, tls: MailboxTLS?, times: MailboxTimes) async throws
        -> MailboxWire
    {
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        do {
            let wire = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(TimeAmount(times.connect))
                .channelOption(.socketOption(.so_keepalive), value: 1)
                .channelOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: 20)
                .channelOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: 10)
                .channelOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: 3)
                .connect(host: bare, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let end = WireEnd(channel.eventLoop)
                        let pipeline = channel.pipeline.syncOperations
                        if let tls { try pipeline.addHandler(tls.client(for: bare)) }
                        try pipeline.addHandler(end)
                        return MailboxWire(
                            channel: channel, end: NIOLoopBound(end, eventLoop: channel.eventLoop), host: bare
                        )
                    }
                }
            if tls != nil { try await wire.awaitTLS(times.connect) }
            return wire
        } catch let error as NIOConnectionError {
            throw error.connectionErrors.isEmpty
                ? MailboxProblem.unknownHost(host)
                : MailboxProblem.noConnection(host, port: port, Self.words(error.connectionErrors[0].error))
        } catch let error as ChannelError {
            throw MailboxProblem.noConnection(host, port: port, Self.words(error))
        } catch let error as IOError {
            throw MailboxProblem.noConnection(host, port: port, Self.words(error))
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode)).lowercased()
        case ChannelError.connectTimeout: "no answer in time"
        default: "\(error)"
        }
    }

    /// Some bytes; throws when the line is closed or the time is over.
    func read(within time: Duration, for what: String) async throws -> [UInt8] {
        let (channel, end) = (channel, end)
        return try await withTaskCancellationHandler {
            try await channel.eventLoop.flatSubmit { end.value.next(within: TimeAmount(time), for: what) }
                .get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    /// A server that doesn't read is found out by the next read.
    func write(_ bytes: [UInt8]) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    /// Returns when the system has taken all of it; a server that doesn't read in time loses the line.
    func flush(_ bytes: [UInt8], within time: Duration) async throws {
        let channel = channel
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(time)) { channel.close(promise: nil) }
        defer { timer.cancel() }
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// When the server's certificate runs out, in seconds of Unix time; nil without TLS.
    func certificateEnd() async -> Int64? {
        let certificate = try? await channel.nioSSL_peerCertificate().get()
        return certificate.map { Int64($0.notValidAfter) }
    }

    /// After the server agreed to STARTTLS: nothing that came unencrypted counts any more.
    func startTLS(_ tls: MailboxTLS, within time: Duration) async throws {
        let (channel, end, host) = (channel, end, host)
        try await channel.eventLoop.submit {
            guard end.value.isEmpty else {
                throw MailboxProblem.noTLS("the server sent more than its agreement to STARTTLS")
            }
            try channel.pipeline.syncOperations.addHandler(tls.client(for: host), position: .first)
        }.get()
        try await awaitTLS(time)
    }

    private func awaitTLS(_ time: Duration) async throws {
        let (channel, end, host) = (channel, end, host)
        do {
            try await channel.eventLoop.flatSubmit { end.value.secured(within: TimeAmount(time)) }.get()
        } catch {
            channel.close(promise: nil)
            throw MailboxTLS.problem(error, host: host)
        }
    }

    /// Whether the other end is this machine, whatever its name said.
    var isLoopback: Bool {
        guard let address = channel.remoteAddress?.ipAddress else { return false }
        return address.hasPrefix("127.") || address == "::1"
    }

    func close() { channel.close(promise: nil) }
}
