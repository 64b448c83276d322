import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// The pages of calls.
extension DeskServer {
    private static let callsMax = 100
    private static let noneWords: [StoredCall.State: String] = [
        .unmatched: "Of every call it is known whose it is.", .bound: "No call led to a ticket yet.",
        .discarded: "No call was set aside.",
    ]
    /// A form that was refused, with the reason.
    typealias RefusedCall = (form: Fields, refusal: Desk.Refusal)

    /// Without a state the newest that are on tickets.
    func callsPage(_ person: SignedIn, _ state: StoredCall.State?) async throws -> Response {
        let now = office.clock()
        let (rows, counts, state) = try await office.database.read {
            reader -> ([CallRow], [(StoredCall.State, Int)], StoredCall.State) in
            let states: [StoredCall.State] = [.unmatched, .bound, .discarded]
            let counts = try states.map { ($0, try reader.callCount($0)) }
            let shown = state ?? (counts[0].1 > 0 ? .unmatched : .bound)
            let words = person.words(at: now)
            let calls = try reader.calls(shown, limit: Self.callsMax)
            let rows = try calls.compactMap { try self.row($0, person, words, reader) }
            return (rows, counts, shown)
        }
        let labels: [StoredCall.State: String] = [
            .unmatched: "Whose?", .bound: "On tickets", .discarded: "No inquiry",
        ]
        let filters = counts.map { each, count in
            NavLink(
                label: each == .bound ? "On tickets" : "\(labels[each] ?? "") (\(count))",
                href: "\(Page.calls)?show=\(each.rawValue)", isCurrent: each == state)
        }
        let view = CallsView(
            filters: filters, label: labels[state] ?? "", rows: rows,
            empty: EmptyState(
                what: Self.noneWords[state] ?? "",
                next: "When somebody calls, choose \"Log a call\": a timer runs while you speak."))
        return page(Layout(head("Calls", person, current: Page.calls)) { view })
    }

