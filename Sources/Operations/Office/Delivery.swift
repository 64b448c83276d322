import BusinessTime
import Desk
import Storage

/// Sends what waits in the outbox. A restart loses nothing: what was under way becomes uncertain and waits.
/// Several tasks may drain at the same time; each has one letter in hand.
public final class Delivery: Sendable {
    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        case accepted(String)
        /// A 5xx answer: given up, shown on the message.
        case rejected(String)
        /// A 4xx answer: tried again.
        case deferred(String)
        /// The server could not be reached or did not let us in: this letter waits, and so does every other.
        case unreachable(String, isRefusal: Bool)
        /// The time ran out after the final dot: it may have gone out.
        case uncertain(String)
    }

    /// The mail to one recipient, as it goes out.
    public struct Letter: Sendable {
        /// Empty for automatic mail, which is sent from `<>`.
        public let from: String
        public let to: String
        public let messageID: String
        /// Signed, where its domain has a key in use.
        public let bytes: [UInt8]
    }

    /// Wall seconds.
    static let uncertainWait: Int64 = 600
    static let firstWait: Int64 = 30
    static let waitMax: Int64 = 3600
    /// Four days from the first attempt (RFC 5321, 4.5.4.1).
    static let patience: Int64 = 4 * 86_400

    let office: Office
    let lanes: Lanes
    /// nil without a mail server: the outbox keeps everything in sight.
    let send: (@Sendable (Letter) async -> Outcome)?
    /// Whether there is a mail server now.
    let isOpen: @Sendable () async throws -> Bool
    /// A number from the range, so that waits don't fall together.
    let jitter: @Sendable (ClosedRange<Int64>) -> Int64

    public init(
        office: Office, perDomain: (atOnce: Int, aMinute: Int) = (4, 300),
        jitter: @escaping @Sendable (ClosedRange<Int64>) -> Int64 = { .random(in: $0) },
        isOpen: @escaping @Sendable () async throws -> Bool = { true },
        send: (@Sendable (Letter) async -> Outcome)?
    ) {
        self.office = office
        lanes = Lanes(Lanes.Limits(atOnce: perDomain.atOnce, perMinute: perDomain.aMinute))
        self.jitter = jitter
        self.isOpen = isOpen
        self.send = send
    }

    /// After a start.
    public func recover() async throws {
        let now = office.clock()
        let next = now.advanced(by: Self.uncertainWait)
        try await office.database.write { _ = try $0.recoverOutbox(nextAttempt: next, at: now) }
    }

    /// Sends what is due to be sent; gives how many letters it tried.
    @discardableResult
    public func drain() async throws -> Int {
        guard let send, try await isOpen() else { return 0 }
        var tried = 0
        while !Task.isCancelled, let entry = try await take() {
            defer { lanes.leave(entry) }
            try await settle(entry, try await outcome(entry, send))
            tried += 1
        }
        return tried
    }

    /// Puts an end to a rest, since somebody wants to see it tried.
    public func wake() { lanes.wake() }

    /// Marks one entry as being sent.
    private func take() async throws -> OutboxEntry? {
        let now = office.clock()
        guard !lanes.isResting(at: now) else { return nil }
        let full = lanes.full(at: now)
        let due = try await office.database.read { try $0.dueOutbox(at: now, sparing: full) }
        for entry in due where lanes.enter(entry, at: now) {
            do {
                if let taken = try await office.database.write({ try $0.takeOutboxEntry(entry.id) }) {
                    return taken
                }
            } catch {
                lanes.leave(entry)
                throw error
            }
            lanes.leave(entry)
        }
        return nil
    }

    private func outcome(
        _ entry: OutboxEntry, _ send: @Sendable (Letter) async -> Outcome
    ) async throws -> Outcome {
        let blobs = office.database.blobs
        let bytes = try await office.database.read { reader in
            try reader.blob(entry.blob).map { try blobs.bytes(of: $0) } ?? []
        }
        if bytes.isEmpty { return .rejected("the text of this mail is no longer kept") }
        return await send(
            Letter(
                from: entry.envelopeFrom, to: entry.envelopeTo, messageID: entry.messageID,
                bytes: try await office.signed(bytes)))
    }

    private func settle(_ entry: OutboxEntry, _ outcome: Outcome) async throws {
        let now = office.clock()
        if case .unreachable = outcome { lanes.rest(from: now) } else { lanes.wake() }
        let end = settlement(of: entry, outcome, at: now)
        while true {
            do {
                try await office.database.write { [office] writer in
                    try office.settle(entry, end, now: now, writer)
                    try office.note(outcome, at: now, writer)
                }
                return
            } catch let problem as StoreProblem where problem.passes {
                // What happened is known here alone: it is written down before anything more is sent.
                try await Task.sleep(for: .seconds(2))
            }
        }
    }

    private func settlement(
        of entry: OutboxEntry, _ outcome: Outcome, at now: Instant
    ) -> Writer.Settlement {
        let next = now.advanced(by: wait(after: entry.attempts, outcome))
        let (state, answer): (OutboxEntry.State, String) =
            switch outcome {
            case .accepted(let words): (.accepted, words)
            case .rejected(let words): (.rejected, words)
            case .uncertain(let words): (.uncertain, words)
            case .deferred(let words), .unreachable(let words, _):
                (next > entry.begun.advanced(by: Self.patience) ? .failed : .waiting, words)
            }
        return Writer.Settlement(state, answer: answer, nextAttempt: next, at: now)
    }

    /// Doubles with each attempt up to an hour, and a quarter more at most by chance.
    func wait(after attempts: Int, _ outcome: Outcome) -> Int64 {
        if case .uncertain = outcome { return Self.uncertainWait }
        let wait = min(Self.firstWait << Int64(min(max(attempts - 1, 0), 7)), Self.waitMax)
        return wait + jitter(0...wait / 4)
    }
}

extension StoreProblem {
    /// It may be over in a moment.
    var passes: Bool {
        switch self {
        case .full, .busy: true
        default: false
        }
    }
}
