import NIOCore
import NIOPosix
import Synchronization

/// A web server on the loopback that gives the same answer to everybody.
struct LoopbackServer {
    private let channel: any Channel
    private let count = Count()
    var port: Int { channel.localAddress?.port ?? 0 }
    /// Connections that were made to it.
    var connections: Int { count.value.withLock { $0 } }

    private final class Count: Sendable {
        let value = Mutex(0)
    }

    init(answer: [UInt8]) async throws {
        let count = count
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                count.value.withLock { $0 += 1 }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answering(answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func stop() async throws { try await channel.close() }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: [UInt8]
        private var isAnswered = false

        init(answer: [UInt8]) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if isAnswered { return }
            isAnswered = true
            let written = context.eventLoop.makePromise(of: Void.self)
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: written)
        }
    }
}
