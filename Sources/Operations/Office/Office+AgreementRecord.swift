public import Agreements
public import BusinessTime
import Desk
public import Storage

/// What happened under each clause of one agreement in a span: to its tickets, and to itself.
public struct AgreementRecord: Sendable {
    /// How often a fact happened, and on which tickets.
    public struct Count: Hashable, Sendable {
        /// As it is stored, for example "exclusionApproved".
        public let kind: String
        public internal(set) var count = 0
        /// The newest first; empty for what happened to the agreement itself.
        public internal(set) var newest: [Int64] = []
        /// How many tickets it happened on.
        public internal(set) var ticketCount = 0
    }

    /// As many as anybody is shown.
    public static let namedMax = 5

    /// What happened last stands first.
    public private(set) var counts: [Clause: [Count]] = [:]
    private var tickets: [Place: Set<Int64>] = [:]

    public func counts(of clause: Clause) -> [Count] { counts[clause] ?? [] }

    private struct Place: Hashable {
        let clause: Clause
        let kind: String
    }

    /// Notes what happened after all that was noted before.
    mutating func note(_ kind: String, under clause: Clause, ticket: Int64?) {
        var count = Count(kind: kind)
        if let place = counts[clause]?.firstIndex(where: { $0.kind == kind }) {
            count = counts[clause, default: []].remove(at: place)
        }
        count.count += 1
        if let ticket {
            count.newest.removeAll { $0 == ticket }
            count.newest.insert(ticket, at: 0)
            if count.newest.count > Self.namedMax { count.newest.removeLast() }
            if tickets[Place(clause: clause, kind: kind), default: []].insert(ticket).inserted {
                count.ticketCount += 1
            }
        }
        counts[clause, default: []].insert(count, at: 0)
    }

    /// What is told one by one. The many others, such as answers, are what reports count.
    static let kinds: [Fact.Kind] = [
        .severitySet, .escalated, .deliveryFailed, .informationRequested, .informationProvided, .reminded,
        .extended, .extensionVoided, .excluded, .exclusionApproved, .exclusionRefused, .markedOutOfScope,
        .separateAgreementBegun, .disputed, .disputeAnswered, .reversed, .reopened, .noFurtherRequest,
        .objected, .objectionAnswered, .accessGiven, .accessUsed, .accessEnded, .markedNotInquiry,
        .confirmed, .lapsed, .deadlineMoved, .erased,
    ]
}

extension Office {
    /// From the facts alone, whatever the version: those of the agreement's tickets and its own.
    public func record(
        ofAgreement name: String, in span: Span, in reader: Reader
    ) throws -> AgreementRecord {
        let organisation = try reader.agreements().last { $0.name == name }?.organisation
        let wanted = AgreementFacts(
            agreement: name, organisation: organisation, kinds: AgreementRecord.kinds.map(\.rawValue),
            span: span)
        var record = try ticketRecord(wanted, in: reader)
        for fact in try agreementFile(name, in: reader)?.facts ?? [] where span.contains(fact.happened) {
            record.note(fact.what.kind.rawValue, under: fact.what.clause, ticket: nil)
        }
        return record
    }

    /// Of the tickets alone. Facts stay, so what was counted is kept, and only what came after it is counted;
    /// all again where a ticket of before may have gone from one agreement to another.
    private func ticketRecord(_ wanted: AgreementFacts, in reader: Reader) throws -> AgreementRecord {
        let newest = try reader.lastSequence()
        let choosing = Fact.Kind.choosingAgreement.map(\.rawValue)
        var known = records.known(wanted, upTo: newest)
        if let before = known, try reader.hasFacts(ofKinds: choosing, onTicketsOfBefore: before.sequence) {
            known = nil
        }
        var record = known?.record ?? AgreementRecord()
        for fact in try reader.facts(wanted, after: known?.sequence ?? 0) {
            guard let clause = try clause(of: fact, in: reader) else { continue }
            record.note(fact.kind, under: clause, ticket: fact.ticket)
        }
        records.keep(KeptRecords.Entry(record: record, sequence: newest), of: wanted)
        return record
    }

    private func clause(of fact: CountedFact, in reader: Reader) throws -> Clause? {
        switch Fact.Kind(rawValue: fact.kind)?.place {
        case .under(let clause): clause
        case .said:
            try reader.facts(after: fact.sequence - 1, limit: 1).first.flatMap {
                try FactForm.decode($0.fact).what.clause
            }
        case .nowhere, nil: nil
        }
    }
}
