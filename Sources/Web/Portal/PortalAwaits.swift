import Agreements
import BusinessTime
import Desk
import Operations
import Storage

// What the desk waits for from a contact: answers, and a signatory's word on proposals.
extension DeskServer {
    private static let awaitedMax = 20

    func awaited(
        _ person: SignedIn, _ now: Instant, _ reader: Storage.Reader
    ) throws -> [PortalAwaited] {
        var filter = Storage.QueueFilter(person.visibility)
        filter.state = Ticket.State.waiting.word
        let tickets = try reader.queue(filter, limit: Self.awaitedMax).compactMap { row in
            try office.dossier(Ticket.ID(row.id), in: reader).map { desk in
                let sight = try PortalSight(row, desk, office: office, now: now, reader, isListed: true)
                return sight.awaited
            }
        }
        return tickets + (try proposals(person, reader)) + (try claimable(person, now, reader))
    }

    private func proposals(_ person: SignedIn, _ reader: Storage.Reader) throws -> [PortalAwaited] {
        let held = try office.agreements(of: person.asker, in: reader)
        let names = Set(
            held.filter {
                Access.allows(.confirmAdjustment, by: person.asker, on: .agreement($0.place))
            }.map(\.version.agreement))
        return try names.sorted().flatMap { name in
            try office.openChanges(name, in: reader).map { change in
                PortalAwaited(
                    link: NavLink(
                        label: change.kind == .adjustment
                            ? "Other support hours: \(name)" : "A clerical error: \(name)",
                        href: Page.portalChange(name, change)),
                    what: [], detail: "Your answer is asked for (\(change.clause)).")
            }
        }
    }

    /// Credits that are paid only if they are claimed, while they can be (clause K).
    private func claimable(
        _ person: SignedIn, _ now: Instant, _ reader: Storage.Reader
    ) throws -> [PortalAwaited] {
        let held = try office.agreements(of: person.asker, in: reader)
        let names = Set(
            held.filter { Access.allows(.creditClaim, by: person.asker, on: .agreement($0.place)) }
                .map(\.version.agreement))
        return try names.sorted().flatMap { name -> [PortalAwaited] in
            guard case .books(let file) = try office.booksAtHand(name, in: reader, now: now) else {
                return []
            }
            return file.monthsWithCredits.sorted().compactMap { month -> PortalAwaited? in
                guard file.books.ledger.issue(of: month) != nil else { return nil }
                let open = file.statement(of: month).lines.filter {
                    file.books.canClaim($0.key, now: now)
                }
                let last = open.compactMap { line -> LocalDate? in
                    if case .unclaimed(let until) = line.standing { until } else { nil }
                }.min()
                guard let last else { return nil }
                return PortalAwaited(
                    link: NavLink(
                        label: "Credits of \(month): \(name)", href: Page.portalStatement(name, "\(month)")),
                    what: [], detail: "To be claimed until \(last), else they lapse (K).")
            }
        }
    }
}

extension PortalSight {
    /// What is asked for on this ticket, and since when its clocks stand still.
    var awaited: PortalAwaited {
        let since = ticket.openWaits.compactMap { $0.accepted?.happened }.min()
        return PortalAwaited(
            link: NavLink(label: "#\(id) \(row.shownSubject)", href: Page.portalTicket(id)),
            what: ticket.openWaits.flatMap(\.missing),
            detail:
                "We wait\(since.map { " since " + words.relative($0) } ?? ""); the clocks stand still (G).")
    }
}
