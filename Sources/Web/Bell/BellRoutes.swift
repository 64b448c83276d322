import Hummingbird
import Markup
import Operations
import Storage

// The bell: its list, its count for pages that stand open, and that its list was seen.
extension DeskServer {
    func addBell(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.bell)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let view = try await bellView(person)
                var person = person
                // The list may be read a moment after the count: they say the same.
                if view.items.isEmpty { person.newsCount = 0 }
                return page(Layout(head("What is new", person, current: Page.bell)) { view })
            }
        }
        router.get(RouterPath(Page.bellCount)) { request, _ in
            try await permitted(.ticketView, request) { person in
                page(
                    BellCount(
                        bell: BellMark(count: person.newsCount ?? 0, max: BellNews.countMax),
                        chats: Access.allows(.readChats, by: person.asker) ? ChatsMark(person) : nil))
            }
        }
        router.post(RouterPath(Page.bellSeen)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                try await office.see(newsThrough: Int64(form["through"]) ?? 0, by: person.asker)
                return redirect(to: Page.bell)
            }
        }
    }

    private func bellView(_ person: SignedIn) async throws -> BellView {
        let now = office.clock()
        return try await office.database.read { reader in
            let news = try BellNews(for: person.asker, person.visibility, reader)
            let words = person.words(at: now)
            let items = try news.items.map { item in
                let row = item.ticket
                let customer =
                    try row.organisation.flatMap { try reader.organisation($0)?.name }
                    ?? row.requester.flatMap { try reader.person($0)?.name } ?? "Unknown"
                let names = try reader.names(of: item.told.compactMap(\.doer))
                return BellItem(
                    href: Page.ticket(row.id), label: "#\(row.id) \(row.shownSubject)", customer: customer,
                    told: item.told.map { one in
                        BellItem.Told(
                            kind: BellItem.Kind(one.kind), who: one.doer.flatMap { names[$0] },
                            at: words.moment(one.recorded))
                    })
            }
            let through = HiddenField(name: "through", value: String(news.through))
            let seen = FormTarget(action: Page.bellSeen, csrf: person.csrf, hidden: [through])
            return BellView(items: items, seen: items.isEmpty ? nil : seen)
        }
    }
}

extension BellItem.Kind {
    fileprivate init(_ kind: TicketNews.Kind) {
        switch kind {
        case .received: self = .new
        case .warned: self = .breaking
        case .broken: self = .broken
        case .replied: self = .replied
        case .reopened: self = .reopened
        case .assigned: self = .assigned
        case .escalated: self = .escalated
        case .disputed: self = .disputed
        case .objected: self = .objected
        case .mentioned: self = .mentioned
        }
    }
}
