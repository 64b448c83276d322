import Foundation

/// Tells whoever keeps an answer open, such as a stream of live events, that somebody's access may have
/// changed: an account, a group, a session or a token. Told after the commit; who hears it asks anew.
public final class AccessChanges: @unchecked Sendable {
    private let lock = NSLock()
    private var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
    private var last = 0

    func publish() {
        let all = lock.withLock { Array(listeners.values) }
        for listener in all { listener.yield() }
    }

    /// Many changes that nobody has looked at are one.
    public func stream() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
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
}
