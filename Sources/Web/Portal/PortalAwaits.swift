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
                let sight = try PortalSight(
                    row, desk, for: person.seat, office: office, now: now, reader, isListed: true)
                return sight.awaited
            }
        }
        return tickets + (try proposals(person, reader)) + (try claimable(person, now, reader))
    }

    private func proposals(_ person: SignedIn, _ reader: Storage.Reader) throws -> [PortalAwaited] {
        try office.agreements(for: .confirmAdjustment, by: person.asker, in: reader).flatMap { held in
            let name = held.version.agreement
            return try office.openChanges(name, in: reader).map { change in
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
        let all = try office.agreements(for: .creditClaim, by: person.asker, in: reader)
        return try all.flatMap { held -> [PortalAwaited] in
            let name = held.version.agreement
            guard let credits = try office.shelf.terms(held.version, in: reader)?.terms.credits,
                credits.claiming == .claimed,
                case .books(let file) = try office.booksAtHand(name, in: reader, now: now)
            else { return [] }
            let today = file.books.span.date(of: now)
            let open = file.monthsWithCredits.sorted().filter {
                // Of a month that is long over nothing can be claimed: nobody reckons it here.
                $0.next.first.adding(days: credits.claimWindowDays) >= today
            }
            return open.compactMap { claimable($0, of: file, name, now) }
        }
    }

    private func claimable(
        _ month: CalendarMonth, of file: Office.BookFile, _ name: String, _ now: Instant
    ) -> PortalAwaited? {
        guard file.books.ledger.issue(of: month) != nil else { return nil }
        let last = file.statement(of: month).lines.compactMap { line -> LocalDate? in
            guard file.books.canClaim(line.key, now: now), case .unclaimed(let until) = line.standing else {
                return nil
            }
            return until
        }.min()
        return last.map { last in
            PortalAwaited(
                link: NavLink(
                    label: "Credits of \(month.inWords): \(name)",
                    href: Page.portalStatement(name, "\(month)")),
                what: [], detail: "To be claimed until \(last.inWords), else they lapse (K).")
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
