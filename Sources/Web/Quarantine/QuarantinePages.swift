import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

extension DeskServer {
    private static let quarantinePerPage = 50

    func quarantinePage(
        _ person: SignedIn, _ state: StoredQuarantine.State, before: Int64
    ) async throws -> Response {
        let (now, limit) = (office.clock(), Self.quarantinePerPage)
        let (rows, counts, last) = try await office.database.read { reader in
            let words = person.words(at: now)
            let found = try reader.quarantine(state, before: before, limit: limit + 1)
            let rows = try found.prefix(limit).compactMap { mail in
                try office.quarantineReading(mail.inbox, in: reader).map {
                    QuarantineWords(reading: $0, words: words, people: try Self.people($0, reader)).row
                }
            }
            let counts = try StoredQuarantine.State.allCases.map { try reader.quarantineCount($0) }
            return (rows, counts, found.count > limit ? found[limit - 1].inbox : nil)
        }
        let filters = zip(StoredQuarantine.State.allCases, counts).map { each, count in
            NavLink(
                label: "\(each.rawValue.capitalisedFirst) (\(count))",
                href: "\(Page.quarantine)?show=\(each.rawValue)", isCurrent: each == state)
        }
        let view = QuarantineListView(
            filters: filters, label: "Mails, \(state.rawValue)", rows: rows,
            empty: EmptyState(
                what: state == .waiting ? "No mail waits." : "No mail was \(state.rawValue).",
                next: "A mail without a sender, from an agent who can't be proven, or by a program that "
                    + "answers nothing is kept here, in sight."),
            next: last.map { "\(Page.quarantine)?show=\(state.rawValue)&before=\($0)" })
        return page(Layout(head("Quarantine", person, current: Page.quarantine)) { view })
    }

    func quarantinedPage(
        _ inbox: Int64, _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> QuarantineWords? in
            guard let reading = try office.quarantineReading(inbox, in: reader) else { return nil }
            return QuarantineWords(
                reading: reading, words: person.words(at: now),
                people: try Self.people(reading, reader))
        }
        guard let found else { return notFound() }
        var view = found.view
        view.acts = found.acts(csrf: person.csrf)
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.acts.indices where view.acts[index].isAnswered(by: refused.form) {
                view.acts[index].show(refused)
            }
        }
        return page(
            Layout(head(view.title, person, current: Page.quarantine)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func people(
        _ reading: QuarantineReading, _ reader: Storage.Reader
    ) throws -> [Int64: String] {
        try reader.names(of: reading.facts.compactMap { $0.by.person?.rawValue })
    }
}
