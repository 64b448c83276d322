import BusinessTime

/// The state of a walk through all entries in the order of their streams.
final class AuditWalk {
    var report: AuditReport
    private let heads: Reader
    private let covered: Int64
    private var tree = MerkleTree()
    private var stream: FactStream?
    private var last: LoggedFact?
    /// The last entry of the stream that the checkpoint covers.
    private var lastCovered: LoggedFact?

    init(_ report: AuditReport, heads: Reader) {
        self.report = report
        self.heads = heads
        covered = report.checkpoint?.sequence ?? 0
    }

    func take(_ row: inout Row) throws {
        report.facts += 1
        guard let entry = try? LoggedFact(&row) else {
            report.note(.unreadable, stream, (last?.number ?? 0) + 1)
            return
        }
        if entry.stream != stream {
            try finishStream()
            stream = entry.stream
            report.streams += 1
        }
        compare(entry)
        last = entry
        if entry.sequence <= covered { lastCovered = entry }
    }

    func end() throws {
        try finishStream()
        guard let checkpoint = report.checkpoint else { return }
        if tree.root != checkpoint.root || tree.count != checkpoint.streams {
            report.note(.rootDiffers, nil, checkpoint.number)
        }
    }

    private func compare(_ entry: LoggedFact) {
        let number = (last?.number ?? 0) + 1
        if entry.number != number || entry.sequence <= last?.sequence ?? 0 {
            report.note(.entryMissing, entry.stream, number)
        }
        if let last, entry.fact.recorded < last.fact.recorded {
            report.note(.timeRunsBackwards, entry.stream, entry.number)
        }
        let place = AuditChain.Place(stream: entry.stream, number: entry.number, sequence: entry.sequence)
        if AuditChain.hash(of: entry.fact, at: place, after: last?.hash ?? AuditChain.beginning) != entry.hash
        {
            report.note(.entryDiffers, entry.stream, entry.number)
        }
    }

    private func finishStream() throws {
        defer {
            last = nil
            lastCovered = nil
        }
        guard let stream, let last else { return }
        let head = try? heads.head(of: stream)
        if head != StreamHead(number: last.number, recorded: last.fact.recorded, hash: last.hash) {
            report.note(.headDiffers, stream, last.number)
        }
        if let lastCovered { tree.add(stream: stream, number: lastCovered.number, hash: lastCovered.hash) }
    }
}
