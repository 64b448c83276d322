import NIOCore
import NIOPosix
import Synchronization

/// A small SMTP server on loopback that does what the test asks.
final class SubmissionSink: Sendable {
    struct Habits: Sendable {
        /// Replies that differ from the usual, by the first word of the command, or "." for the final dot.
        var replies: [String: String] = [:]
        /// Says nothing more from this command on.
        var hangsAt: String?
        /// Closes the connection instead of an answer.
        var closesAt: String?
        /// Hangs up after each mail.
        var closesAfterMail = false
        var offers = ["8BITMIME", "SMTPUTF8", "SIZE 1000000"]
    }

    struct Record: Sendable {
        var connections = 0
        var commands: [String] = []
        var bodies: [String] = []
    }

    let habits: Habits
    private let held = Mutex(Record())
    private let listener = Mutex<(any Channel)?>(nil)

    var record: Record { held.withLock { $0 } }

    init(_ habits: Habits = Habits()) {
        self.habits = habits
    }

    func note(_ change: @Sendable (inout Record) -> Void) {
        held.withLock { change(&$0) }
    }

    /// Starts to listen and returns the port.
    func start() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SinkConnection(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listener.withLock { $0 = channel }
        return channel.localAddress?.port ?? 0
    }

    func stop() async throws {
        try await listener.withLock { $0 }?.close().get()
    }
}

private final class SinkConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let sink: SubmissionSink
    private var pending = ""
    private var isBody = false
    private var isHanging = false
    private var isPassword = false

    init(_ sink: SubmissionSink) {
        self.sink = sink
    }

    func channelActive(context: ChannelHandlerContext) {
        sink.note { $0.connections += 1 }
        answer("CONNECT", "220 sink ready", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pending += String(buffer: unwrapInboundIn(data))
        while !isHanging, let end = pending.range(of: isBody ? "\r\n.\r\n" : "\r\n") {
            let text = String(pending[..<end.lowerBound])
            pending = String(pending[end.upperBound...])
            if isBody { finish(text, context) } else { obey(text, context) }
        }
    }

    private func finish(_ body: String, _ context: ChannelHandlerContext) {
        isBody = false
        sink.note { $0.bodies.append(body + "\r\n") }
        answer(".", "250 2.0.0 queued as 42", context)
        if sink.habits.closesAfterMail { context.close(promise: nil) }
    }

    private func obey(_ line: String, _ context: ChannelHandlerContext) {
        sink.note { $0.commands.append(line) }
        let verb = String(line.prefix { $0 != " " })
        switch verb {
        case "EHLO":
            let names = ["sink"] + sink.habits.offers
            let text = names.enumerated().map { "250\($0 == names.count - 1 ? " " : "-")\($1)" }
            answer(verb, text.joined(separator: "\r\n"), context)
        case "AUTH" where line.hasPrefix("AUTH LOGIN"):
            isPassword = true
            answer(verb, "334 UGFzc3dvcmQ6", context)
        case "AUTH": answer(verb, "235 2.7.0 welcome", context)
        case _ where isPassword:
            isPassword = false
            answer("PASSWORD", "235 2.7.0 welcome", context)
        case "DATA": isBody = answer(verb, "354 go on", context).hasPrefix("354")
        case "QUIT": answer(verb, "221 bye", context)
        default: answer(verb, "250 ok", context)
        }
    }

    @discardableResult
    private func answer(_ verb: String, _ usual: String, _ context: ChannelHandlerContext) -> String {
        let reply = sink.habits.replies[verb] ?? usual
        if sink.habits.hangsAt == verb {
            isHanging = true
        } else if sink.habits.closesAt == verb {
            context.close(promise: nil)
        } else {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: reply + "\r\n")), promise: nil)
        }
        return reply
    }
}

extension String {
    fileprivate func range(of mark: String) -> Range<String.Index>? {
        let wanted = Array(mark.utf8)
        let bytes = Array(utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
            let from = utf8.index(utf8.startIndex, offsetBy: start)
            return from..<utf8.index(from, offsetBy: wanted.count)
        }
        return nil
    }
}
