import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The queue: one list, ordered by what breaks next.
extension DeskServer {
    static let pageSize = 40
    /// Pages of the store read for one page that is shown.
    static let pagesMax = 40

    func addQueue(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.queue)) { request, _ in
            try await signedIn(request) { person in
                // Where signing in leads to: a customer's people have pages of their own.
                if person.asker.role == .contact { return redirect(to: Page.portal) }
                try Access.require(.ticketView, by: person.asker)
                if request.uri.query == nil, let start = try await startView(of: person) {
                    return redirect(to: "\(Page.queue)?\(start.query)")
                }
                let asked = QueueQuestion(request)
                let view = try await queueView(asked, person)
                return page(Layout(head("Queue", person, current: Page.queue)) { view })
            }
        }
        router.get(RouterPath(Page.queueSummary)) { request, _ in
            try await signedIn(request) { person in
                try Access.require(.ticketView, by: person.asker)
                return page(try await queueSummary(QueueQuestion(request), person))
            }
        }
        router.get("/queue/rows/:id") { request, context in
            try await signedIn(request) { person in
                try Access.require(.ticketView, by: person.asker)
                let id = Int64(try context.parameters.require("id")) ?? 0
                let asked = QueueQuestion(request)
                guard let row = try await queueRow(id, asked, person) else {
                    return Response(status: .noContent)
                }
                return page(row)
            }
        }
    }

    func queueView(_ asked: QueueQuestion, _ person: SignedIn) async throws -> QueueView {
        let now = office.clock()
        let visibility = person.visibility
        return try await office.database.read { reader in
            let filter = try asked.filter(person, now: now, reader)
            let words = person.words(at: now)
            let part = try storedRows(asked, filter, reader)
            let rows = try part.rows.map { try row($0, words, reader) }
            let views = try office.savedViews(for: person.asker, in: reader)
            let summary = try QueueSummary(visibility, now: now, reader)
            let groups =
                [asked.filters(replied: summary.repliedWords)]
                + (views.isEmpty ? [] : [asked.group(of: views)])
            var view = QueueView(
                summary: summary, groups: groups,
                search: asked.search, searchKeeps: asked.hidden(but: ["q"]), rows: rows,
                empty: asked.empty, next: part.next,
                first: asked.isFirst ? nil : asked.address,
                from: asked.after.map { Int($0.nextDue) })
            if !asked.search.isEmpty {
                view.nextLabel = part.next?.contains("&older=") == true ? "Older tickets" : "Older messages"
            }
            if part.isCut { (view.empty, view.nextLabel) = (asked.emptySoFar, "Look further back") }
            if rows.isEmpty, asked.isWhole { view.empty.steps = try firstSteps(person, reader) }
            view.found = try foundWords(asked, filter, part, summary, reader)
            view.narrowing = asked.narrowing
            view.keeping = SavedViewForm(
                target: FormTarget(action: Page.savedViews, csrf: person.csrf),
                query: views.contains { $0.query == asked.query } ? nil : asked.query,
                sharings: Sharing.choices(for: person.asker, try reader.groups()), all: Page.savedViews)
            view.acts = QueueActBar(acts: QueueAct.offered(to: person.asker))
            return view
        }
    }

    /// For who can take them, while one is left.
    private func firstSteps(_ person: SignedIn, _ reader: Storage.Reader) throws -> FirstStepsView? {
        guard Access.allows(.mailServer, by: person.asker) else { return nil }
        let steps = try FirstSteps(reader)
        let support = try reader.setting("support-address")
        return steps.areDone
            ? nil
            : FirstStepsView(
                steps: steps, support: support, canDraft: Access.allows(.agreementDraft, by: person.asker))
    }

    /// A page that is narrowed here reads on, though not without end.
    func storedRows(
        _ asked: QueueQuestion, _ filter: Storage.QueueFilter, _ reader: Storage.Reader
    ) throws -> QueueSearch.Part {
        if !asked.search.isEmpty {
            return try QueueSearch(asked, filter, limit: Self.pageSize, reader).part(reader)
        }
        if asked.isRatedLow {
            let since = office.clock().advanced(by: -Ticket.ratedWithin)
            let all = try reader.ticketsRatedLow(
                since: since, filter.visibility, limit: Self.pageSize * Self.pagesMax)
            return (Array(all.filter { asked.narrows($0, filter) }.prefix(Self.pageSize)), nil, false)
        }
        var rows: [TicketRow] = []
        var place = asked.after ?? asked.beginning
        for _ in 0..<Self.pagesMax {
            let part = try reader.queue(filter, after: place, limit: Self.pageSize)
            for row in part where asked.holds(row) {
                rows.append(row)
                if rows.count == Self.pageSize { return (rows, asked.address(after: row.place), false) }
            }
            guard part.count == Self.pageSize, let last = part.last else { return (rows, nil, false) }
            place = last.place
        }
        return (rows, asked.address(after: place), false)
    }

    private func queueRow(_ id: Int64, _ asked: QueueQuestion, _ person: SignedIn) async throws -> QueueRow? {
        let now = office.clock()
        return try await office.database.read { reader in
            let filter = try asked.filter(person, now: now, reader)
            guard let stored = try reader.ticketRow(id, for: person.visibility),
                asked.belongs(stored, filter)
            else { return nil }
            return try row(stored, person.words(at: now), reader)
        }
    }

    /// What is worth a word beside the clocks: the state, and a rating that asks for somebody.
    private func standing(
        _ stored: TicketRow, _ ticket: Ticket?, _ customer: String, _ words: DeskWords
    ) -> String? {
        let state = ticket.map { $0.standing(of: customer, words) } ?? stored.state.capitalisedFirst
        let low = ticket?.rating.flatMap { Ticket.lowScores.contains($0) ? "rated \($0) of 5" : nil }
        let words = [stored.state == "open" ? nil : state, low].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private func row(_ stored: TicketRow, _ words: DeskWords, _ reader: Storage.Reader) throws -> QueueRow {
        let dossier = try office.dossier(Ticket.ID(stored.id), in: reader)
        let own = words.beside(dossier?.terms)
        let organisation = try stored.organisation.flatMap { try reader.organisation($0) }
        let people = try reader.names(of: [stored.requester, stored.assignee].compactMap { $0 })
        let customer = organisation?.name ?? stored.requester.flatMap { people[$0] } ?? "Unknown"
        func bar(_ promise: Agreements.Promise) -> ClockBar {
            guard let terms = dossier?.terms, let clock = dossier?.clock(promise) else {
                return .none(promise)
            }
            return ClockBar(clock, terms: terms, words: own, customer: customer, isBrief: true)
        }
        return QueueRow(
            id: String(stored.id), href: Page.ticket(stored.id),
            order: Int(clamping: stored.nextDue?.seconds ?? Int64(Int32.max)),
            severity: SeverityMark.Level(Severity.allCases[stored.severity]),
            customer: customer,
            subject: stored.shownSubject, assignee: stored.assignee.flatMap { people[$0] },
            channel: ChannelMark(stored.channel), received: own.moment(stored.received),
            acknowledgment: bar(.acknowledgment), resolution: bar(.resolution),
            standing: standing(stored, dossier?.ticket, customer, own),
            replied: stored.customerWrote.map(own.moment))
    }
}
