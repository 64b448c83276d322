import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// A contact's tickets: what waits for them first, narrowed and searched as they like.
extension DeskServer {
    /// Rows of one page, and where it goes on.
    private struct Found {
        var rows: [TicketRow]
        var next: String?
        var nextLabel = "Older tickets"
        var isCut = false
    }

    func portalList(_ person: SignedIn, _ asked: PortalQuestion) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { reader in
            let found = try self.found(asked, person, reader)
            let isWide = person.asker.rights.contains(.organisation)
            let customer = try person.asker.customer.flatMap { try reader.organisation($0.rawValue)?.name }
            let rows = try found.rows.compactMap { row in
                try office.dossier(Ticket.ID(row.id), in: reader).map { desk in
                    try PortalSight(
                        row, desk, for: person.seat, office: office, now: now, reader, isListed: true
                    )
                    .listed(isWide: isWide)
                }
            }
            let isWhole = asked.isFirst && !asked.isNarrowed
            var view = PortalView(
                rows: rows, scope: isWide ? "All of \(customer ?? "yours")" : "Yours",
                file: Page.portalFiling, filters: asked.filters, search: asked.search,
                show: asked.show == .all ? nil : asked.show.rawValue, empty: Self.empty(asked, found.isCut))
            (view.next, view.nextLabel) = (found.next, found.nextLabel)
            view.awaited = isWhole ? try self.awaited(person, now, reader) : []
            return view
        }
        return portalPage("Tickets", person, current: Page.portal) { view }
    }

    private func found(
        _ asked: PortalQuestion, _ person: SignedIn, _ reader: Storage.Reader
    ) throws -> Found {
        let filter = ContactFilter(person.visibility, states: asked.show.states)
        if !asked.search.isEmpty { return try searched(asked, filter, reader) }
        let stored = try reader.tickets(filter, from: asked.place, limit: Self.pageSize + 1)
        let rows = Array(stored.prefix(Self.pageSize))
        let next = stored.count > rows.count ? rows.last.map(asked.address(behind:)) : nil
        return Found(rows: rows, next: next)
    }

    /// By words and by number. Only what was said in public is looked at.
    private func searched(
        _ asked: PortalQuestion, _ filter: ContactFilter, _ reader: Storage.Reader
    ) throws -> Found {
        let named = try asked.isFirst ? numbered(asked, filter, reader) : nil
        guard let words = SearchWords(asked.search) else { return Found(rows: [named].compactMap { $0 }) }
        let hits = try reader.tickets(having: words, filter, before: asked.before, limit: Self.pageSize)
        return Found(
            rows: [named].compactMap { $0 } + hits.rows.filter { $0.id != named?.id },
            next: hits.next.map(asked.address(before:)),
            nextLabel: hits.isCut ? "Look further back" : "Older messages", isCut: hits.isCut)
    }

    private func numbered(
        _ asked: PortalQuestion, _ filter: ContactFilter, _ reader: Storage.Reader
    ) throws -> TicketRow? {
        guard let number = asked.number,
            let row = try reader.ticketRow(number, for: filter.visibility),
            filter.states?.contains(row.state) ?? true
        else { return nil }
        return row
    }

    private static func empty(_ asked: PortalQuestion, _ isCut: Bool) -> EmptyState {
        if !asked.search.isEmpty {
            return EmptyState(
                what: isCut ? "Nothing in the newest messages." : "Nothing was found.",
                next: isCut
                    ? "Look further back below, or use rarer words."
                    : "All words must stand in one message or its subject; a ticket's number finds it too.",
                href: asked.unsearched, link: "Show the list")
        }
        if asked.show != .all {
            return EmptyState(
                what: asked.show.empty, next: "Other tickets may stand under another heading.",
                href: Page.portal, link: "Show all")
        }
        return EmptyState(
            what: asked.show.empty,
            next: "Ask for support here or by mail; what you asked stands here with both promises.")
    }
}