    /// nil for a call on a ticket that the reader does not see.
    private func row(
        _ call: StoredCall, _ person: SignedIn, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> CallRow? {
        let told = try CallWords(
            call: call, words: words, agent: reader.person(call.agent)?.name ?? "somebody")
        guard let number = call.message else {
            let who = [call.caller, call.number].filter { !$0.isEmpty }.joined(separator: ", ")
            return CallRow(
                who: NavLink(label: who.isEmpty ? "Number hidden" : who, href: Page.call(call.id)),
                detail: told.line,
                standing: call.state == .discarded
                    ? "No inquiry\(call.reason.isEmpty ? "" : ": \(call.reason)")" : call.subject,
                ticket: nil, started: words.moment(call.started))
        }
        guard let ticket = try reader.message(number)?.ticket,
            let row = try reader.ticketRow(ticket, for: person.visibility)
        else { return nil }
        let name = try call.contact.flatMap { try reader.person($0)?.name } ?? "Somebody"
        return CallRow(
            who: NavLink(label: name, href: Page.ticket(ticket)), detail: told.line,
            standing: row.shownSubject,
            ticket: NavLink(label: "#\(ticket)", href: Page.ticket(ticket)),
            started: words.moment(call.started))
    }

    func callSearchPage(
        _ person: SignedIn, who: String, refused: RefusedCall? = nil
    ) async throws -> Response {
        let now = office.clock()
        let (found, desk) = try await office.database.read { reader -> ([FoundContact], CallDesk) in
            (
                try self.found(who, person, reader) { Page.callForm(of: $0) },
                try CallDesk(nil, office, for: person, person.words(at: now), reader)
            )
        }
        var form = desk.form(
            FormTarget(action: Page.calls, csrf: person.csrf), ticket: "", refused: refused)
        if refused == nil, who.contains(where: \.isNumber),
            let index = form.head.firstIndex(where: { $0.name == "number" })
        {
            form.head[index].value = who
        }
        let view = CallSearchView(
            search: ContactSearchView(
                title: "Log a call",
                summary:
                    "Find who called or is to be called. The number says it by itself where it is known.",
                action: Page.callSearch, who: who, found: found,
                links: [NavLink(label: "All calls", href: Page.calls)]), stranger: form,
            isOpen: refused != nil || (!who.isEmpty && found.isEmpty))
        var here = person
        if here.call?.contact == 0 { here.call = nil }
        return page(
            Layout(head("Log a call", here, current: Page.calls)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    /// Contacts that a few words mean, each leading on.
    func found(
        _ who: String, _ person: SignedIn, _ reader: Storage.Reader, _ href: (Int64) -> String
    ) throws -> [FoundContact] {
        try office.contacts(meant: who, person.visibility, in: reader).map { contact in
            FoundContact(
                name: contact.name, address: contact.address,
                customer: try contact.organisation.flatMap { try reader.organisation($0)?.name }
                    ?? "Nobody's",
                numbers: try reader.phoneNumbers(of: contact.id), href: href(contact.id))
        }
    }

    func callPage(
        _ id: Int64, _ person: SignedIn, ticket: String, refused: RefusedCall? = nil,
        numberRefused: RefusedCall? = nil
    ) async throws -> Response {
        let now = office.clock()
        let desk = try await office.database.read { reader in
            let contact = try office.callableContact(id, for: person.asker, person.visibility, in: reader)
            return try CallDesk(contact, office, for: person, person.words(at: now), reader)
        }
        let name = desk.person?.name ?? ""
        let form = desk.form(
            FormTarget(action: Page.calls(of: id), csrf: person.csrf), ticket: ticket, refused: refused)
        var acts: [ActForm] = [
            .addNumber(FormTarget(action: Page.phoneNumbers(of: id), csrf: person.csrf), name: name)
        ]
        acts += desk.numbers.enumerated().map { index, number in
            let hidden = [HiddenField(name: "number", value: number)]
            return .removeNumber(
                FormTarget(action: Page.phoneNumberRemoval(of: id), csrf: person.csrf, hidden: hidden),
                number: number, index: index + 1)
        }
        acts[0].show(numberRefused)
        let view = CallPageView(
            back: NavLink(label: "Log a call", href: Page.callSearch), title: "Call with \(name)",
            summary: desk.customer ?? "Of no customer: no promise applies",
            facts: [
                ("Mail", desk.person?.address ?? ""),
                ("Numbers", desk.numbers.isEmpty ? "None known" : desk.numbers.joined(separator: ", ")),
            ], form: form, acts: acts)
        var here = person
        // Its own page shows it larger.
        if here.call?.contact == id { here.call = nil }
        return page(
            Layout(head(view.title, here, current: Page.calls)) { view },
            status: refused == nil && numberRefused == nil ? .ok : .unprocessableContent)
    }

    func unmatchedPage(
        _ id: Int64, _ person: SignedIn, who: String?, refused: RefusedCall? = nil
    ) async throws -> Response {
        let now = office.clock()
        let (call, told, found, ticket) = try await office.database.read {
            reader -> (StoredCall, CallWords, [StoredPerson], Int64?) in
            guard let call = try reader.call(id) else { throw Access.Denial.hidden }
            let told = CallWords(
                call: call, words: person.words(at: now),
                agent: try reader.person(call.agent)?.name ?? "somebody")
            let asked = who ?? (call.number.isEmpty ? call.caller : call.number)
            let found = try office.contacts(meant: asked, person.visibility, in: reader)
            let ticket = try call.message.flatMap { try reader.message($0)?.ticket }
            return (call, told, found, ticket)
        }
        if call.state == .bound { return redirect(to: ticket.map(Page.ticket) ?? Page.calls) }
        let choices = found.map { FieldChoice(value: String($0.id), label: "\($0.name), \($0.address)") }
        var acts: [ActForm] = [
            .matchCall(
                FormTarget(action: Page.callMatch(id), csrf: person.csrf), found: choices,
                effect: "Received is \(told.words.short(call.started)), when it was answered. "
                    + (call.kind == .conversation
                        ? "That \(told.agent) spoke acknowledges, as of now: it is learnt late. "
                        : "") + "The number is theirs from then on.")
        ]
        if call.state == .unmatched {
            acts.append(.discardCall(FormTarget(action: Page.callDiscarding(id), csrf: person.csrf)))
        }
        if call.summary.isEmpty { acts = [] }
        for index in acts.indices where refused != nil {
            // One act stands open at a time: the one that was refused.
            acts[index].isOpen = false
            if refused.map({ acts[index].isAnswered(by: $0.form) }) == true { acts[index].show(refused) }
        }
        let names = [call.caller, call.number].filter { !$0.isEmpty }.joined(separator: ", ")
        let view = UnmatchedCallView(
            title: call.subject.isEmpty ? "A call" : call.subject,
            standing: call.state == .discarded ? "No inquiry: \(call.reason)" : "Nobody has said whose it is",
            facts: [
                ("From", names.isEmpty ? "Number hidden" : names), ("Call", told.line),
                ("Began", told.words.whole(call.started)), ("Ended", told.words.whole(call.ended)),
            ], text: call.summary.isEmpty ? "(erased)" : call.summary, action: Page.call(id), who: who ?? "",
            acts: acts, refusal: refused.map { Refusal($0.refusal) })
        return page(
            Layout(head(view.title, person, current: Page.calls)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}
