import BusinessTime
import Desk
import Storage

// What is derived beside tickets: where versions of agreements stand, and which files are evidence.
extension Office {
    func reindexAgreements(_ writer: Writer) throws -> (changed: Int, evidence: Int) {
        var (changed, evidence) = (0, 0)
        try eachStream(of: "agreement", writer) { stream in
            guard let name = try writer.agreementName(id: stream.id) else { return }
            let file = try agreementFile(name, in: writer)
            let agreement = file.agreement
            let due = agreement?.nextDue(after: agreement?.lastRecorded ?? .earliest)
            let wasDue = try writer.due(of: stream)
            try writer.setDue(of: stream, at: due)
            let wereOtherwise = try agreement.map { try indexVersions(of: file, $0, writer) } ?? false
            if wasDue != due || wereOtherwise { changed += 1 }
            let scans = file.facts.compactMap { fact -> String? in
                if case .noticeGiven(let notice) = fact.what { notice.scan?.digest } else { nil }
            }
            if try writer.put(evidence: Set(scans), of: stream) { evidence += 1 }
        }
        return (changed, evidence)
    }

    /// How many declared events had other evidence than their facts name.
    func reindexEventEvidence(_ writer: Writer) throws -> Int {
        var changed = 0
        try eachStream(of: "event", writer) { stream in
            let digests = try writer.facts(of: stream).compactMap { logged -> String? in
                if case .evidenceGiven(let file) = try EventFactForm.decode(logged.fact).what {
                    file.digest
                } else {
                    nil
                }
            }
            if try writer.put(evidence: Set(digests), of: stream) { changed += 1 }
        }
        return changed
    }

    /// Files that a ticket's own facts name. Those of a declared event lie with the event.
    static func evidence(in facts: [Fact]) -> Set<String> {
        var digests: Set<String> = []
        for fact in facts {
            switch fact.what {
            case .excluded(let exclusion) where exclusion.event == nil:
                digests.formUnion(exclusion.evidence.map(\.digest))
            case .evidenceGiven(_, let file): digests.insert(file.digest)
            default: break
            }
        }
        return digests
    }

    private func eachStream(
        of kind: String, _ reader: Reader, _ body: (FactStream) throws -> Void
    ) throws {
        var last = Int64.min
        while true {
            let page = try reader.streams(of: kind, after: last)
            for stream in page { try body(stream) }
            guard let end = page.last else { return }
            last = end.id
        }
    }
}
