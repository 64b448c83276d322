import BusinessTime

/// What a run through the whole history found.
public struct AuditReport: Hashable, Sendable {
    /// More findings than this are only counted.
    public static let findingsMax = 1000

    public internal(set) var facts: Int64 = 0
    public internal(set) var streams: Int64 = 0
    public internal(set) var findings: [AuditFinding] = []
    public internal(set) var findingCount: Int64 = 0
    /// The checkpoint it was held against; nil when none was ever written.
    public internal(set) var checkpoint: Checkpoint?

    public var isSound: Bool { findingCount == 0 }

    mutating func note(_ what: AuditFinding.What, _ stream: FactStream? = nil, _ number: Int64? = nil) {
        findingCount += 1
        if findings.count < Self.findingsMax {
            findings.append(AuditFinding(stream: stream, number: number, what: what))
        }
    }
}

/// One place where history is not as it was written.
public struct AuditFinding: Hashable, Sendable, CustomStringConvertible {
    public enum What: String, Hashable, Sendable {
        case unreadable = "can't be read"
        case entryDiffers = "is not what was chained"
        case entryMissing = "is missing or out of order"
        case headDiffers = "is not the head that was noted; entries are cut off or added"
        case factsMissing = "has a head but no facts"
        case timeRunsBackwards = "was recorded before the entry it follows"
        case rootDiffers = "does not have the root of the streams it covers"
        case checkpointDiffers = "is not the checkpoint that was chained"
        case checkpointMissing = "is missing"
        case publishedDiffers = "differs from the published checkpoint"
    }

    public let stream: FactStream?
    /// Of the entry in its stream, or of the checkpoint when there is no stream.
    public let number: Int64?
    public let what: What

    public var description: String {
        let place = stream.map { "\($0)" } ?? "checkpoint"
        return "\(place)\(number.map { ", entry \($0)," } ?? "") \(what.rawValue)"
    }
}

extension Reader {
    /// Goes once through all facts in the order of their streams and holds them against their chain, the
    /// noted heads, and the last checkpoint or the newest `published` one. Needs memory for one entry.
    /// `progress` is told the count of facts now and then.
    public func verifyAudit(
        against published: [PublishedHead] = [], progress: (Int64) -> Void = { _ in }
    ) throws -> AuditReport {
        var report = AuditReport()
        let last = try verifyCheckpoints(published, &report)
        // A stored checkpoint with the published hash says all that the published one covers.
        let newest = published.max { $0.number < $1.number }
        let covered = try newest.flatMap { try checkpoint($0.number) }
        report.checkpoint = covered?.hash == newest?.hash ? covered ?? last : last
        let walk = AuditWalk(report, heads: self)
        try connection.each(
            "SELECT \(LoggedFact.columns) FROM fact ORDER BY stream_kind, stream_id, number", []
        ) { row in
            try walk.take(&row)
            if walk.report.facts % 10_000 == 0 { progress(walk.report.facts) }
            return true
        }
        try walk.end()
        try findHeadsWithoutFacts(&walk.report)
        progress(walk.report.facts)
        return walk.report
    }

    private func verifyCheckpoints(_ published: [PublishedHead], _ report: inout AuditReport) throws
        -> Checkpoint?
    {
        var last: Checkpoint?
        var findings: [(AuditFinding.What, Int64)] = []
        try connection.each("SELECT \(Checkpoint.columns) FROM checkpoint ORDER BY number", []) { row in
            guard let checkpoint = try? Checkpoint(&row) else {
                findings.append((.unreadable, (last?.number ?? 0) + 1))
                return true
            }
            if checkpoint.number != (last?.number ?? 0) + 1 {
                findings.append((.checkpointMissing, (last?.number ?? 0) + 1))
            }
            if checkpoint.previous != last?.hash ?? AuditChain.beginning || !checkpoint.isConsistent {
                findings.append((.checkpointDiffers, checkpoint.number))
            }
            if published.contains(where: { $0.number == checkpoint.number && !$0.agrees(with: checkpoint) }) {
                findings.append((.publishedDiffers, checkpoint.number))
            }
            last = checkpoint
            return true
        }
        for head in published where head.number > last?.number ?? 0 {
            findings.append((.checkpointMissing, head.number))
        }
        for (what, number) in findings { report.note(what, nil, number) }
        return last
    }

    /// Streams that were taken out whole.
    private func findHeadsWithoutFacts(_ report: inout AuditReport) throws {
        let heads = try integer("SELECT count(*) FROM stream") ?? 0
        if heads == report.streams { return }
        let lost = try rows(
            """
            SELECT kind, id FROM stream WHERE NOT EXISTS
                (SELECT 1 FROM fact WHERE stream_kind = stream.kind AND stream_id = stream.id)
            ORDER BY kind, id LIMIT $1
            """, AuditReport.findingsMax
        ) { FactStream(kind: try $0.text(), id: try $0.integer()) }
        for stream in lost { report.note(.factsMissing, stream) }
    }
}
