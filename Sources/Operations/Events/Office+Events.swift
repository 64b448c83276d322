import Agreements
import BusinessTime
public import Desk
public import Storage

// Declared events (clause H): their own stream of facts.
extension Office {
    /// An event with its facts: what a decision is made on.
    public struct EventFile: Sendable {
        public let event: ExclusionEvent
        public let facts: [EventFact]
        let head: StreamHead?
    }

    public func event(_ id: ExclusionEvent.ID, in reader: Reader) throws -> EventFile? {
        let stream = FactStream.event(id.rawValue)
        let facts = try reader.facts(of: stream).map { try EventFactForm.decode($0.fact) }
        guard let event = ExclusionEvent(id: id, facts: facts) else { return nil }
        return EventFile(event: event, facts: facts, head: try reader.head(of: stream))
    }

    /// All of them, the newest first.
    public func events(in reader: Reader) throws -> [ExclusionEvent] {
        var events: [ExclusionEvent] = []
        var last = Int64.min
        while true {
            let page = try reader.streams(of: "event", after: last)
            events += try page.compactMap { try event(ExclusionEvent.ID($0.id), in: reader)?.event }
            guard let end = page.last?.id else { return events.reversed() }
            last = end
        }
    }

    /// Declares an event; managers are told that it waits for approval.
    public func declare(
        _ declaration: ExclusionEvent.Declaration, _ files: [GivenFile], by asker: Access.Asker
    ) async throws -> ExclusionEvent.ID {
        let now = clock()
        return try await database.write { writer in
            try Access.require(.eventDeclare, by: asker)
            let id = ExclusionEvent.ID(try writer.nextNumber("event"))
            let stream = FactStream.event(id.rawValue)
            let evidence = try self.keep(files, by: asker.person, in: stream, now: now, writer)
            let command = EventCommand(.declare(declaration, evidence: evidence), by: asker.actor)
            let event = try self.record(command, on: nil, id: id, now: now, writer)
            if event.to != nil { try self.tellManagers(of: event, but: asker.person, now, writer) }
            return id
        }
    }

    public func give(
        _ files: [GivenFile], to id: ExclusionEvent.ID, by asker: Access.Asker
    ) async throws {
        let now = clock()
        try await database.write { writer in
            try Access.require(.eventDeclare, by: asker)
            guard let file = try self.event(id, in: writer) else { throw Refusal.noSuchEvent }
            let stream = FactStream.event(id.rawValue)
            let evidence = try self.keep(files, by: asker.person, in: stream, now: now, writer)
            let command = EventCommand(.giveEvidence(evidence), by: asker.actor)
            try self.record(command, on: file, id: id, now: now, writer)
        }
    }

    /// Ends, approves, refuses, withdraws or takes back. Once it is approved or taken back, so it is on its
    /// tickets, a customer a transaction.
    public func settle(
        _ what: EventCommand.What, on id: ExclusionEvent.ID, by asker: Access.Asker
    ) async throws {
        let now = clock()
        let event = try await database.write { writer in
            try Access.require(Capability(of: what), by: asker)
            guard let file = try self.event(id, in: writer) else { throw Refusal.noSuchEvent }
            let event = try self.record(
                EventCommand(what, by: asker.actor), on: file, id: id, now: now, writer)
            if case .end = what { try self.tellManagers(of: event, but: asker.person, now, writer) }
            return event
        }
        if event.approvedBy != nil { try await carryOut(event) }
        if event.takenBack != nil { try await undo(event) }
    }

    @discardableResult
    private func record(
        _ command: EventCommand, on file: EventFile?, id: ExclusionEvent.ID, now: Instant, _ writer: Writer
    ) throws -> ExclusionEvent {
        let scope: ExclusionEvent.Scope? =
            if case .declare(let said, _) = command.what { said.scope } else { file?.event.declared.scope }
        let terms = try scope.map { try eventTerms($0, in: writer) } ?? []
        let new = try decide(command, event: file?.event, terms: terms, now: now)
        let stored = try new.map(EventFactForm.encode)
        try writer.append(stored, to: .event(id.rawValue), following: file?.head)
        var event = file?.event
        for fact in new { event = evolve(event, fact, id: id) }
        guard let event else { throw Refusal.noSuchEvent }
        writer.afterCommit(wakeUp)
        return event
    }

    /// The terms of every agreement that is or was in force.
    public func allTerms(in reader: Reader) throws -> [PinnedTerms] {
        try reader.agreements().filter { $0.inForceFrom != nil }.compactMap {
            try shelf.terms(AgreementVersion(agreement: $0.name, number: $0.version), in: reader)
        }
    }

    /// The terms in force of the agreements that a scope names, and those of its tickets.
    func eventTerms(_ scope: ExclusionEvent.Scope, in reader: Reader) throws -> [PinnedTerms] {
        let picked = try scope.tickets.compactMap { id -> PinnedTerms? in
            guard let desk = try dossier(id, in: reader) else { throw Refusal.unknownTicket(id) }
            return desk.terms
        }
        if scope.isPicked { return picked }
        let held = try reader.agreements().filter {
            $0.inForceFrom != nil && (scope.agreements.isEmpty || scope.agreements.contains($0.name))
        }
        let known = Set(held.map(\.name))
        if let unknown = scope.agreements.first(where: { !known.contains($0) }) {
            throw Refusal.unknownAgreement(unknown)
        }
        return picked
            + (try held.compactMap {
                try shelf.terms(AgreementVersion(agreement: $0.name, number: $0.version), in: reader)
            })
    }
}

extension Capability {
    init(of what: EventCommand.What) {
        switch what {
        case .declare, .end, .giveEvidence, .withdraw: self = .eventDeclare
        case .approve, .refuse, .takeBack: self = .eventDecide
        }
    }
}

extension Refusal {
    static let noSuchEvent = Refusal(
        "no-event", clause: .exclusions, "There is no such event.",
        remedy: "Check its number in the list of events.")

    static func unknownTicket(_ id: Ticket.ID) -> Refusal {
        Refusal(
            "unknown-ticket", clause: .exclusions, field: "tickets", "There is no ticket \(id).",
            remedy: "Check the numbers in the queue.")
    }

    static func unknownAgreement(_ name: String) -> Refusal {
        Refusal(
            "unknown-agreement", clause: .exclusions, field: "agreements",
            "No agreement \"\(name)\" was ever in force.", remedy: "Choose one of the list.")
    }
}
