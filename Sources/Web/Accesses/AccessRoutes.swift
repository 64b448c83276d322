import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// All accesses that customers gave, for managers: those in force, and those that ended.
extension DeskServer {
    private static let accessesPerPage = 50

    func addAccesses(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.accesses)) { request, _ in
            try await permitted(.accessView, request) { person in
                let thatEnded = request.uri.queryParameters.get("show") == "ended"
                let place = max(request.uri.queryParameters.get("from", as: Int.self) ?? 0, 0)
                return try await accessesPage(person, thatEnded: thatEnded, from: min(place, 1_000_000))
            }
        }
    }

    private func accessesPage(
        _ person: SignedIn, thatEnded: Bool, from place: Int
    ) async throws -> Response {
        let (now, limit) = (office.clock(), Self.accessesPerPage)
        let found = try await office.database.read { reader in
            let words = person.words(at: now)
            return try office.accesses(thatEnded: thatEnded, from: place, limit: limit + 1, in: reader)
                .map { AccessRow($0, words) }
        }
        let show = thatEnded ? "ended" : "in-force"
        let view = AccessesView(
            filters: [
                NavLink(label: "In force", href: Page.accesses, isCurrent: !thatEnded),
                NavLink(label: "Ended", href: "\(Page.accesses)?show=ended", isCurrent: thatEnded),
            ],
            thatEnded: thatEnded, rows: Array(found.prefix(limit)),
            next: found.count > limit ? "\(Page.accesses)?show=\(show)&from=\(place + limit)" : nil)
        return page(Layout(head("Access", person, current: Page.accesses)) { view })
    }
}

extension AccessRow {
    fileprivate init(_ listed: Office.ListedAccess, _ words: DeskWords) {
        let what = listed.access.what
        let sentences = AccessSentences(listed.access, words) { actor in
            switch actor {
            case .contact(let person) where person == what.contact: listed.contact
            case .desk: "Duly"
            case .agent, .contact, .program: listed.lastUser ?? "somebody"
            }
        }
        self.init(
            ticket: NavLink(
                label: "#\(listed.ticket)", href: Page.ticket(listed.ticket.rawValue)),
            customer: listed.customer, system: what.system.isEmpty ? "(erased)" : what.system,
            purpose: what.purpose, users: listed.users, contact: listed.contact,
            lastUse: sentences.lastUse, standing: sentences.standing(seenBy: .desk))
    }
}
