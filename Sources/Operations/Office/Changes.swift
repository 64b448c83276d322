public import Desk
import Foundation

/// Tells the pages which tickets changed, after the commit. Only ids, and whether anything of it is a
/// customer's to see: who gets one fetches what it shows.
public final class Changes: @unchecked Sendable {
    public struct Change: Hashable, Sendable {
        public let ticket: Ticket.ID
        /// Whether a page of the portal can look otherwise after it.
        public let isForCustomers: Bool
    }

    private let lock = NSLock()
    private var listeners: [Int: AsyncStream<Change>.Continuation] = [:]
    private var last = 0

    public init() {}

    public func publish(_ ticket: Ticket.ID, isForCustomers: Bool) {
        let all = lock.withLock { Array(listeners.values) }
        for listener in all { listener.yield(Change(ticket: ticket, isForCustomers: isForCustomers)) }
    }

    /// A slow page loses the oldest ids; it fetches the list anew when it is shown again.
    public func stream() -> AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Change.self, bufferingPolicy: .bufferingNewest(256))
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
