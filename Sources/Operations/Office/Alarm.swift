import BusinessTime
import Desk
import Foundation
import Storage

/// One timer on the earliest due instant. What is due is taken in one range of the index, in order, and
/// written once, dated when it fell due; the cost of waking is that of what is due, never of what is open.
public final class Alarm: Sendable {
    /// Tickets a batch. One batch is one transaction. The first is smaller: the writer waits for its
    /// decisions.
    static let batchSizes = (first: 100, next: 250)
    /// Wall seconds after which the alarm looks at the clock again, whatever it slept for: a clock that
    /// jumps is noticed within this time.
    public static let lookAgain: Int64 = 30

    let office: Office

    public init(office: Office) {
        self.office = office
    }

    /// Writes everything that is due by now; gives how many tickets it woke.
    ///
    /// Readers decide what the next batch comes to while the writer is at this one. What is to be sent waits
    /// for the last: each mail that went out between two batches had the writer commit and the disk flush.
    @discardableResult
    public func ring() async throws -> Int {
        var woken = 0
        defer { if woken > 0 { office.wakeUp() } }
        let now = office.clock()
        var next = Self.batchSizes.first
        var decisions = try await decide(after: 0, limit: next, now)
        while true {
            let size = next
            async let later = decide(after: size, limit: Self.batchSizes.next, now)
            let count = try await office.database.write { [office, decisions] writer in
                let due = try writer.due(upTo: now, limit: size)
                var batch = try WakingBatch(office, decisions, now: now, writer)
                for entry in due { try batch.wake(entry) }
                // One mail to each colleague for the whole batch, not one for each ticket.
                try office.mail(batch.sitting.news, now: now, writer)
                return due.count
            }
            woken += count
            decisions = try await later
            if count < size { return woken }
            next = Self.batchSizes.next
        }
    }

    /// What the batch behind so many due tickets comes to, by two readers.
    private func decide(after passed: Int, limit: Int, _ now: Instant) async throws -> WakingBatch.Decisions {
        let half = limit / 2
        async let first = decisions(after: passed, limit: half, now)
        async let second = decisions(after: passed + half, limit: limit - half, now)
        return try await first.merging(second) { earlier, _ in earlier }
    }

    private func decisions(after passed: Int, limit: Int, _ now: Instant) async throws
        -> WakingBatch.Decisions
    {
        try await office.database.read { [office] reader in
            var decisions: WakingBatch.Decisions = [:]
            let mark = try office.shelf.mark(in: reader)
            for due in try reader.due(upTo: now, after: passed, limit: limit)
            where due.stream.kind == "ticket" {
                let id = Ticket.ID(due.stream.id)
                guard let desk = try office.passingDossier(id, at: due.head, mark, in: reader) else {
                    continue
                }
                let known = Decision.Known(
                    row: try reader.ticketRow(id.rawValue),
                    figures: try reader.figures(ofTicket: id.rawValue))
                decisions[due.stream.id] = try office.decision(
                    WakingBatch.command, on: desk, id: id, now: now, reader, known: known)
            }
            return decisions
        }
    }

    /// Wall seconds until the next ringing.
    public func pause() async throws -> Int64 {
        let earliest = try await office.database.read { try $0.earliestDue() }
        guard let earliest else { return Self.lookAgain }
        return min(max(earliest.wallSeconds(since: office.clock()), 0), Self.lookAgain)
    }
}
