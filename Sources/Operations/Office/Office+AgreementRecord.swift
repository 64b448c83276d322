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
        /// The newest first, each once; empty for what happened to the agreement itself.
        public internal(set) var tickets: [Int64] = []
    }

    /// By the order of their first appearance, the newest first.
    public private(set) var counts: [Clause: [Count]] = [:]

    public func counts(of clause: Clause) -> [Count] { counts[clause] ?? [] }

    private struct Noted: Hashable {
        let clause: Clause
        let kind: String
        let ticket: Int64
    }

    private var noted: Set<Noted> = []

    mutating func note(_ kind: String, under clause: Clause, ticket: Int64?) {
        let place: Int
        if let known = counts[clause]?.firstIndex(where: { $0.kind == kind }) {
            place = known
        } else {
            place = counts[clause]?.count ?? 0
            counts[clause, default: []].append(Count(kind: kind))
        }
        // In their place: copied out, each of a hundred thousand would copy all before it.
        counts[clause, default: []][place].count += 1
        guard let ticket, noted.insert(Noted(clause: clause, kind: kind, ticket: ticket)).inserted else {
            return
        }
        counts[clause, default: []][place].tickets.append(ticket)
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
        var record = AgreementRecord()
        let organisation = try reader.agreements().last { $0.name == name }?.organisation
        let wanted = AgreementFacts(
            agreement: name, organisation: organisation, kinds: AgreementRecord.kinds.map(\.rawValue),
            span: span)
        for entry in try reader.facts(wanted) {
            guard let clause = try FactForm.decode(entry.fact).what.clause else { continue }
            record.note(entry.fact.kind, under: clause, ticket: entry.stream.id)
        }
        for fact in try agreementFile(name, in: reader)?.facts.reversed() ?? []
        where span.contains(fact.happened) {
            record.note(fact.what.kind.rawValue, under: fact.what.clause, ticket: nil)
        }
        return record
    }
}
