import Operations
import Synchronization
import Testing

@Suite("The bell that wakes a loop")
struct BellTests {
    /// Waits on the bell in a task of its own and notes when that is over.
    private final class Waiter: Sendable {
        private let over = Mutex(false)
        let bell: Bell

        init(_ bell: Bell) { self.bell = bell }

        var isOver: Bool { over.withLock { $0 } }

        func start() -> Task<Void, Never> {
            Task {
                await bell.wait(atMost: 3600)
                over.withLock { $0 = true }
            }
        }
    }

    @Test("after a silence the next wait waits again: a loop must not spin")
    func silence() async throws {
        let bell = Bell()
        await bell.wait(atMost: 0)
        await bell.wait(atMost: 0)
        let waiter = Waiter(bell)
        let task = waiter.start()
        try await Task.sleep(for: .milliseconds(200))
        #expect(!waiter.isOver)
        bell.ring()
        await task.value
    }

    @Test("rings while nobody waits are one")
    func many() async throws {
        let bell = Bell()
        bell.ring()
        bell.ring()
        await bell.wait(atMost: 3600)
        let waiter = Waiter(bell)
        let task = waiter.start()
        try await Task.sleep(for: .milliseconds(200))
        #expect(!waiter.isOver)
        task.cancel()
        await task.value
    }

    @Test("a cancelled wait is over, and the bell rings on")
    func cancelled() async {
        let bell = Bell()
        let task = Waiter(bell).start()
        task.cancel()
        await task.value
        let next = Waiter(bell).start()
        bell.ring()
        await next.value
    }
}
