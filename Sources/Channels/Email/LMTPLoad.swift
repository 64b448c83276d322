import NIOCore
import Synchronization

/// What all connections of one server carry together: their number and the bytes of bodies in flight.
final class LMTPLoad: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var bytes = 0
        var isStopping = false
    }

    private let limits: LMTPLimits
    private let state = Mutex(State())

    init(limits: LMTPLimits) {
        self.limits = limits
    }

    /// The reply that turns a new connection away; nil when there is room.
    func admit(_ channel: any Channel) -> LMTPReply? {
        state.withLock { state in
            if state.isStopping { return .shuttingDown }
            if state.channels.count >= limits.connectionCountMax { return .tooManyConnections }
            state.channels[ObjectIdentifier(channel)] = channel
            return nil
        }
    }

    func leave(_ channel: any Channel) {
        state.withLock { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Whether this many more bytes may be held. They are then counted until `release`.
    func claim(_ count: Int) -> Bool {
        state.withLock { state in
            guard state.bytes + count <= limits.bytesInFlightMax else { return false }
            state.bytes += count
            return true
        }
    }

    func release(_ count: Int) {
        state.withLock { $0.bytes -= count }
    }

    /// Lets nobody in any more; the connections that are open.
    func stop() -> [any Channel] {
        state.withLock { state in
            state.isStopping = true
            return Array(state.channels.values)
        }
    }
}
