import Logging
import NIOCore
import NIOSSL

/// What a connection needs from the server that opened it.
struct LMTPCounter: Sendable {
    let configuration: LMTPConfiguration
    let load: LMTPLoad
    /// What each address has had; nil where everybody is a server of ours.
    let quota: SMTPQuota?
    let logger: Logger
    let clock: @Sendable () -> Int64
    let accept: @Sendable (String) -> RecipientVerdict
    let deliver: @Sendable (IncomingMail) async -> [Verdict]
}

extension LMTPCounter {
    /// What is spoken, for logs and for the record of a mail.
    var name: String {
        if case .smtp = configuration.service { "smtp" } else { "lmtp" }
    }
}

extension MailDoor {
    var language: LMTPSession.Language {
        switch self {
        case .lmtp: .lmtp
        case .smtp(let offer): .smtp(canEncrypt: offer.tls != nil)
        }
    }
}

/// Tells every connection that the server stops.
struct LMTPStop: Sendable {}

/// Carries one session over a socket: reads, writes, waits, and holds the client back while a mail is stored.
final class LMTPConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// A client that doesn't read its farewell is cut off after this.
    private static let farewell = TimeAmount.seconds(5)

    private let counter: LMTPCounter
    private var session: LMTPSession
    private var held = 0
    private var lastRead = NIODeadline.now()
    private var timer: Scheduled<Void>?
    private var isReadWaiting = false
    private var isInputClosed = false
    private var isOpen = false
    private var peer = "unknown"
    private var isCounted = false

    init(_ counter: LMTPCounter) {
        self.counter = counter
        session = LMTPSession(
            hostname: counter.configuration.hostname, language: counter.configuration.service.language,
            limits: counter.configuration.limits, accept: counter.accept)
    }

    func channelActive(context: ChannelHandlerContext) {
        isOpen = true
        peer = context.channel.remoteAddress.map(Self.name) ?? "unknown"
        if let refusal = admit(context.channel) {
            counter.logger.log(.turnedAway, counter.name, peer, refusal.lines[0])
            perform([.reply(refusal), .close], context)
        } else {
            if let quota = counter.quota {
                session.quota = { [peer] in quota.refusal(of: $0, to: peer) }
            }
            perform(session.open(), context)
            watch(context, after: counter.configuration.times.command)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOpen = false
        timer?.cancel()
        counter.load.leave(context.channel)
        if isCounted { counter.quota?.leave(peer) }
        // The bytes of a mail in delivery stay counted until its verdict is there.
        if !session.isDelivering { settle(0) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastRead = .now()
        let wasReadingBody = session.isReadingBody
        let effects = session.receive(Array(unwrapInboundIn(data).readableBytesView))
        if !session.isDelivering { settle(session.bytesHeld) }
        perform(effects, context)
        // The time for a body is not that for a command: a timer set for the one must not serve the other.
        if session.isReadingBody != wasReadingBody {
            timer?.cancel()
            checkTime(context)
        }
    }

    func read(context: ChannelHandlerContext) {
        // A client that doesn't read its replies, or has a mail in delivery, sends nothing more.
        if session.isDelivering || !context.channel.isWritable {
            isReadWaiting = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        resume(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is LMTPStop: perform(session.stop(), context)
        case ChannelEvent.inputClosed:
            isInputClosed = true
            if !session.isDelivering { context.close(promise: nil) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        counter.logger.log(.connectionFailed, counter.name, peer, "\(error)")
        context.close(promise: nil)
    }
}

extension LMTPConnection {
    private func perform(_ effects: [LMTPSession.Effect], _ context: ChannelHandlerContext) {
        guard isOpen, !effects.isEmpty else { return }
        var replies = context.channel.allocator.buffer(capacity: 256)
        var isClosing = false
        var isEncrypting = false
        for effect in effects {
            switch effect {
            case .reply(let reply): replies.writeString(reply.wire)
            case .deliver(let delivery): deliver(delivery, context)
            case .startTLS: isEncrypting = true
            case .close: isClosing = true
            }
        }
        guard replies.readableBytes > 0 else { return }
        let written = context.writeAndFlush(wrapOutboundOut(replies)).assumeIsolated()
        if isEncrypting { encrypt(context) }
        if isClosing {
            written.whenComplete { _ in context.close(promise: nil) }
            let channel = context.channel
            context.eventLoop.scheduleTask(in: Self.farewell) { channel.close(promise: nil) }
        }
    }

    private func deliver(_ delivery: LMTPDelivery, _ context: ChannelHandlerContext) {
        var mail = IncomingMail(
            envelopeFrom: delivery.from, recipients: delivery.recipients, bytes: delivery.bytes,
            peer: peer, receipt: counter.clock())
        (mail.way, mail.hello, mail.isEncrypted) = (counter.name, delivery.hello, delivery.isEncrypted)
        let deliver = counter.deliver
        let verdicts = context.eventLoop.makePromise(of: [Verdict].self)
        verdicts.completeWithTask { [mail] in await deliver(mail) }
        verdicts.futureResult.assumeIsolated().whenSuccess { verdicts in
            let effects = self.session.delivered(verdicts)
            if !self.isOpen {
                self.settle(0)
            } else if !self.session.isDelivering {
                self.settle(self.session.bytesHeld)
            }
            self.lastRead = .now()
            self.perform(effects, context)
            self.resume(context)
        }
    }

    private func admit(_ channel: any Channel) -> LMTPReply? {
        if let refusal = counter.load.admit(channel) { return refusal }
        guard let quota = counter.quota else { return nil }
        if let refusal = quota.connect(peer) { return refusal }
        isCounted = true
        return nil
    }

    /// The reply before it has left in clear.
    private func encrypt(_ context: ChannelHandlerContext) {
        guard case .smtp(let offer) = counter.configuration.service, let tls = offer.tls else { return }
        do {
            try context.pipeline.syncOperations.addHandler(
                NIOSSLServerHandler(context: tls.context), position: .first)
        } catch {
            errorCaught(context: context, error: error)
        }
    }

    private static func name(_ address: SocketAddress) -> String {
        address.ipAddress ?? address.pathname ?? "unix"
    }

    private func resume(_ context: ChannelHandlerContext) {
        guard isOpen, !session.isDelivering else { return }
        if isInputClosed {
            context.close(promise: nil)
        } else if isReadWaiting, context.channel.isWritable {
            isReadWaiting = false
            context.read()
        }
    }

    /// Counts what the session holds now; a body for which there is no room is given up.
    private func settle(_ count: Int) {
        if count > held, !counter.load.claim(count - held) {
            session.starve()
            settle(0)
            return
        }
        if count < held { counter.load.release(held - count) }
        held = count
    }

    private func watch(_ context: ChannelHandlerContext, after wait: Duration) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) {
            self.checkTime(context)
        }
    }

    private func checkTime(_ context: ChannelHandlerContext) {
        let times = counter.configuration.times
        let allowed = session.isReadingBody ? times.body : times.command
        let rest = TimeAmount(allowed) - (NIODeadline.now() - lastRead)
        if session.isDelivering {
            watch(context, after: allowed)
        } else if rest > .zero {
            watch(context, after: .nanoseconds(rest.nanoseconds))
        } else {
            perform(session.timeOut(), context)
        }
    }
}
