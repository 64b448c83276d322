public import Logging
public import NIOCore
import NIOPosix
import Synchronization

/// Takes mail by LMTP (RFC 2033) over TCP or a Unix socket, or by SMTP (RFC 5321). A mail gets its 250 only
/// after `deliver` said that it is on disk.
public final class LMTPServer: Sendable {
    private let counter: LMTPCounter
    private let group: any EventLoopGroup
    private let listener = Mutex<(any Channel)?>(nil)

    /// - Parameters:
    ///   - clock: now in milliseconds since 1970, read when the last byte of a mail is there.
    ///   - accept: whether an address is ours; called on the event loop, so it must not block.
    ///   - deliver: stores the mail and gives one verdict for each recipient, in their order.
    public init(
        configuration: LMTPConfiguration, group: any EventLoopGroup, logger: Logger,
        clock: @escaping @Sendable () -> Int64,
        accept: @escaping @Sendable (_ recipient: String) -> RecipientVerdict,
        deliver: @escaping @Sendable (IncomingMail) async -> [Verdict]
    ) {
        self.group = group
        var quota: SMTPQuota?
        if case .smtp(let offer) = configuration.service { quota = SMTPQuota(offer.limits, clock: clock) }
        counter = LMTPCounter(
            configuration: configuration, load: LMTPLoad(limits: configuration.limits), quota: quota,
            logger: logger, clock: clock, accept: accept, deliver: deliver)
    }

    /// Starts to listen and returns the address, with the real port where 0 was asked for.
    /// Throws `LMTPStartError`.
    public func start() async throws -> SocketAddress {
        let address = counter.configuration.address
        do {
            let channel = try await listen(on: address)
            listener.withLock { $0 = channel }
            guard let bound = channel.localAddress else {
                throw LMTPStartError(address, .other("closed at once"))
            }
            counter.logger.log(.listening, counter.name, "\(address)")
            return bound
        } catch let error as IOError {
            throw LMTPStartError(address, errno: error.errnoCode)
        } catch let error as LMTPStartError {
            throw error
        } catch {
            throw LMTPStartError(address, .other("\(error)"))
        }
    }

    private func listen(on address: LMTPAddress) async throws -> any Channel {
        let counter = counter
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(LMTPConnection(counter))
                }
            }
        switch address {
        case .tcp(let host, let port): return try await bootstrap.bind(host: host, port: port).get()
        case .unix(let path):
            try await refuseIfAnswered(path)
            let channel = try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true
            )
            .get()
            try UnixSocketFile.openToGroup(path)
            return channel
        }
    }

    /// A socket file that somebody answers on is in use; one that nobody answers on was left by a crash.
    private func refuseIfAnswered(_ path: String) async throws {
        let other = try? await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get()
        if let other {
            try await other.close().get()
            throw LMTPStartError(.unix(path: path), .inUse)
        }
    }

    /// Listens no more, lets mails in delivery finish for a bounded time, and says 421 to everyone.
    public func stop() async {
        let listening = listener.withLock { held in
            defer { held = nil }
            return held
        }
        try? await listening?.close().get()
        let channels = counter.load.stop()
        let grace = TimeAmount(counter.configuration.times.shutdown)
        for channel in channels {
            channel.pipeline.fireUserInboundEventTriggered(LMTPStop())
            channel.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
        }
        for channel in channels { try? await channel.closeFuture.get() }
        if case .unix(let path) = counter.configuration.address { UnixSocketFile.remove(path) }
    }
}
