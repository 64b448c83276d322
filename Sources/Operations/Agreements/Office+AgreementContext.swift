import Agreements
import BusinessTime
import Desk
import Storage

// What a decision about an agreement looks at besides the agreement.
extension Office {
    func context(
        of command: AgreementCommand, on file: AgreementFile, offering terms: Terms?, now: Instant,
        _ reader: Reader
    ) throws -> AgreementContext {
        let held = try holding(file.name, at: now, reader)
        let pinned = try held.flatMap { try shelf.terms($0, receivedAt: now, in: reader) }
        var context = AgreementContext(terms: pinned, zones: zone)
        context.holding = held
        if let terms { context.beside = try beside(file.name, terms.scope, at: now, reader) }
        if case .confirmAdjustment(let number, _, _) = command.what,
            let asked = file.agreement?.adjustments.first(where: { $0.number == number }),
            asked.end == nil, asked.adjustment.isForRunning
        {
            context.deadlinesEarlier = try running(asked.adjustment, on: file, now: now, reader).earlier.count
        }
        return context
    }

    /// Other agreements in force with the same customer that share a category.
    func beside(
        _ name: AgreementName, _ scope: ScopeTerms, at now: Instant, _ reader: Reader
    ) throws -> [AgreementVersion] {
        var newest: [String: AgreementVersion] = [:]
        for stored in try reader.agreements(of: name.organisation, inForceAt: now)
        where stored.name != name.name && newest[stored.name] == nil {
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            let other = try shelf.terms(version, in: reader)?.terms.scope.categories ?? []
            if !Set(other).isDisjoint(with: scope.categories) { newest[stored.name] = version }
        }
        return newest.values.sorted()
    }

    /// The open tickets of the version that an adjustment changes, and which of them it would make due
    /// earlier if it were confirmed now.
    func running(
        _ adjustment: Adjustment, on file: AgreementFile, now: Instant, _ reader: Reader
    ) throws -> Impact.Running {
        let version = AgreementVersion(agreement: file.name.name, number: adjustment.version)
        guard let signed = try shelf.terms(version, in: reader) else { return Impact.Running(open: 0) }
        let agreed = file.agreement(with: adjustment, now: now, in: signed.calendar.rules)
        let open = try reader.openTickets(of: version.agreement, version: version.number)
        let compared = try open.compactMap { id -> Impact.Running.Compared? in
            guard let desk = try dossier(Ticket.ID(id), in: reader), let before = desk.terms,
                before.version == version
            else { return nil }
            let after = try shelf.terms(signed, receivedAt: desk.ticket.receivedAt, under: agreed)
            return Impact.Running.Compared(desk.ticket, before: before, after: after)
        }
        return Impact.Running(of: compared)
    }

    /// How many tickets are open under a version.
    func open(_ version: AgreementVersion, in reader: Reader) throws -> Impact.Running {
        Impact.Running(open: try reader.openTicketCount(of: version.agreement, version: version.number))
    }
}

extension Office.AgreementFile {
    /// As it would be with an adjustment confirmed at `now`, whether it is proposed yet or not.
    fileprivate func agreement(with adjustment: Adjustment, now: Instant, in zone: ZoneRules) -> Agreement {
        let id = Agreement.ID(name.id)
        let fact = { (what: AgreementFact.What) in
            AgreementFact(what, by: .desk, happened: now, recorded: now)
        }
        var agreed = agreement
        let proposed = agreed?.adjustments.last { $0.end == nil && $0.adjustment == adjustment }
        if proposed == nil { agreed = evolve(agreed, fact(.adjustmentProposed(adjustment)), id: id) }
        let number = proposed?.number ?? agreed?.adjustments.count ?? 1
        return evolve(agreed, fact(adjustment.confirmed(number, now: now, in: zone)), id: id)
    }
}

extension AgreementFact {
    /// Whether tickets are counted by other terms from here on.
    var changesTerms: Bool { what.kind == .adjustmentConfirmed || what.kind == .mended }
}
