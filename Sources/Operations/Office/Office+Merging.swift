public import Desk
public import Storage

// A merge joins the conversation of two tickets, never their promises. Both streams change together.
extension Office {
    /// From then on a public answer in `main` fulfils the promises of both.
    public func merge(_ id: Ticket.ID, into main: Ticket.ID, by asker: Access.Asker) async throws {
        let turn = Turn(on: id, by: asker, way: .page, at: clock())
        try await database.write { try self.merge(into: main, turn, $0) }
    }

    /// Inside a transaction of the caller's.
    public func merge(into main: Ticket.ID, _ turn: Turn, _ writer: Writer) throws {
        let (other, kept) = try mergeable(into: main, turn, writer)
        var sitting = Sitting(writer: writer, now: turn.now)
        try record(command(.absorb(turn.ticket), turn), on: kept, id: main, in: &sitting)
        try record(command(.merge(into: main), turn), on: other, id: turn.ticket, in: &sitting)
        try mail(sitting.news, now: turn.now, writer)
        // Who asked on the other one still gets the answers.
        let requester = other.ticket.requester.rawValue
        guard requester != kept.ticket.requester.rawValue else { return }
        try writer.add(
            Follower(
                ticket: main.rawValue, person: requester, addedBy: turn.asker.person.rawValue,
                since: turn.now))
    }

    /// Both tickets, where they may be merged; throws what `merge` would refuse, and writes nothing.
    public func mergeable(
        into main: Ticket.ID, _ turn: Turn, _ reader: Reader
    ) throws -> (other: Dossier, kept: Dossier) {
        let other = try allowed(.merge, turn, reader)
        let kept = try sibling(main, field: "into", of: turn, reader)
        guard other.ticket.organisation == kept.ticket.organisation else {
            throw Refusal.otherCustomer(turn.ticket, main)
        }
        let people = Set([other.ticket.requester, kept.ticket.requester])
        if people.count > 1 {
            let areWide = try people.allSatisfy { try reader.person($0.rawValue)?.seesOrganisation == true }
            guard areWide, other.ticket.organisation != nil else {
                throw Refusal.otherRequester(turn.ticket, main)
            }
        }
        // A program must hear of this rule before anything else, as the core says it.
        _ = try decide(
            command(.merge(into: main), turn), ticket: other.ticket, terms: other.terms, now: turn.now)
        _ = try decide(
            command(.absorb(turn.ticket), turn), ticket: kept.ticket, terms: kept.terms, now: turn.now)
        return (other, kept)
    }

    /// Undoes a merge: what other tickets' answers fulfilled meanwhile is open again.
    public func unmerge(_ id: Ticket.ID, by asker: Access.Asker) async throws {
        let turn = Turn(on: id, by: asker, way: .page, at: clock())
        try await database.write { try self.unmerge(turn, $0) }
    }

    /// Inside a transaction of the caller's.
    public func unmerge(_ turn: Turn, _ writer: Writer) throws {
        let other = try allowed(.merge, turn, writer)
        guard let main = other.ticket.merger?.into, let kept = try dossier(main, in: writer) else {
            throw Refusal(
                "not-merged", "The ticket is not merged into another.", remedy: "There is nothing to undo.")
        }
        var sitting = Sitting(writer: writer, now: turn.now)
        try record(command(.release(turn.ticket), turn), on: kept, id: main, in: &sitting)
        try record(command(.unmerge, turn), on: other, id: turn.ticket, in: &sitting)
        try mail(sitting.news, now: turn.now, writer)
        if other.ticket.requester != kept.ticket.requester {
            try writer.remove(follower: other.ticket.requester.rawValue, ofTicket: main.rawValue)
        }
    }

    /// Says that two tickets belong together; nothing else changes.
    public func link(
        to other: Ticket.ID, reason: String, _ turn: Turn, _ writer: Writer
    ) throws {
        let one = try allowed(.merge, turn, writer)
        let two = try sibling(other, field: "ticket", of: turn, writer)
        if one.ticket.links.contains(other) { return }
        var sitting = Sitting(writer: writer, now: turn.now)
        try record(
            command(.link(other, reason: reason), turn), on: one, id: turn.ticket, in: &sitting)
        if !two.ticket.links.contains(turn.ticket) {
            try record(
                command(.link(turn.ticket, reason: reason), turn), on: two, id: other, in: &sitting)
        }
        try mail(sitting.news, now: turn.now, writer)
    }

    private func command(_ what: Command.What, _ turn: Turn) -> Command {
        Command(what, by: turn.asker.actor, way: turn.way)
    }

    /// The other ticket that an act names. One that is hidden from the asker is not there.
    private func sibling(
        _ id: Ticket.ID, field: String, of turn: Turn, _ reader: Reader
    ) throws -> Dossier {
        guard let desk = try dossier(id, in: reader),
            Access.allows(.ticketView, by: turn.asker, on: try thing(desk.ticket, in: reader))
        else {
            throw Refusal(
                "ticket-unknown", field: field, "There is no ticket \(id).",
                remedy: "Check its number in the queue.")
        }
        return desk
    }

    /// The ticket in which a conversation goes on: itself, or the one that it is merged into.
    public func conversation(of desk: Dossier, in reader: Reader) throws -> Dossier {
        var current = desk
        var seen: Set<Ticket.ID> = [desk.ticket.id]
        while let main = current.ticket.merger?.into, seen.insert(main).inserted,
            let next = try dossier(main, in: reader)
        {
            current = next
        }
        return current
    }
}

extension Refusal {
    static func otherRequester(_ one: Ticket.ID, _ other: Ticket.ID) -> Refusal {
        Refusal(
            "other-requester", field: "into",
            "Tickets \(one) and \(other) have different requesters, who don't both see every ticket of "
                + "their company.",
            remedy: "Link them instead: the one must not read what the other wrote.")
    }

    static func otherCustomer(_ one: Ticket.ID, _ other: Ticket.ID) -> Refusal {
        Refusal(
            "other-customer", field: "into",
            "Tickets \(one) and \(other) are of different customers: merging them would show the one what "
                + "the other wrote.",
            remedy: "Link them instead; a link is seen by the desk alone.")
    }
}
