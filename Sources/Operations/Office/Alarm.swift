import BusinessTime
import Desk
import Foundation
import Storage

/// One timer on the earliest due instant. What is due is taken in one range of the index, in order, and
/// written once, dated when it fell due; the cost of waking is that of what is due, never of what is open.
public final class Alarm: Sendable {
    /// Tickets a batch. One batch is one transaction.
    static let batchSize = 250
    /// Wall seconds after which the alarm looks at the clock again, whatever it slept for: a clock that
    /// jumps is noticed within this time.
    public static let lookAgain: Int64 = 30

    let office: Office

    public init(office: Office) {
        self.office = office
    }

    /// Writes everything that is due by now; gives how many tickets it woke.
    ///
    /// Readers decide what the next batch comes to while the writer is at this one.
    @discardableResult
    public func ring() async throws -> Int {
        let now = office.clock()
        var decisions = try await decide(after: 0, now)
        var woken = 0
        while true {
            async let next = decide(after: Self.batchSize, now)
            let count = try await office.database.write { [office, decisions] writer in
                let due = try writer.due(upTo: now, limit: Self.batchSize)
                // One mail to each colleague for the whole batch, not one for each ticket.
                var sitting = Office.Sitting(writer: writer, now: now)
                for entry in due { try Self.wake(entry, decisions, office, in: &sitting) }
                try office.mail(sitting.news, now: now, writer)
                return due.count
            }
            decisions = try await next
            woken += count
            if count < Self.batchSize { return woken }
        }
    }

    private typealias Decisions = [Int64: Decision]

    /// What the batch behind so many due tickets comes to, by two readers.
    private func decide(after passed: Int, _ now: Instant) async throws -> Decisions {
        let half = Self.batchSize / 2
        async let first = decide(after: passed, limit: half, now)
        async let second = decide(after: passed + half, limit: Self.batchSize - half, now)
        return try await first.merging(second) { earlier, _ in earlier }
    }

    private func decide(after passed: Int, limit: Int, _ now: Instant) async throws -> Decisions {
        try await office.database.read { [office] reader in
            var decisions: Decisions = [:]
            for due in try reader.due(upTo: now, limit: passed + limit).dropFirst(passed)
            where due.stream.kind == "ticket" {
                let id = Ticket.ID(due.stream.id)
                guard let desk = try office.dossier(id, in: reader) else { continue }
                var decision = try office.decision(Self.wake, on: desk, id: id, now: now, reader)
                decision.knownFigures = try reader.figures(ofTicket: id.rawValue)
                decisions[due.stream.id] = decision
            }
            return decisions
        }
    }

    private static let wake = Command(.wake, by: .desk, way: .rule)

    private static func wake(
        _ due: Storage.Due, _ decisions: Decisions, _ office: Office, in sitting: inout Office.Sitting
    ) throws {
        let id = Ticket.ID(due.stream.id)
        let (writer, now) = (sitting.writer, sitting.now)
        if due.stream.kind == "agreement" {
            return try office.wakeAgreement(due.stream.id, now: now, writer)
        }
        guard due.stream.kind == "ticket", let dossier = try office.dossier(id, in: writer) else {
            return try writer.setDue(of: due.stream, at: nil)
        }
        // Somebody may have written on the ticket, or agreed to other hours, since it was decided.
        let known = decisions[due.stream.id].flatMap {
            $0.before?.head == dossier.head && $0.mark == dossier.mark ? $0 : nil
        }
        let decision = try known ?? office.decision(wake, on: dossier, id: id, now: now, writer)
        let after = try office.carryOut(decision, of: wake, in: &sitting)
        // Nothing written: the due instant was stale. It is set anew, later than now, or not at all.
        if after.facts.count == dossier.facts.count {
            let next = nextInstant(after.ticket, after.terms, after: now, clocks: after.clocks).map {
                max($0, now.advanced(by: 1))
            }
            try writer.setDue(of: due.stream, at: next)
        }
    }

    /// Wall seconds until the next ringing.
    public func pause() async throws -> Int64 {
        let earliest = try await office.database.read { try $0.earliestDue() }
        guard let earliest else { return Self.lookAgain }
        return min(max(earliest.wallSeconds(since: office.clock()), 0), Self.lookAgain)
    }
}
