import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// One ticket: its page, the two parts that change live, and what is posted to it.
extension DeskServer {
    func addTickets(to router: Router<BasicRequestContext>) {
        router.get("/tickets/:id") { request, context in
            try await ticket(request, context) { person, sight in
                page(
                    Layout(head("#\(sight.id) \(sight.subject)", person, current: "")) {
                        sight.view(person, refusal: nil)
                    })
            }
        }
        router.get("/tickets/:id/timeline") { request, context in
            try await ticket(request, context) { _, sight in page(sight.timeline) }
        }
        router.get("/tickets/:id/clocks") { request, context in
            try await ticket(request, context) { _, sight in page(sight.clocks) }
        }
        for act in TicketAct.allCases {
            router.post(RouterPath("/tickets/:id/\(act.rawValue)")) { request, context in
                try await ticket(request, context) { person, sight in
                    try await post(act, try await Form(request), person, sight)
                }
            }
        }
    }

    /// Loads what the page shows; what the person may not see is answered like what is absent.
    private func ticket(
        _ request: Request, _ context: BasicRequestContext,
        _ body: (SignedIn, TicketSight) async throws -> Response
    ) async throws -> Response {
        try await signedIn(request) { person in
            let id = Int64(try context.parameters.require("id")) ?? 0
            let now = office.clock()
            let sight = try await office.database.read { reader in
                try TicketSight(id, office: office, now: now, reader)
            }
            guard let sight, person.visibility.sees(sight.row) else { return notFound() }
            try Access.require(.ticketView, by: person.asker, ticketGroup: sight.ticket.group)
            return try await body(person, sight)
        }
    }

    private func post(
        _ act: TicketAct, _ form: Form, _ person: SignedIn, _ sight: TicketSight
    ) async throws -> Response {
        guard person.isOwn(form) else {
            return errorPage(.forbidden, "This form is not of your session.", "Open the ticket again.")
        }
        do {
            try await perform(act, form, person, sight)
            return redirect(to: Page.ticket(sight.id))
        } catch let refusal as Desk.Refusal {
            let shown = Refusal(
                what: refusal.message, clause: refusal.clause?.id, remedy: refusal.remedy)
            let layout = Layout(head(sight.subject, person, current: "")) {
                sight.view(person, refusal: shown, text: form["text"])
            }
            return page(layout, status: .unprocessableContent)
        }
    }

    private func perform(
        _ act: TicketAct, _ form: Form, _ person: SignedIn, _ sight: TicketSight
    ) async throws {
        let (id, asker, text) = (Ticket.ID(sight.id), person.asker, form["text"])
        switch act {
        case .replies:
            let kind: Answer = form["visibility"] == "internal" ? .note : .reply
            try await office.answer(kind, text: text, on: id, by: asker)
        case .acknowledgment: try await office.answer(.acknowledge, text: text, on: id, by: asker)
        case .resolution: try await office.answer(.resolve(.answer), text: text, on: id, by: asker)
        case .informationRequests:
            let missing = text.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
            try await office.answer(.requestInformation(missing: missing), text: text, on: id, by: asker)
        case .extensions:
            let added = BusinessSeconds.hours(Int64(form["hours"]) ?? 0)
            try await office.answer(
                .extend(ground: form["ground"], reason: form["reason"], by: added), text: form["reason"],
                on: id, by: asker)
        case .outOfScope:
            try await office.answer(
                .outOfScope(reason: form["reason"]), text: form["reason"], on: id, by: asker)
        case .exclusions, .escalations, .assignment, .severity, .reopening:
            try await office.act(try command(act, form, sight), on: id, by: asker)
        }
    }

    private func command(_ act: TicketAct, _ form: Form, _ sight: TicketSight) throws -> Command.What {
        switch act {
        case .exclusions:
            let span = Span(
                from: try sight.instant(form["from"], "from"), to: try sight.instant(form["to"], "to"))
            return .exclude(span, ground: form["ground"], reason: form["reason"])
        case .escalations:
            let tier = Int(form["tier"]).flatMap(TierLevel.init(rawValue:)) ?? .tier2
            return .escalate(to: tier, reason: form["reason"])
        case .assignment:
            let person = Int64(form["person"]).map { Person.ID($0) }
            return .assign(Assignment(person: person, group: sight.ticket.group))
        case .severity:
            return .setSeverity(
                Severity(rawValue: form["severity"]) ?? sight.ticket.severity, reason: form["reason"])
        default: return .reopen(reason: form["reason"])
        }
    }
}
