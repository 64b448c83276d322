import Synchronization

/// Wakes one waiting loop. Many rings while it works are one.
///
/// Not an `AsyncStream`: a stream whose reader is cancelled has ended, so that after the first silence a
/// loop would never wait again.
public final class Bell: Sendable {
    private struct State {
        var hasRung = false
        /// Counts the waits, so that a late timer wakes no wait but its own.
        var wait = 0
        /// The last wait that was ended by its time or its task, perhaps before it had begun.
        var ended = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    public init() {}

    public func ring() {
        let waiter = state.withLock { state in
            state.hasRung = state.waiter == nil
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns when it rings, after `seconds`, or when the task is cancelled; at once when it has rung since
    /// the last wait. For one waiter at a time.
    public func wait(atMost seconds: Int64) async {
        let number = state.withLock { state in
            state.wait += 1
            return state.wait
        }
        let timer = Task {
            try? await Task.sleep(for: .seconds(max(seconds, 0)))
            end(number)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.hasRung || state.ended == number {
                        state.hasRung = false
                        return true
                    }
                    precondition(state.waiter == nil, "a bell has one waiter")
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            end(number)
        }
        timer.cancel()
    }

    private func end(_ number: Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.wait == number else { return nil }
            state.ended = number
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
