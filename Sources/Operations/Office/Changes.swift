public import Desk
import Foundation

/// Tells the pages which tickets changed, after the commit. Only ids: who gets one fetches what it shows.
public final class Changes: @unchecked Sendable {
    private let lock = NSLock()
    private var listeners: [Int: AsyncStream<Ticket.ID>.Continuation] = [:]
    private var last = 0

    public init() {}

    public func publish(_ ticket: Ticket.ID) {
        let all = lock.withLock { Array(listeners.values) }
        for listener in all { listener.yield(ticket) }
    }

    /// A slow page loses the oldest ids; it fetches the list anew when it is shown again.
    public func stream() -> AsyncStream<Ticket.ID> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Ticket.ID.self, bufferingPolicy: .bufferingNewest(256))
        let number = lock.withLock {
            last += 1
            listeners[last] = continuation
            return last
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.lock.withLock { self?.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    /// Streams that are open now.
    public var listenerCount: Int { lock.withLock { listeners.count } }

    /// Ends every stream, at shutdown.
    public func finish() {
        let all = lock.withLock { Array(listeners.values) }
        for listener in all { listener.finish() }
    }
}
