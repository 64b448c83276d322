import NIOCore
import NIOSSL
import NIOTLS

/// Our end of a line, on its event loop: holds what came until somebody asks for it.
final class WireEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// With so much unread the server waits.
    private static let heldMax = 256 << 10

    private let loop: any EventLoop
    private var held: [UInt8] = []
    private var isReadHeld = false
    private var failure: (any Error)?
    private var waiter: (promise: EventLoopPromise<[UInt8]>, timer: Scheduled<Void>)?
    private let handshake: EventLoopPromise<Void>
    private var context: ChannelHandlerContext?

    init(_ loop: any EventLoop) {
        self.loop = loop
        handshake = loop.makePromise()
        // Where no TLS is spoken nobody asks for its end.
        handshake.futureResult.whenFailure { _ in }
    }

    var isEmpty: Bool { held.isEmpty }

    func next(within time: TimeAmount, for what: String) -> EventLoopFuture<[UInt8]> {
        let promise = loop.makePromise(of: [UInt8].self)
        precondition(waiter == nil, "a line has one reader")
        if !held.isEmpty {
            promise.succeed(held)
            held = []
            resume()
        } else if let failure {
            promise.fail(failure)
        } else {
            let bound = NIOLoopBound(self, eventLoop: loop)
            let timer = loop.scheduleTask(in: time) { bound.value.expire(what) }
            waiter = (promise, timer)
        }
        return promise.futureResult
    }

    /// The line stays open: in IDLE silence is no fault.
    private func expire(_ what: String) {
        let late = waiter
        waiter = nil
        late?.promise.fail(MailboxProblem.late(what))
    }

    func secured(within time: TimeAmount) -> EventLoopFuture<Void> {
        let promise = handshake
        let timer = loop.scheduleTask(in: time) { promise.fail(MailboxProblem.late("to begin TLS")) }
        promise.futureResult.whenComplete { _ in timer.cancel() }
        if let failure { promise.fail(failure) }
        return promise.futureResult
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        fail(MailboxProblem.closed("before it had answered"))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        held += Array(unwrapInboundIn(data).readableBytesView)
        guard let waiter else { return }
        self.waiter = nil
        waiter.timer.cancel()
        waiter.promise.succeed(held)
        held = []
    }

    func read(context: ChannelHandlerContext) {
        if held.count < Self.heldMax { context.read() } else { isReadHeld = true }
    }

    private func resume() {
        guard isReadHeld else { return }
        isReadHeld = false
        context?.read()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { handshake.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(MailboxProblem.closed("before it had answered"))
        context.fireChannelInactive()
    }

    /// The first failure stands; a line that failed is closed.
    private func fail(_ error: any Error) {
        // Mail servers close without the farewell of TLS; what came before it is whole by IMAP's own rules.
        let told: any Error =
            if case NIOSSLError.uncleanShutdown? = error as? NIOSSLError {
                MailboxProblem.closed("before it had answered")
            } else { error }
        failure = failure ?? told
        handshake.fail(told)
        context?.close(promise: nil)
        guard let waiter else { return }
        self.waiter = nil
        waiter.timer.cancel()
        waiter.promise.fail(told)
    }
}
