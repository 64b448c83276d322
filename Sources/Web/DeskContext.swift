import Foundation
public import Hummingbird
import NIOCore

/// What is known of a request besides its text: from where it came.
public struct DeskContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the line, without its port; empty where there is no line.
    let peer: String
    private let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        channel = source.channel
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// For another request in the name of this one.
    var anew: DeskContext {
        DeskContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    }

    /// The network that a request came from: an IPv4 address, or the first 64 bits of an IPv6 address, which
    /// one subscriber has to himself. A proxy on this host names its client last in `X-Forwarded-For`; a
    /// proxy elsewhere is not believed.
    func network(of request: Request) -> String {
        let isLocal = peer.isEmpty || peer == "::1" || peer.hasPrefix("127.")
        let named = request.headers[named("X-Forwarded-For")]?.split(separator: ",").last
        return Self.network(isLocal ? named.map { $0.trimmingPrefix(" ") }.map(String.init) ?? peer : peer)
    }

    static func network(_ address: String) -> String {
        guard let known = try? SocketAddress(ipAddress: address, port: 0), case .v6(let v6) = known else {
            return String(address.prefix(64))
        }
        return withUnsafeBytes(of: v6.address.sin6_addr) { bytes in
            let halves = bytes.prefix(8).map { String($0, radix: 16) }
            return halves.joined(separator: ".") + "/64"
        }
    }
}
