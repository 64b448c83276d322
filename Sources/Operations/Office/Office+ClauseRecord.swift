public import Agreements
public import BusinessTime
import Desk
import Storage

/// What a clause did at the desk since an instant.
public struct ClauseRecord: Sendable {
    /// How often, by the fact's name, the most frequent first.
    public internal(set) var counts: [(kind: String, count: Int)] = []
    /// The newest facts under it, the newest first.
    public internal(set) var newest: [Entry] = []

    public struct Entry: Hashable, Sendable {
        /// For example "ticket 17" or "agreement 2".
        public let subject: String
        public let kind: String
        public let happened: Instant
    }

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
                for entry in page where entry.fact.recorded >= since {
                    guard try Self.clause(of: entry) == clause else { continue }
                    counts[entry.fact.kind, default: 0] += 1
                    guard record.newest.count < ClauseRecord.newestMax else { continue }
                    record.newest.append(
                        ClauseRecord.Entry(
                            subject: "\(entry.stream)", kind: entry.fact.kind, happened: entry.fact.happened))
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

    /// nil for what the agreement leaves to the desk.
    private static func clause(of entry: LoggedFact) throws -> Clause? {
        switch entry.stream.kind {
        case "ticket": try FactForm.decode(entry.fact).what.clause
        case "agreement": try AgreementFactForm.decode(entry.fact).what.clause
        case "ledger": .credits
        case "erasure", "hold", "retention": .legal
        default: nil
        }
    }
}
