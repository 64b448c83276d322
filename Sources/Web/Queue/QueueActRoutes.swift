import Agreements
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// One act on several tickets: first what would happen, then ticket by ticket what did.
extension DeskServer {
    func addQueueActs(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.queueActs)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let pairs = Fields.pairs(request.uri.query ?? "")
                let form = Fields(query: request.uri.query ?? "")
                let ticked = QueueAct.numbers(pairs.filter { $0.0 == "ticket" }.map(\.1))
                return try await queueActPage(form, ticked, person)
            }
        }
        router.post(RouterPath(Page.queueActs)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                let ticked = QueueAct.numbers(form["tickets"].split(separator: " ").map(String.init))
                guard let act = QueueAct(rawValue: form["act"]), !ticked.isEmpty,
                    ticked.count <= QueueAct.ticketCountMax
                else { return try await queueActPage(form, ticked, person) }
                try Access.require(act.onTicket.capability(form), by: person.asker)
                var outcomes: [QueueActOutcome] = []
                for number in ticked {
                    let (outcome, denial) = try await outcome(of: act, on: number, form, person)
                    outcomes.append(outcome)
                    // A page that tells of several is no 403, and each denial is one all the same.
                    guard let denial else { continue }
                    let status: HTTPResponse.Status = denial == .hidden ? .notFound : .forbidden
                    await noteRefusal(status, of: request, at: Page.queueActs)
                }
                let view = QueueActOutcomesView(
                    title: act.title, outcomes: outcomes, again: Self.address(act, refused: outcomes))
                return page(Layout(head(act.title, person, current: Page.queue)) { view })
            }
        }
    }

    /// Back to the form with what was refused alone.
    private static func address(_ act: QueueAct, refused: [QueueActOutcome]) -> String? {
        let numbers = refused.filter { $0.refusal != nil }.map { "ticket=\($0.number)" }
        if numbers.isEmpty { return nil }
        return "\(Page.queueActs)?act=\(act.rawValue)&\(numbers.joined(separator: "&"))"
    }

    /// The act on one ticket, in a transaction of its own.
    private func outcome(
        of act: QueueAct, on number: Int64, _ form: Fields, _ person: SignedIn
    ) async throws -> (QueueActOutcome, Access.Denial?) {
        var outcome = QueueActOutcome(number: number, subject: "")
        do {
            let sight = try await sight("\(number)", person.seat)
            outcome.subject = sight.subject
            try Access.require(act.onTicket.capability(form), by: person.asker, on: sight.thing)
            let order = try TicketOrder(act.onTicket, form, sight)
            let turn = Office.Turn(on: Ticket.ID(number), by: person.asker, way: .page, at: office.clock())
            let before = sight.facts.count
            let after = try await office.database.write { [office] writer in
                try office.carryOut(order, waits: false, turn, writer)
                return try office.dossier(Ticket.ID(number), in: writer)?.facts.count ?? before
            }
            outcome.isUnchanged = after == before
        } catch let refusal as Desk.Refusal {
            outcome.refusal = Refusal(act.onTicket.naming(refusal))
        } catch let denial as Access.Denial {
            outcome.refusal = Self.refusal(denial)
            return (outcome, denial)
        }
        return (outcome, nil)
    }

    private static func refusal(_ denial: Access.Denial) -> Refusal {
        switch denial {
        case .forbidden(let why): Refusal(what: why, remedy: "Ask a colleague whose role may do it.")
        case .hidden, .notSignedIn:
            Refusal(what: "There is no such ticket for you.", remedy: "Check its number in the queue.")
        }
    }

    private func queueActPage(
        _ form: Fields, _ ticked: [Int64], _ person: SignedIn
    ) async throws -> Response {
        guard let act = QueueAct(rawValue: form["act"]) else {
            return queueActRefusal("There is no such act.", "Choose one below the list.", person)
        }
        try Access.require(act.capability, by: person.asker)
        guard !ticked.isEmpty else {
            return queueActRefusal("No ticket is ticked.", "Tick rows of the queue, then choose.", person)
        }
        guard ticked.count <= QueueAct.ticketCountMax else {
            return queueActRefusal(
                "\(ticked.count) tickets are too many at once.",
                "Do \(QueueAct.ticketCountMax) at most, and the rest after them.", person)
        }
        let (rows, choices) = try await office.database.read { reader in
            let rows = try ticked.compactMap { try reader.ticketRow($0, for: person.visibility) }
            return (rows, try queueActChoices(rows, for: person.asker.person, reader))
        }
        let hidden = [
            HiddenField(name: "act", value: act.rawValue),
            HiddenField(name: "tickets", value: rows.map { String($0.id) }.joined(separator: " ")),
        ]
        let target = FormTarget(action: Page.queueActs, csrf: person.csrf, hidden: hidden)
        let view = QueueActView(
            title: act.title, tickets: rows.map { ($0.id, $0.shownSubject) },
            missing: ticked.count - rows.count, form: rows.isEmpty ? nil : act.form(target, choices))
        return page(Layout(head(act.title, person, current: Page.queue)) { view })
    }

    private func queueActChoices(
        _ rows: [TicketRow], for person: Person.ID, _ reader: Storage.Reader
    ) throws -> QueueActChoices {
        var categories: [String] = []
        for row in rows {
            let scope = try office.dossier(Ticket.ID(row.id), in: reader)?.terms?.terms.scope
            for category in scope?.categories ?? [] where !categories.contains(category) {
                categories.append(category)
            }
        }
        return QueueActChoices(
            reader: String(person.rawValue),
            people: try reader.agents().filter { $0.disabledAt == nil }.map {
                FieldChoice(value: String($0.id), label: $0.name)
            },
            groups: try reader.groups().map(\.name), categories: categories)
    }

    private func queueActRefusal(_ what: String, _ remedy: String, _ person: SignedIn) -> Response {
        let view = ErrorView(status: 422, what: what, remedy: remedy, href: Page.queue)
        return page(
            Layout(head("Several tickets", person, current: Page.queue)) { view },
            status: .unprocessableContent)
    }
}
