public import Agreements
public import BusinessTime
public import Desk
import Storage

/// What a clause did at the desk since an instant.
public struct ClauseRecord: Sendable {
    /// How often, by the fact's name, the most frequent first.
    public internal(set) var counts: [(kind: String, count: Int)] = []
    /// The newest facts under it, the newest first.
    public internal(set) var newest: [(ticket: Ticket.ID, fact: Fact)] = []

    /// Facts that are named one by one.
    static let newestMax = 5
}

extension Office {
    /// Goes back through the facts until they are older than `since`.
    public func record(of clause: Clause, since: Instant) async throws -> ClauseRecord {
        try await database.read { reader in
            var record = ClauseRecord()
            var counts: [String: Int] = [:]
            var before = Int64.max
            while true {
                let page = try reader.facts(before: before, limit: 1000)
                for entry in page where entry.fact.recorded >= since && entry.stream.kind == "ticket" {
                    let fact = try FactForm.decode(entry.fact)
                    guard fact.what.clause == clause else { continue }
                    counts[fact.what.kind.rawValue, default: 0] += 1
                    guard record.newest.count < ClauseRecord.newestMax else { continue }
                    record.newest.append((Ticket.ID(entry.stream.id), fact))
                }
                // Facts of one transaction may be recorded at slightly different times: a page is a bound.
                guard let last = page.last, last.fact.recorded >= since else { break }
                before = last.sequence
            }
            record.counts = counts.map { (kind: $0.key, count: $0.value) }
                .sorted { ($1.count, $0.kind) < ($0.count, $1.kind) }
            return record
        }
    }
}
