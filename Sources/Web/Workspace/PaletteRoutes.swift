import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// One question that finds pages, tickets, acts, views and canned replies. Every list of it is what the page
// of the
// same things would show this person.
extension DeskServer {
    private static let foundTicketsMax = 8
    private static let foundMax = 60

    func addPalette(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.palette)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let asked = Fields(query: request.uri.query ?? "")
                let words = asked["q"].lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
                let open = asked["ticket"].isEmpty ? nil : try await sight(asked["ticket"], person.seat)
                // What is named so comes before tickets whose messages hold the words; a number is a ticket.
                var items = (open.map(Self.cannedItems) ?? []).filter { $0.holds(words) }
                if asked["only"] != "canned" {
                    let acts = (open?.paletteItems(person) ?? []).filter { $0.holds(words) }
                    items = words.isEmpty ? acts + items : items + acts
                    items += try await places(person).filter { $0.holds(words) }
                    let tickets = try await foundTickets(asked["q"], person)
                    items = asked["q"].contains(where: \.isNumber) ? tickets + items : items + tickets
                }
                var view = PaletteView(
                    search: asked["q"], ticket: open?.id, items: Array(items.prefix(Self.foundMax)))
                if asked["only"] == "canned", let open, open.canned.isEmpty,
                    Access.allows(.cannedReplies, by: person.asker)
                {
                    view.firstCanned = Page.cannedReplies + "#act-add"
                }
                let found = view
                return page(Layout(head("Go to", person, current: "")) { found })
            }
        }
    }

    private static func cannedItems(_ open: TicketSight) -> [PaletteItem] {
        open.canned.map { reply in
            PaletteItem(
                reply.name, "Canned reply", href: Page.cannedReply(reply.id), canned: reply.id)
        }
    }

    /// Pages of the person's role, and views that they kept or share.
    private func places(_ person: SignedIn) async throws -> [PaletteItem] {
        let views = try await office.database.read { try office.savedViews(for: person.asker, in: $0) }
        var places = views.map { view in
            PaletteItem(
                view.name, "View", detail: QueueQuestion(query: view.query).words,
                href: "\(Page.queue)?\(view.query)")
        }
        places += head("", person, current: "").links.map { PaletteItem($0.label, "Page", href: $0.href) }
        places.append(PaletteItem("What is new", "Page", href: Page.bell))
        places.append(PaletteItem("Kept views", "Page", href: Page.savedViews))
        if Access.allows(.cannedReplies, by: person.asker) {
            places.append(PaletteItem("Canned replies", "Page", href: Page.cannedReplies))
        }
        places.append(PaletteItem("Your account", "Page", href: Page.account))
        return places
    }

    /// By number, else by words in subject and messages.
    private func foundTickets(_ question: String, _ person: SignedIn) async throws -> [PaletteItem] {
        let plain = String(question.drop { $0 == "#" || $0.isWhitespace })
        guard plain.count > 1 || Int64(plain) != nil else { return [] }
        return try await office.database.read { reader in
            var ids = Int64(plain).map { [$0] } ?? []
            if let words = SearchWords(plain) {
                ids += try reader.search(
                    words, in: person.visibility, includingInternal: true, limit: Self.foundTicketsMax
                ).map(\.ticket)
            }
            var seen: Set<Int64> = []
            let rows = try ids.filter { seen.insert($0).inserted }.prefix(Self.foundTicketsMax).compactMap {
                try reader.ticketRow($0, for: person.visibility)
            }
            return try rows.map { row in
                let customer = try row.organisation.flatMap { try reader.organisation($0)?.name }
                return PaletteItem(
                    "#\(row.id) \(row.shownSubject)", "Ticket",
                    detail: [customer, row.state].compactMap(\.self).joined(separator: ", "),
                    href: Page.ticket(row.id))
            }
        }
    }
}
