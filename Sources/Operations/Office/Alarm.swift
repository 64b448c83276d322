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
    @discardableResult
    public func ring() async throws -> Int {
        var woken = 0
        while true {
            let now = office.clock()
            async let ahead: Void = foldNext(after: Self.batchSize, now)
            let count = try await office.database.write { [office] writer in
                let due = try writer.due(upTo: now, limit: Self.batchSize)
                // One mail to each colleague for the whole batch, not one for each ticket.
                var sitting = Office.Sitting(writer: writer, now: now)
                for entry in due { try Self.wake(entry, office, in: &sitting) }
                try office.mail(sitting.news, now: now, writer)
                return due.count
            }
            try await ahead
            woken += count
            if count < Self.batchSize { return woken }
        }
    }

    /// What the next batch takes is folded by a reader while the writer is at this one.
    private func foldNext(after taken: Int, _ now: Instant) async throws {
        try await office.database.read { [office] reader in
            for due in try reader.due(upTo: now, limit: 2 * taken).dropFirst(taken)
            where due.stream.kind == "ticket" {
                _ = try office.dossier(Ticket.ID(due.stream.id), in: reader)
            }
        }
    }

    private static func wake(
        _ due: Storage.Due, _ office: Office, in sitting: inout Office.Sitting
    ) throws {
        let id = Ticket.ID(due.stream.id)
        let (writer, now) = (sitting.writer, sitting.now)
        guard due.stream.kind == "ticket", let dossier = try office.dossier(id, in: writer) else {
            return try writer.setDue(due.what, of: due.stream, at: nil)
        }
        let command = Command(.wake, by: .desk, way: .rule)
        let after = try office.record(command, on: dossier, id: id, in: &sitting)
        // Nothing written: the due instant was stale. It is set anew, later than now, or not at all.
        if after.facts.count == dossier.facts.count {
            let next = nextInstant(after.ticket, after.terms, after: now, clocks: after.clocks).map {
                max($0, now.advanced(by: 1))
            }
            try writer.setDue(due.what, of: due.stream, at: next)
        }
    }

    /// Wall seconds until the next ringing.
    public func pause() async throws -> Int64 {
        let earliest = try await office.database.read { try $0.earliestDue() }
        guard let earliest else { return Self.lookAgain }
        return min(max(earliest.wallSeconds(since: office.clock()), 0), Self.lookAgain)
    }
}
