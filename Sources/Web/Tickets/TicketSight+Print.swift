import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations

// A ticket on paper.
extension DeskServer {
    func addTicketPrint(to router: Router<DeskContext>) {
        router.get("/tickets/:id/print") { request, context in
            let withNotes = Fields(query: request)["notes"] != "no"
            return try await ticket(request, context) { person, sight in
                let view = sight.printed(by: person, withNotes: withNotes)
                return page(Layout(head("Print #\(sight.id) \(sight.subject)", person, current: "")) { view })
            }
        }
    }
}

extension TicketSight {
    /// - Parameter withNotes: else what only the desk sees is left out, as for the customer.
    func printed(by person: SignedIn, withNotes: Bool) -> PrintedTicketView {
        let all = entries
        let shown = withNotes ? all : all.filter { $0.kind != .note }
        let address = Page.ticketPrint(id)
        return PrintedTicketView(
            id: String(id), subject: subject, facts: printedFacts,
            clocks: Agreements.Promise.allCases.compactMap(printedClock), entries: shown,
            omitted: withNotes ? nil : "Internal notes are left out: \(all.count - shown.count).",
            printed:
                "As of \(words.short(words.now)) (\(words.zone)), printed by \(name(person.asker.person))",
            ticketHref: Page.ticket(id),
            other: withNotes
                ? NavLink(label: "Without internal notes", href: "\(address)?notes=no")
                : NavLink(label: "With internal notes", href: address))
    }

    private var printedFacts: [(label: String, words: String)] {
        let reason = assigningReason.map { ", \($0)" } ?? ""
        let holder = ticket.assignee.map(name) ?? "Nobody"
        return [
            ("Customer", customer), ("Asked by", requester), ("Received", words.short(ticket.receivedAt)),
            ("Severity", ticket.severity.rawValue.capitalisedFirst),
            ("State", ticket.state.word.capitalisedFirst),
            ("Who has it", "\(holder)\(reason), \(ticket.group), tier \(ticket.tier.rawValue)"),
            ("Agreement", agreementWords),
        ]
    }

    private func printedClock(_ promise: Agreements.Promise) -> PrintedClock? {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else { return nil }
        var printed = PrintedClock(
            heading: promise == .acknowledgment ? "Acknowledgment" : "Resolution", clause: promise.clause.id,
            promise: "\(DeskWords.span(clock.budget)) of business time",
            bar: ClockBar(clock, terms: terms, words: words),
            proof: view(of: Desk.proof(of: clock, terms: terms, at: words.now), clock))
        printed.label = clock.lateIdentification(at: words.now)
        return printed
    }
}
