import BusinessTime
import Storage
import Synchronization

/// What is under way, and to which domains nothing more goes for now. Kept in memory: a restart forgets it.
final class Lanes: Sendable {
    /// The bounds of sending to one domain.
    struct Limits: Sendable {
        var atOnce = 4
        /// In one minute of the clock.
        var perMinute = 300
    }

    fileprivate struct State {
        var underWay: Set<Int64> = []
        var open: [String: Int] = [:]
        var minute: Int64 = 0
        var sent: [String: Int] = [:]
        /// Until then nothing is sent at all: the server itself was out of reach.
        var rest: Instant?
        var silences = 0
    }

    private let limits: Limits
    private let state = Mutex(State())

    init(_ limits: Limits) {
        self.limits = limits
    }

    /// Domains that take no more at `now`.
    func full(at now: Instant) -> Set<String> {
        state.withLock { state in
            state.turn(to: now)
            let busy = state.open.filter { $0.value >= limits.atOnce }.keys
            return Set(busy).union(state.sent.filter { $0.value >= limits.perMinute }.keys)
        }
    }

    /// False where it is under way already, or its domain takes no more.
    func enter(_ entry: OutboxEntry, at now: Instant) -> Bool {
        state.withLock { state in
            state.turn(to: now)
            let domain = entry.domain
            guard state.open[domain, default: 0] < limits.atOnce,
                state.sent[domain, default: 0] < limits.perMinute, state.underWay.insert(entry.id).inserted
            else { return false }
            state.open[domain, default: 0] += 1
            state.sent[domain, default: 0] += 1
            return true
        }
    }

    func leave(_ entry: OutboxEntry) {
        state.withLock { state in
            state.underWay.remove(entry.id)
            let open = state.open[entry.domain, default: 1] - 1
            state.open[entry.domain] = open > 0 ? open : nil
        }
    }

    func isResting(at now: Instant) -> Bool {
        state.withLock { ($0.rest ?? now) > now }
    }

    /// The server is out of reach or refuses us: after 15 s, doubling to 10 minutes.
    func rest(from now: Instant) {
        state.withLock { state in
            state.silences += 1
            state.rest = now.advanced(by: min(15 << Int64(min(state.silences - 1, 6)), 600))
        }
    }

    /// It answered, or somebody asks to try at once.
    func wake() {
        state.withLock { state in
            state.silences = 0
            state.rest = nil
        }
    }
}

extension Lanes.State {
    fileprivate mutating func turn(to now: Instant) {
        let minute = now.seconds / 60
        if minute != self.minute { sent = [:] }
        self.minute = minute
    }
}
