import BusinessTime
import Desk
import Storage

// What was reckoned once is written down, so that a desk that starts again need not fold every broken ticket.
extension Office {
    /// Wall seconds between two times at which new reckonings are written down.
    public static let reckonEvery: Int64 = 60
    private static let writtenAtOnce = 500

    /// Reckons what the books of all agreements lack, and writes down what is new: the page of credits finds
    /// it done. Gives how many tickets were written.
    @discardableResult
    public func keepReckonings() async throws -> Int {
        var count = 0
        for name in try await bookNames() {
            let now = clock()
            _ = try await database.read { try self.books(name, in: $0, now: now) }
            while let batch = reckoned.takeUnwritten(name, atMost: Self.writtenAtOnce) {
                count += try await database.write { writer in
                    var written = 0
                    for (id, reckoning) in batch.tickets {
                        guard let lines = ReckonedForm.encode(reckoning, of: name) else { continue }
                        let stored = StoredReckoning(
                            ticket: id, head: reckoning.hash, since: reckoning.from, lines: lines)
                        try writer.put(stored, of: name, mark: batch.mark.words)
                        written += 1
                    }
                    return written
                }
            }
        }
        return count
    }

    func writtenReckonings(
        _ name: String, _ mark: ReckonedCredits.Mark, in reader: Reader
    ) throws -> [Int64: ReckonedCredits.Reckoning] {
        var found: [Int64: ReckonedCredits.Reckoning] = [:]
        for stored in try reader.reckonings(of: name, mark: mark.words) {
            let id = Ticket.ID(stored.ticket)
            guard let lines = ReckonedForm.decode(stored.lines, ticket: id, agreement: name) else { continue }
            found[stored.ticket] = ReckonedCredits.Reckoning(
                hash: stored.head, from: stored.since, until: .latest, credits: TicketCredits(lines: lines))
        }
        return found
    }

    /// Reckons all anew from the facts; gives how many tickets were written otherwise.
    func reindexReckonings() async throws -> Int {
        var changed = 0
        let before = try await written()
        reckoned.forget()
        try await database.write { try $0.removeReckonings() }
        try await keepReckonings()
        let after = Dictionary(
            try await written().map { ($0.ticket, $0) }, uniquingKeysWith: { first, _ in first })
        for stored in before {
            // What has another head by now is no longer used, whatever it says.
            guard let anew = after[stored.ticket], anew.head == stored.head else { continue }
            if anew.lines != stored.lines { changed += 1 }
        }
        return changed
    }

    private func written() async throws -> [StoredReckoning] {
        var all: [StoredReckoning] = []
        for name in try await bookNames() {
            let now = clock()
            all += try await database.read { reader in
                guard let mark = try self.mark(of: name, in: reader, now: now) else { return [] }
                return try reader.reckonings(of: name, mark: mark.words)
            }
        }
        return all
    }

    /// Agreements that were ever in force.
    func bookNames() async throws -> [String] {
        try await database.read { reader in
            Set(try reader.agreements().filter { $0.inForceFrom != nil }.map(\.name)).sorted()
        }
    }
}
