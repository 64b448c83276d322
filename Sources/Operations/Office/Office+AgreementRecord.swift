public import Agreements
public import BusinessTime
public import Desk
import Reports
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
        var record = try ticketRecord(wanted(name, span, reader), in: reader)
        for fact in try agreementFile(name, in: reader)?.facts ?? [] where span.contains(fact.happened) {
            record.note(fact.what.kind.rawValue, under: fact.what.clause, ticket: nil)
        }
        return record
    }

    private func wanted(_ name: String, _ span: Span, _ reader: Reader) throws -> AgreementFacts {
        AgreementFacts(
            agreement: name, organisation: try reader.agreements().last { $0.name == name }?.organisation,
            kinds: AgreementRecord.kinds.map(\.rawValue), span: span)
    }

    /// What was counted of it, as far as it still holds: not where a ticket of before may have gone from one
    /// agreement to another.
    private func known(
        _ wanted: AgreementFacts, upTo newest: Int64, in reader: Reader
    ) throws -> KeptRecords.Entry? {
        let choosing = Fact.Kind.choosingAgreement.map(\.rawValue)
        guard let known = records.known(wanted, upTo: newest),
            try !reader.hasFacts(ofKinds: choosing, onTicketsOfBefore: known.sequence)
        else { return nil }
        return known
    }

    /// Of the tickets alone. Facts stay, so what was counted is kept, and only what came after it is counted.
    private func ticketRecord(_ wanted: AgreementFacts, in reader: Reader) throws -> AgreementRecord {
        let newest = try reader.lastSequence()
        let known = try known(wanted, upTo: newest, in: reader)
        var record = known?.record ?? AgreementRecord()
        for fact in try reader.facts(wanted, after: known?.sequence ?? 0) {
            guard let clause = try clause(of: fact, in: reader) else { continue }
            record.note(fact.kind, under: clause, ticket: fact.ticket)
        }
        records.keep(KeptRecords.Entry(record: record, sequence: newest), of: wanted)
        return record
    }

    /// Facts of the store that are gone through while somebody waits.
    public static let countedAtOnce: Int64 = 20_000

    /// The same, or nil where a large desk's facts of months have to be gone through first: `countAhead`
    /// does.
    public func recordAtHand(
        ofAgreement name: String, in span: Span, in reader: Reader, atMost limit: Int64 = countedAtOnce
    ) throws -> AgreementRecord? {
        let newest = try reader.lastSequence()
        let known = try known(wanted(name, span, reader), upTo: newest, in: reader)
        guard newest - (known?.sequence ?? 0) <= limit else { return nil }
        return try record(ofAgreement: name, in: span, in: reader)
    }

    /// Counts what is not at hand, beside everything else; one at a time.
    public func countAhead(ofAgreement name: String, in span: Span) {
        Task.detached { [self] in try? await count(name, in: span) }
    }

    private func count(_ name: String, in span: Span) async throws {
        try await database.read { [self] reader in
            let wanted = try wanted(name, span, reader)
            guard records.beginsAhead() else { return }
            defer { records.endsAhead() }
            _ = try ticketRecord(wanted, in: reader)
        }
    }

    /// Agreements of which the quarter is counted before anybody asks.
    private static let countedAheadMax = 32

    /// Counts what happened in this quarter under the agreements in force, so that nobody waits for it.
    public func keepRecords() async throws {
        let now = clock()
        let rules = try await database.read { [self] in try deskTerms(in: $0)?.calendar.rules }
        guard let rules else { return }
        let period = ReportPeriod(.thisQuarter, today: rules.local(now).date)
        let span = ReportQuery(.satisfaction, period, rules: rules, now: now).span
        for name in try await bookNames().prefix(Self.countedAheadMax) {
            if Task.isCancelled { return }
            try await count(name, in: span)
        }
    }

    /// Of the desk's first agreement, by whose zone the desk's pages and quarters go; nil where there is
    /// none.
    public func deskTerms(in reader: Reader) throws -> PinnedTerms? {
        guard let stored = try reader.agreements().first else { return nil }
        return try shelf.terms(
            AgreementVersion(agreement: stored.name, number: stored.version), in: reader)
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
