import Agreements
public import BusinessTime
public import Desk
public import Storage

// The tickets that an event touches: before it is approved, and when it is carried out.
extension Office {
    /// Days after its approval in which tickets that come late to an event are still found: a mail released
    /// from quarantine, a customer identified afterwards.
    static let eventCatchesUpFor: Int64 = 60

    /// The tickets in an event's scope that were open in its span, in order of their numbers.
    func candidates(of event: ExclusionEvent, now: Instant, in reader: Reader) throws -> [Ticket.ID] {
        var found = Set(event.declared.scope.tickets)
        guard !event.declared.scope.isPicked else { return found.sorted() }
        var last = Int64.min
        while true {
            let page = try reader.eventCandidates(
                receivedBefore: event.to ?? now, runningSince: event.declared.from, after: last)
            for row in page
            where event.declared.scope.covers(
                Ticket.ID(row.id), agreement: row.agreement, category: row.category)
            { found.insert(Ticket.ID(row.id)) }
            guard let end = page.last?.id else { return found.sorted() }
            last = end
        }
    }

    /// A ticket of an event with what the event changes, or why it changes nothing.
    public struct TouchedTicket: Sendable {
        public let desk: Dossier
        /// As if the event had never been.
        public let before: Ticket
        /// With the event.
        public let after: Ticket
        public let untouched: Ticket.Untouched?
    }

    /// What an event touches, or would touch if it were approved now. One that lasts is counted up to now.
    public func tickets(
        of event: ExclusionEvent, now: Instant, in reader: Reader
    ) throws -> [TouchedTicket] {
        let exclusion = event.exclusion ?? EventExclusion(event, upTo: now)
        return try candidates(of: event, now: now, in: reader).compactMap { id in
            guard let desk = try dossier(id, in: reader) else { return nil }
            let ticket = desk.ticket
            if ticket.exclusions.contains(where: { $0.what.event == event.id }) {
                return TouchedTicket(
                    desk: desk, before: ticket.without { $0.event == event.id }, after: ticket,
                    untouched: nil)
            }
            let untouched = ticket.untouched(by: exclusion, under: desk.terms)
            let after = untouched == nil ? ticket.excluding(exclusion, at: now) : ticket
            return TouchedTicket(desk: desk, before: ticket, after: after, untouched: untouched)
        }
    }

    /// Excludes an approved event on every ticket that it touches and that does not bear it yet; each
    /// customer is told once, in the transaction that excludes it. Done again it changes nothing.
    func carryOut(_ event: ExclusionEvent) async throws {
        guard let exclusion = event.exclusion, let by = event.approvedBy else { return }
        let now = clock()
        let found = try await database.read { reader in
            try self.candidates(of: event, now: now, in: reader).compactMap { id -> (Ticket.ID, String)? in
                guard let desk = try self.dossier(id, in: reader),
                    desk.ticket.untouched(by: exclusion, under: desk.terms) == nil
                else { return nil }
                return (id, desk.terms?.terms.customer.email ?? "")
            }
        }
        let customers = Dictionary(grouping: found, by: \.1).mapValues { $0.map(\.0) }
        for (_, tickets) in customers.sorted(by: { $0.key < $1.key }) {
            try await database.write { writer in
                var sitting = Sitting(writer: writer, now: now)
                var touched: [(before: Dossier, after: Dossier)] = []
                for id in tickets {
                    guard let desk = try self.dossier(id, in: writer),
                        desk.ticket.untouched(by: exclusion, under: desk.terms) == nil
                    else { continue }
                    let command = Command(.excludeEvent(exclusion), by: by, way: .page)
                    touched.append((desk, try self.record(command, on: desk, id: id, in: &sitting)))
                }
                try self.mail(sitting.news, now: now, writer)
                try self.tellCustomer(of: exclusion, touched, now, writer)
            }
        }
    }

    /// Tickets that came late to an event that is approved, or that one which was taken back still excludes.
    public func catchUpWithEvents() async throws {
        let since = clock().advanced(by: -Self.eventCatchesUpFor * 86_400)
        for event in try await database.read({ try self.events(in: $0) }) {
            switch event.outcome {
            case .approved(_, let at) where at >= since: try await carryOut(event)
            case .takenBack(_, let at, _) where at >= since: try await undo(event)
            case .approved, .takenBack, .refused, .withdrawn, nil: continue
            }
        }
    }
}

extension EventExclusion {
    /// An event that lasts, as if it ended now: for those who want to see what it would touch.
    init(_ event: ExclusionEvent, upTo now: Instant) {
        self.init(
            event: event.id,
            span: Span(from: event.declared.from, to: max(event.declared.from, event.to ?? now)),
            ground: event.declared.ground, reason: event.declared.reason, evidence: event.evidence,
            proposedBy: event.declaredBy, proposedAt: now)
    }
}
