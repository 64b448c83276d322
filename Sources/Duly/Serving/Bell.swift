/// Wakes one waiting loop. Many rings while it works are one.
struct Bell: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }

    /// Returns when it rings, or after `seconds`.
    func wait(atMost seconds: Int64) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [stream] in
                for await _ in stream { return }
            }
            group.addTask { try? await Task.sleep(for: .seconds(max(seconds, 0))) }
            await group.next()
            group.cancelAll()
        }
    }
}
