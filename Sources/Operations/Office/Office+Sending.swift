import Agreements
public import BusinessTime
import Desk
import Mail
public import Storage

// What the end of an attempt means for its message and ticket, and what a person may do about a mail.
extension Office {
    func settle(
        _ entry: OutboxEntry, _ end: Writer.Settlement, now: Instant, _ writer: Writer
    ) throws {
        // Cancelled meanwhile, as by an erasing: only that it went out all the same is still news.
        if try writer.outboxEntry(entry.id)?.state == .cancelled, end.state != .accepted { return }
        try writer.settle(outboxEntry: entry.id, end)
        switch end.state {
        case .accepted: try tell(.accepted, of: entry, now: now, writer)
        case .rejected: try tell(.failed(end.answer, ours: false), of: entry, now: now, writer)
        case .failed: try tell(.failed(end.answer, ours: true), of: entry, now: now, writer)
        case .waiting, .sending, .uncertain, .cancelled: break
        }
    }

    /// A delivery report says that a mail did not arrive, whatever our server said before (RFC 3464).
    public func bounce(_ entry: OutboxEntry, _ words: String, now: Instant, _ writer: Writer) throws {
        try writer.settle(
            outboxEntry: entry.id, Writer.Settlement(.failed, answer: words, nextAttempt: now, at: now))
        try tell(.failed(words, ours: false), of: entry, now: now, writer)
    }

    private enum News {
        case accepted
        case failed(String, ours: Bool)
    }

    private func tell(_ news: News, of entry: OutboxEntry, now: Instant, _ writer: Writer) throws {
        guard let ticket = entry.ticket, let message = entry.message else {
            if case .failed(let words, _) = news { try tellManagers(of: entry, words, now: now, writer) }
            return
        }
        try writer.setDelivery(try delivery(ofMessage: message, writer), ofMessage: message)
        let id = Ticket.ID(ticket)
        guard let dossier = try dossier(id, in: writer) else { return }
        let sent = Desk.Message.ID(message)
        // The customer's own mail decides for the promises; that a copy came back is for the agent to see.
        if try writer.copies(ofMessage: message).contains(entry.envelopeTo.lowercased()) {
            if case .failed = news { try writer.setUnread(true, ticket: ticket) }
            return
        }
        // An automatic receipt is no message of the ticket's: the desk knows nothing of it to record.
        guard dossier.ticket.sent.contains(where: { $0.message.id == sent }) else { return }
        let what: Command.What
        switch news {
        case .accepted: what = .messageAccepted(sent)
        case .failed(let words, let ours):
            // A fact outlives the erasing of a person: it holds no address.
            let reason = words.replacing(entry.envelopeTo, with: "the recipient")
            what = .messageFailed(sent, reason: String(reason.prefix(1000)), ours: ours)
            try writer.setUnread(true, ticket: ticket)
        }
        try append(Command(what, by: .desk, way: .mail), to: dossier, id: id, now: now, writer)
    }

    /// Failed as soon as a recipient has not got it; copies are shown for themselves.
    private func delivery(ofMessage id: Int64, _ reader: Reader) throws -> StoredMessage.Delivery {
        let copies = Set(try reader.copies(ofMessage: id))
        let states = try reader.outbox(ofMessage: id).filter {
            !copies.contains($0.envelopeTo.lowercased())
        }.map(\.state)
        if states.contains(where: { $0 == .rejected || $0 == .failed }) { return .failed }
        return states.contains(.accepted) ? .delivered : .waiting
    }

    /// How sending goes, as the last attempts tell it.
    public struct SendingHealth: Hashable, Sendable {
        public var succeeded: Instant?
        public var problem: String?
        /// Of the user's name or password, in a row.
        public var refusals = 0

        /// From here on somebody must look.
        public static let refusalsMax = 3

        public var needsSomebody: Bool { refusals >= Self.refusalsMax }
    }

    public func sendingHealth(_ reader: Reader) throws -> SendingHealth {
        var health = SendingHealth()
        health.succeeded = try reader.setting("sending-succeeded").flatMap(Int64.init)
            .map(Instant.init(seconds:))
        health.problem = try reader.setting("sending-problem").flatMap { $0.isEmpty ? nil : $0 }
        health.refusals = try reader.setting("sending-refusals").flatMap(Int.init) ?? 0
        return health
    }

    /// Written when it changes, and of successes once a minute.
    func note(_ outcome: Delivery.Outcome, at now: Instant, _ writer: Writer) throws {
        let before = try sendingHealth(writer)
        if case .unreachable(let words, let isRefusal) = outcome {
            if before.problem != words { try writer.set(words, for: "sending-problem") }
            if isRefusal { try writer.set("\(before.refusals + 1)", for: "sending-refusals") }
            return
        }
        if case .uncertain = outcome { return }
        if before.problem != nil { try writer.set("", for: "sending-problem") }
        if before.refusals != 0 { try writer.set("0", for: "sending-refusals") }
        if now.seconds - (before.succeeded?.seconds ?? 0) >= 60 {
            try writer.set("\(now.seconds)", for: "sending-succeeded")
        }
    }
}
