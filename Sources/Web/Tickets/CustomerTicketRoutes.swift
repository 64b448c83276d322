import Agreements
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// All tickets of one customer, as far as the reader sees them.
extension DeskServer {
    func addCustomerTickets(to router: Router<DeskContext>) {
        router.get("/organisations/:id/tickets") { request, context in
            let id = Int64(try context.parameters.require("id")) ?? 0
            let before = request.uri.queryParameters.get("before", as: Int64.self)
            return try await permitted(.ticketView, request) { person in
                guard person.asker.role != .contact else { throw Access.Denial.hidden }
                return try await customerTickets(of: id, before: before ?? .max, person)
            }
        }
    }

    /// A customer of whom the reader sees no ticket is absent for them, name and all.
    private func customerTickets(
        of id: Int64, before: Int64, _ person: SignedIn
    ) async throws -> Response {
        let words = person.words(at: office.clock())
        let view = try await office.database.read { reader -> CustomerTicketsView in
            let found = try reader.tickets(
                ofOrganisation: id, person.visibility, before: before, limit: Self.pageSize + 1)
            // The end of the list may be empty; what is hidden is so from any number on.
            let newest = try reader.tickets(
                ofOrganisation: id, person.visibility, before: .max, limit: 1)
            guard let customer = try reader.organisation(id),
                !newest.isEmpty || person.visibility == .all
            else { throw Access.Denial.hidden }
            let shown = found.prefix(Self.pageSize)
            let names = try reader.names(of: Array(Set(shown.compactMap(\.assignee))))
            return CustomerTicketsView(
                customer: customer.name,
                open: "\(Page.queue)?show=all&customer=\(Fields.escaped(customer.name))",
                rows: shown.map { CustomerTicketsView.Row($0, names, words) },
                next: found.count > Self.pageSize
                    ? shown.last.map { "\(Page.customerTickets(id))?before=\($0.id)" } : nil,
                first: before == .max ? nil : Page.customerTickets(id))
        }
        let title = "Tickets of \(view.customer)"
        return page(Layout(head(title, person, current: Page.queue)) { view })
    }
}

extension CustomerTicketsView.Row {
    init(_ row: TicketRow, _ names: [Int64: String], _ words: DeskWords) {
        self.init(
            ticket: NavLink(label: "#\(row.id)", href: Page.ticket(row.id)), subject: row.shownSubject,
            severity: SeverityMark.Level(Severity.allCases[row.severity]),
            state: row.state.replacing("-", with: " ").capitalisedFirst,
            assignee: row.assignee.flatMap { names[$0] } ?? "Nobody", received: words.moment(row.received))
    }
}
