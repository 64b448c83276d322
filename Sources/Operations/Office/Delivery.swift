import BusinessTime
import Desk
import Storage

/// Sends what waits in the outbox. A restart loses nothing: what was under way becomes uncertain and waits.
public final class Delivery: Sendable {
    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        case accepted(String)
        /// A 5xx answer: given up, shown on the message.
        case rejected(String)
        /// A 4xx answer or no connection: tried again.
        case deferred(String)
        /// The time ran out after the final dot: it may have gone out.
        case uncertain(String)
    }

    /// The mail to one recipient, as it goes out.
    public struct Letter: Sendable {
        /// Empty for automatic mail, which is sent from `<>`.
        public let from: String
        public let to: String
        public let bytes: [UInt8]
    }

    /// Wall seconds.
    static let uncertainWait: Int64 = 600
    static let firstWait: Int64 = 30
    static let waitMax: Int64 = 3600
    static let attemptsMax = 60

    let office: Office
    /// nil without a mail server: the outbox keeps everything in sight.
    let send: (@Sendable (Letter) async -> Outcome)?

    public init(office: Office, send: (@Sendable (Letter) async -> Outcome)?) {
        self.office = office
        self.send = send
    }

    /// After a start.
    public func recover() async throws {
        let next = office.clock().advanced(by: Self.uncertainWait)
        try await office.database.write { _ = try $0.recoverOutbox(nextAttempt: next) }
    }

    /// Sends what is due to be sent; gives how many letters it tried.
    @discardableResult
    public func drain() async throws -> Int {
        guard let send else { return 0 }
        let now = office.clock()
        let entries = try await office.database.write { try $0.takeOutbox(at: now) }
        for entry in entries {
            let blobs = office.database.blobs
            let bytes = try await office.database.read { reader in
                try reader.blob(entry.blob).map { try blobs.bytes(of: $0) } ?? []
            }
            let letter = Letter(from: entry.envelopeFrom, to: entry.envelopeTo, bytes: bytes)
            try await settle(entry, await send(letter))
        }
        return entries.count
    }

    private func settle(_ entry: OutboxEntry, _ outcome: Outcome) async throws {
        let now = office.clock()
        let next = now.advanced(by: Self.wait(after: entry.attempts, outcome))
        try await office.database.write { [office] writer in
            let (state, words) = Self.state(after: outcome, attempts: entry.attempts)
            try writer.settle(outboxEntry: entry.id, state, answer: words, nextAttempt: next)
            guard let ticket = entry.ticket, let message = entry.message else { return }
            let id = Desk.Message.ID(message)
            switch state {
            case .accepted:
                try writer.setDelivery(.delivered, ofMessage: message)
                try Self.tell(.messageAccepted(id), ticket, office, now: now, writer)
            case .rejected:
                try writer.setDelivery(.failed, ofMessage: message)
                let ours = if case .deferred = outcome { true } else { false }
                try Self.tell(
                    .messageFailed(id, reason: words, ours: ours), ticket, office, now: now, writer)
            default: break
            }
        }
    }

    private static func tell(
        _ what: Command.What, _ ticket: Int64, _ office: Office, now: Instant, _ writer: Writer
    ) throws {
        let id = Ticket.ID(ticket)
        guard let dossier = try office.dossier(id, in: writer) else { return }
        // An automatic receipt is no message of the ticket's: the desk knows nothing of it to record.
        guard dossier.ticket.awaits(what) else { return }
        try office.append(Command(what, by: .desk, way: .mail), to: dossier, id: id, now: now, writer)
    }

    private static func state(after outcome: Outcome, attempts: Int) -> (OutboxEntry.State, String) {
        switch outcome {
        case .accepted(let words): (.accepted, words)
        case .rejected(let words): (.rejected, words)
        case .uncertain(let words): (.uncertain, words)
        case .deferred(let words): attempts >= attemptsMax ? (.rejected, words) : (.waiting, words)
        }
    }

    /// Doubles with each attempt up to an hour.
    static func wait(after attempts: Int, _ outcome: Outcome) -> Int64 {
        if case .uncertain = outcome { return uncertainWait }
        return min(firstWait << Int64(min(max(attempts - 1, 0), 7)), waitMax)
    }
}

extension Ticket {
    /// The ticket has sent the message that this is about.
    fileprivate func awaits(_ what: Command.What) -> Bool {
        switch what {
        case .messageAccepted(let id), .messageFailed(let id, _, _): sent.contains { $0.message.id == id }
        default: true
        }
    }
}
