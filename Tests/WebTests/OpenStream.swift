import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOPosix

/// One answer over a socket of its own, heard as it comes.
final class OpenStream: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer

    struct Silence: Error, CustomStringConvertible {
        let description: String
    }

    /// A pause of 10 ms, so many times: a machine at work may take long, and nothing hangs on how long.
    private static let patience = 6_000
    private let lock = NSLock()
    private var bytes: [UInt8] = []
    private var hasEnded = false

    /// - Parameter isHeld: reads nothing until `release`, so that what is sent must wait.
    static func open(
        _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields = [:], isHeld: Bool = false
    ) async throws -> (stream: OpenStream, line: any Channel) {
        let stream = OpenStream()
        guard let port = client.port else { throw Silence(description: "there is no server") }
        let line = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: !isHeld)
            .channelOption(.socketOption(.so_rcvbuf), value: 16_384)
            .channelInitializer { $0.pipeline.addHandler(stream) }
            .connect(host: "localhost", port: port).get()
        let fields = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        let request = "GET \(uri) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(fields)\r\n"
        try await line.writeAndFlush(ByteBuffer(string: request))
        return (stream, line)
    }

    var said: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
    var isOver: Bool { lock.withLock { hasEnded } }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        lock.withLock { bytes += Array(buffer.readableBytesView) }
    }

    func channelInactive(context: ChannelHandlerContext) { lock.withLock { hasEnded = true } }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func hears(_ words: String) async throws {
        for _ in 0..<Self.patience where !said.contains(words) {
            if isOver { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        guard said.contains(words) else { throw Silence(description: "no \"\(words)\" in: \(said)") }
    }

    /// All that was said when the server ends it.
    func end() async throws -> String {
        for _ in 0..<Self.patience where !isOver { try await Task.sleep(for: .milliseconds(10)) }
        guard isOver else { throw Silence(description: "it is open still: \(said)") }
        return said
    }
}
