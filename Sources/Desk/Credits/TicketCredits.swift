import Agreements
public import BusinessTime

/// What the books need of one ticket, by its facts up to an instant.
public struct TicketCredits: Hashable, Sendable {
    /// In the order in which they were entered.
    public let lines: [CreditLine]
    /// Lines that the desk's alarm had written down before the breach lapsed: they don't vanish, a new line
    /// reverses each (clause H).
    public let reversed: [ReversedLine]
    /// By how much credits would grow if the disputes that wait for an answer were upheld.
    public let pending: [CreditLine]

    public init(lines: [CreditLine], reversed: [ReversedLine] = [], pending: [CreditLine] = []) {
        self.lines = lines
        self.reversed = reversed
        self.pending = pending
    }

    /// nil without a receipt.
    public init?(
        of id: Ticket.ID, facts: [Fact], under terms: PinnedTerms, in span: AgreementSpan, upTo now: Instant
    ) {
        let facts = facts.filter { $0.recorded <= now }
        guard let ticket = Ticket(id: id, facts: facts) else { return nil }
        lines = span.lines(ticket.bandEntries(under: terms, upTo: now))
        reversed = Self.reversed(id, facts, terms, span, standing: Set(lines.map(\.entry.key)))
        pending = Self.pending(ticket, terms, span, now: now, lines)
    }
}

/// A line whose breach no longer stands.
public struct ReversedLine: Hashable, Sendable {
    public let line: CreditLine
    /// When the desk learnt of what lapsed it.
    public let at: Instant

    public init(line: CreditLine, at: Instant) {
        self.line = line
        self.at = at
    }
}

extension TicketCredits {
    /// Looks at the lines just before and just after each fact that can lapse a breach.
    static func reversed(
        _ id: Ticket.ID, _ facts: [Fact], _ terms: PinnedTerms, _ span: AgreementSpan,
        standing: Set<BandEntry.Key>, watching: (Fact) -> Bool = \.canLapse
    ) -> [ReversedLine] {
        // Without a breach that the alarm wrote, nothing was written down.
        guard facts.contains(where: { $0.what.kind == .broken }) else { return [] }
        var ticket: Ticket?
        var lapsed: [BandEntry.Key: ReversedLine] = [:]
        for fact in facts {
            let after = evolve(ticket, fact, id: id)
            if let ticket, !ticket.alarms.breaches.isEmpty, watching(fact) {
                let stands = Set(after.bandEntries(under: terms, upTo: fact.recorded).map(\.key))
                let before = span.lines(ticket.bandEntries(under: terms, upTo: fact.recorded))
                for line in before where ticket.isWritten(line) && !stands.contains(line.entry.key) {
                    lapsed[line.entry.key] = ReversedLine(line: line, at: fact.recorded)
                }
            }
            ticket = after
        }
        return lapsed.values.filter { !standing.contains($0.line.entry.key) }.sorted { $0.line < $1.line }
    }

    private static func pending(
        _ ticket: Ticket, _ terms: PinnedTerms, _ span: AgreementSpan, now: Instant, _ lines: [CreditLine]
    ) -> [CreditLine] {
        let marks = ticket.pendingDisputes
        if marks.isEmpty { return [] }
        let at = max(now, ticket.lastRecorded)
        var upheld = ticket
        for mark in marks {
            let what = Fact.What.disputeAnswered(mark, upheld: true, reason: "as if")
            upheld = evolve(
                upheld, Fact(what, by: .desk, way: .rule, happened: at, recorded: at), id: ticket.id)
        }
        let owed = Dictionary(lines.map { ($0.entry.key, $0.gross) }, uniquingKeysWith: { first, _ in first })
        return span.lines(upheld.bandEntries(under: terms, upTo: now)).compactMap { line in
            let more = line.gross - (owed[line.entry.key] ?? .zero(line.gross.currency))
            guard more.minorUnits > 0 else { return nil }
            return CreditLine(entry: line.entry, month: line.month, fee: line.fee, gross: more)
        }
    }
}

extension Ticket {
    /// The alarm has written the breach of this deadline.
    fileprivate func isWritten(_ line: CreditLine) -> Bool {
        alarms.breaches.contains(Breach(promise: line.entry.key.promise, at: line.entry.deadline))
    }
}
