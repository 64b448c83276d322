import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// A ticket on paper.
extension DeskServer {
    func addTicketPrint(to router: Router<DeskContext>) {
        router.get("/tickets/:id/print") { request, context in
            let asked = Fields(query: request)
            let withNotes = asked["notes"] != "no"
            return try await ticket(request, context) { person, sight in
                let theirs = withNotes ? nil : try await asTheCustomer(sees: sight, person.seat)
                let view = sight.printed(by: person, as: theirs, part: asked["part"])
                return page(Layout(head("Print #\(sight.id) \(sight.subject)", person, current: "")) { view })
            }
        }
    }

    private func asTheCustomer(sees sight: TicketSight, _ seat: Seat) async throws -> PortalSight {
        let now = sight.words.now
        return try await office.database.read { [office] reader in
            guard let desk = try office.dossier(Ticket.ID(sight.id), in: reader),
                let row = try reader.ticketRow(sight.id)
            else { throw Access.Denial.hidden }
            return try PortalSight(row, desk, for: seat, office: office, now: now, reader)
        }
    }
}

extension TicketSight {
    /// - Parameter theirs: what the customer sees, for a sheet that can be given to them; nil for all that
    ///   the desk knows.
    /// - Parameter part: its number from 1 on, or "all"; else the first.
    func printed(by person: SignedIn, as theirs: PortalSight?, part: String) -> PrintedTicketView {
        let address = Page.ticketPrint(id)
        let parts = PrintedParts(theirs?.entries ?? entries, asked: part)
        return PrintedTicketView(
            id: String(id), subject: subject, facts: theirs.map(factsForCustomers) ?? printedFacts,
            clocks: parts.beginsStory
                ? Agreements.Promise.allCases.compactMap { printedClock($0, theirs) } : [],
            entries: parts.shown,
            part: parts.view(at: theirs == nil ? "\(address)?" : "\(address)?notes=no&"),
            omitted: theirs == nil ? nil : "As the customer sees it, without what the desk keeps to itself.",
            printed:
                "As of \(words.short(words.now)) (\(words.zone)), printed by \(name(person.asker.person))",
            ticketHref: Page.ticket(id),
            other: theirs == nil
                ? NavLink(label: "Without internal notes", href: "\(address)?notes=no")
                : NavLink(label: "With internal notes", href: address))
    }

    private var printedFacts: [(label: String, words: String)] {
        let reason = assigningReason.map { ", \($0)" } ?? ""
        let holder = ticket.assignee.map(name) ?? "Nobody"
        return facts(heldBy: "\(holder)\(reason), \(ticket.group), tier \(ticket.tier.rawValue)")
    }

    /// Group, tier and why somebody has it are the desk's own.
    private func factsForCustomers(_ theirs: PortalSight) -> [(label: String, words: String)] {
        facts(heldBy: theirs.row.assignee.flatMap { theirs.people[$0] } ?? "The desk")
    }

    private func facts(heldBy holder: String) -> [(label: String, words: String)] {
        [
            ("Customer", customer), ("Asked by", requester), ("Received", words.short(ticket.receivedAt)),
            ("Severity", ticket.severity.rawValue.capitalisedFirst),
            ("State", ticket.standing(of: customer, words)), ("Who has it", holder),
            ("Agreement", agreementWords),
        ]
    }

    private func printedClock(_ promise: Agreements.Promise, _ theirs: PortalSight?) -> PrintedClock? {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else { return nil }
        var printed = PrintedClock(
            heading: promise == .acknowledgment ? "Acknowledgment" : "Resolution", clause: promise.clause.id,
            promise: clock.promised(under: terms),
            bar: ClockBar(
                clock, terms: terms, words: words, customer: theirs == nil ? customer : "you"),
            proof: theirs?.proof(of: clock, terms)
                ?? view(of: Desk.proof(of: clock, terms: terms, at: words.now), clock))
        printed.label = clock.lateIdentification(at: words.now)
        return printed
    }
}
