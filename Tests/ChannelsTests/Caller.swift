import NIOCore
import NIOPosix

/// A client on a real socket: says lines and hears whole replies.
struct Caller {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var heard = ""

    static func call<Result: Sendable>(
        _ address: SocketAddress, _ body: @Sendable @escaping (inout Caller) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var caller = Caller(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&caller)
        }
    }

    func say(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// The next whole reply; nil when the server has hung up.
    mutating func reply() async throws -> String? {
        while true {
            var end = heard.utf8.startIndex
            while let lineEnd = heard.utf8[end...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = heard.utf8[end...lineEnd]
                end = heard.utf8.index(after: lineEnd)
                guard line.dropFirst(3).first != UInt8(ascii: "-") else { continue }
                let reply = String(heard[..<end])
                heard = String(heard[end...])
                return reply
            }
            do {
                guard let more = try await inbound.next() else { return nil }
                heard += String(buffer: more)
            } catch is IOError {
                return nil
            }
        }
    }

    /// Says nothing more, and still listens.
    func finish() {
        outbound.finish()
    }

    mutating func ask(_ text: String) async throws -> String? {
        try await say(text)
        return try await reply()
    }

    /// Hears the greeting and says everything up to the body.
    mutating func begin(from sender: String = "carla@acme.example") async throws {
        _ = try await reply()
        for line in ["LHLO mx", "MAIL FROM:<\(sender)>", "RCPT TO:<desk@acme.example>", "DATA"] {
            _ = try await ask(line + "\r\n")
        }
    }
}
