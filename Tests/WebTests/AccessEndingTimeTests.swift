import Desk
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Access ends within a second: counted in answers, and measured once")
struct AccessEndingTimeTests {
    private static let bound = Duration.seconds(1)
    /// A machine at work is late now and then; a signal that is late is late each time.
    private static let attempts = 4
    /// Answers that the desk gives before an open stream has ended, at most.
    private static let answersMax = 200

    /// Asks until the stream has ended or so many answers came; `meanwhile` is told how many.
    private static func answers(
        until stream: OpenStream, _ client: any TestClientProtocol, max: Int,
        _ meanwhile: (Int) async throws -> Void = { _ in }
    ) async throws -> Int {
        for count in 0..<max {
            if stream.isOver { return count }
            try await meanwhile(count)
            _ = try await client.execute(uri: "/healthz", method: .get)
        }
        return max
    }

    @Test("no sign of life and no clock ends a stream: it is over before so many answers to others")
    func counted() async throws {
        let stage = try await StreamStage()
        let ana = try await stage.trial.session(of: "ana@harbor.example")
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, "/live", ana.headers)
            try await stream.hears(": open")
            try await stage.disable("ana@harbor.example")
            let count = try await Self.answers(until: stream, client, max: Self.answersMax)
            #expect(count < Self.answersMax)
        }
    }

    @Test("the count finds a signal that comes as many answers too late")
    func countedLate() async throws {
        let stage = try await StreamStage()
        let ana = try await stage.trial.session(of: "ana@harbor.example")
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, "/live", ana.headers)
            try await stream.hears(": open")
            let count = try await Self.answers(until: stream, client, max: 2 * Self.answersMax) { count in
                if count == Self.answersMax { try await stage.disable("ana@harbor.example") }
            }
            #expect(count >= Self.answersMax)
        }
    }

    /// What is open when access ends, and what its end looks like.
    private typealias Way = @Sendable (Clocked) async throws -> Duration

    /// A desk on which access ends after a delay that a test plants.
    private struct Clocked: Sendable {
        let delay: Duration

        /// From when access was to end until it was over for who had it.
        func time(_ end: () async throws -> Void, _ over: () async throws -> Void) async throws -> Duration {
            let clock = ContinuousClock()
            let began = clock.now
            if delay > .zero { try await Task.sleep(for: delay) }
            try await end()
            try await over()
            return clock.now - began
        }
    }

    private static func stream(_ clocked: Clocked) async throws -> Duration {
        let stage = try await StreamStage()
        let ana = try await stage.trial.session(of: "ana@harbor.example")
        nonisolated(unsafe) var time = Duration.zero
        try await stage.run { client in
            let (stream, _) = try await OpenStream.open(client, "/live", ana.headers)
            try await stream.hears(": open")
            time = try await clocked.time {
                try await stage.disable("ana@harbor.example")
            } _: {
                _ = try await stream.end()
            }
        }
        return time
    }

    private static func chat(_ clocked: Clocked) async throws -> Duration {
        let stage = try await StreamStage()
        nonisolated(unsafe) var time = Duration.zero
        try await stage.run { client in
            let address = try await OpenChatTests.begun(stage, client)
            let (stream, _) = try await OpenStream.open(client, address + "/events?after=0")
            try await stream.hears("canary-of-acme")
            time = try await clocked.time {
                try await stage.disable("carla@acme.example")
            } _: {
                _ = try await stream.end()
            }
        }
        return time
    }

    private static func file(_ clocked: Clocked) async throws -> Duration {
        let (stage, ivo, link) = try await OpenFileTests.stage()
        nonisolated(unsafe) var time = Duration.zero
        try await stage.run { client in
            let (stream, line) = try await OpenStream.open(client, link, ivo.headers, isHeld: true)
            try await Task.sleep(for: .milliseconds(300))
            time = try await clocked.time {
                try await stage.trial.office.endOtherSessions(of: stage.admin.person, but: [])
            } _: {
                try await line.setOption(.autoRead, value: true).get()
                line.read()
                _ = try await stream.end()
            }
        }
        return time
    }

    private static func request(_ clocked: Clocked) async throws -> Duration {
        let stage = try await StreamStage()
        let ana = try await stage.trial.session(of: "ana@harbor.example")
        nonisolated(unsafe) var time = Duration.zero
        try await stage.run { client in
            time = try await clocked.time {
                try await stage.disable("ana@harbor.example")
            } _: {
                let next = try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers)
                #expect(next.headers[.location] == "/sign-in", "the very next request")
            }
        }
        return time
    }

    private static let ways: [(name: String, way: Way)] = [
        ("a stream", { try await stream($0) }), ("a chat", { try await chat($0) }),
        ("a file", { try await file($0) }), ("the next request", { try await request($0) }),
    ]

    @Test("from before the commit to the end of each way", arguments: ways.indices)
    func measured(index: Int) async throws {
        let (name, way) = Self.ways[index]
        var least = Duration.seconds(3600)
        for _ in 1...Self.attempts where least >= Self.bound {
            least = min(least, try await way(Clocked(delay: .zero)))
        }
        #expect(least < Self.bound, "\(name): \(least)")
    }

    @Test("a signal that is planted late is found late", arguments: ways.indices)
    func late(index: Int) async throws {
        let (name, way) = Self.ways[index]
        let time = try await way(Clocked(delay: Self.bound))
        #expect(time >= Self.bound, "\(name): \(time)")
    }
}
