import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The pages on which tickets are merged and split: what will happen stands there before it does.
extension DeskServer {
    func addJoining(to router: Router<DeskContext>) {
        router.get("/tickets/:id/merger") { request, context in
            try await ticket(request, context) { person, sight in
                try Access.require(.merge, by: person.asker, on: sight.thing)
                let asked = Fields(query: request)
                return try await mergerPage(sight, person, words: asked["q"], into: Int64(asked["into"]))
            }
        }
        router.get("/tickets/:id/splitting") { request, context in
            try await ticket(request, context) { person, sight in
                try Access.require(.split, by: person.asker, on: sight.thing)
                let view = SplittingView(
                    back: NavLink(label: "#\(sight.id)", href: Page.ticket(sight.id)),
                    title: "Split #\(sight.id)", target: sight.target(.splitting, person),
                    messages: sight.splittable.map { message in
                        SplittableMessage(
                            id: message.id,
                            who: message.author.flatMap { sight.people[$0] } ?? message.address,
                            at: sight.words.moment(message.received), text: message.text)
                    })
                return page(Layout(head(view.title, person, current: "")) { view })
            }
        }
    }

    private func mergerPage(
        _ sight: TicketSight, _ person: SignedIn, words: String, into main: Int64?
    ) async throws -> Response {
        let turn = Office.Turn(on: Ticket.ID(sight.id), by: person.asker, way: .page, at: office.clock())
        var view = MergerView(
            back: NavLink(label: "#\(sight.id)", href: Page.ticket(sight.id)),
            title: "Merge #\(sight.id) \(sight.subject)",
            summary: "A merge joins the conversations, not the promises. It can be undone.",
            action: Page.merger(sight.id), words: words, rows: [], clocks: [], effects: [])
        do {
            if let main {
                let (kept, earliest) = try await office.database.read { reader in
                    let (other, kept) = try office.mergeable(into: Ticket.ID(main), turn, reader)
                    let open = (other.clocks + kept.clocks).filter { $0.doneAt == nil && $0.ended == nil }
                    return (kept, open.compactMap(\.deadline).min())
                }
                fill(&view, sight, kept, earliest, person)
            }
        } catch let refusal as Desk.Refusal {
            view.refusal = Refusal(refusal)
        }
        if view.confirm == nil { view.rows = try await siblings(of: sight, person, words) }
        let filled = view
        return page(
            Layout(head(view.title, person, current: "")) { filled },
            status: view.refusal == nil ? .ok : .unprocessableContent)
    }

    private func fill(
        _ view: inout MergerView, _ sight: TicketSight, _ kept: Office.Dossier, _ earliest: Instant?,
        _ person: SignedIn
    ) {
        let main = kept.ticket.id
        view.title = "Merge #\(sight.id) into #\(main)"
        view.clocks =
            sight.clocks.map { clock($0, of: sight.id, sight.words, main) }
            + kept.clocks.map { clock($0, of: main.rawValue, sight.words, main) }
        let due = earliest.map { ", by the earliest deadline of both: \(sight.words.relative($0))" } ?? ""
        view.effects = [
            "Each ticket keeps its receipt, agreement, severity, pauses, breaches and credits.",
            "From now on one public answer or resolution in #\(main) fulfils the open promises of both.",
            "The queue shows #\(main) alone\(due).",
            "What is written to #\(sight.id) from now on stands in #\(main).",
        ]
        if kept.ticket.requester != sight.ticket.requester {
            view.effects.append("\(sight.name(sight.ticket.requester)) gets the mails of #\(main) in copy.")
        }
        var target = sight.target(.merger, person)
        target.hidden.append(HiddenField(name: "into", value: "\(main)"))
        view.confirm = ActForm(
            id: "merge", title: "Merge #\(sight.id) into #\(main)", target: target,
            effect: "It can be undone on #\(sight.id): what only #\(main) fulfilled meanwhile is open again.",
            submit: "Merge", isWeighty: true, isOpen: true)
    }

    private func clock(
        _ clock: Clock, of ticket: Int64, _ words: DeskWords, _ main: Ticket.ID
    ) -> MergedClock {
        let due = clock.deadline.map { "due \(words.relative($0))" } ?? "no deadline yet"
        let state = clock.standing(at: words.now).word.replacing("-", with: " ").capitalisedFirst
        let isOpen = clock.doneAt == nil && clock.ended == nil
        return MergedClock(
            whose: "#\(ticket)",
            promise: clock.promise == .acknowledgment ? "Acknowledgment (A.1)" : "Resolution (A.2)",
            now: "\(state), \(due)",
            after: isOpen ? "Same; fulfilled by an answer in #\(main)" : "Stays as it is")
    }

    private func siblings(
        of sight: TicketSight, _ person: SignedIn, _ words: String
    ) async throws -> [SiblingRow] {
        try await office.database.read { reader in
            let found = try reader.siblings(
                of: sight.ticket.organisation?.rawValue, requester: sight.ticket.requester.rawValue,
                for: person.visibility, words: words)
            return try found.filter { $0.id != sight.id && $0.state != "merged" && $0.state != "closed" }.map
            {
                row in
                let asker = try row.requester.flatMap { try reader.person($0)?.name } ?? "Somebody"
                return SiblingRow(
                    ticket: NavLink(label: "#\(row.id) \(row.shownSubject)", href: Page.ticket(row.id)),
                    detail: "Asked by \(asker)",
                    standing: row.state.replacing("-", with: " ").capitalisedFirst,
                    received: sight.words.moment(row.received),
                    choose: NavLink(
                        label: "Merge into this", href: "\(Page.merger(sight.id))?into=\(row.id)"))
            }
        }
    }
}
