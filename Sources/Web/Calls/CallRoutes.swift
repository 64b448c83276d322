import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Calls: found whose, logged, matched later. Whoever is hidden from the reader is not there.
extension DeskServer {
    func addCalls(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.calls)) { request, _ in
            try await permitted(.logCall, request) { person in
                let asked = request.uri.queryParameters.get("show") ?? ""
                return try await callsPage(person, StoredCall.State(rawValue: asked))
            }
        }
        router.post(RouterPath(Page.calls)) { request, _ in
            try await permitted(.logCall, request) { person in
                try await logStranger(try await FilesForm(request), person)
            }
        }
        router.get(RouterPath(Page.callSearch)) { request, _ in
            try await permitted(.logCall, request) { person in
                try await callSearchPage(person, who: Fields(query: request)["who"])
            }
        }
        router.get("/calls/:call") { request, context in
            let id = context.parameters.get("call", as: Int64.self) ?? 0
            let asked = Fields(query: request)
            return try await permitted(.logCall, request) { person in
                try await unmatchedPage(id, person, who: asked.has("who") ? asked["who"] : nil)
            }
        }
        addContactCalls(to: router)
        addCallDecisions(to: router)
        addTicketOpening(to: router)
    }

    private func addContactCalls(to router: Router<DeskContext>) {
        router.get("/contacts/:contact/calls/new") { request, context in
            let id = context.parameters.get("contact", as: Int64.self) ?? 0
            let ticket = request.uri.queryParameters.get("ticket") ?? ""
            return try await permitted(.logCall, request) { person in
                try await callPage(id, person, ticket: ticket)
            }
        }
        router.post("/contacts/:contact/calls") { request, context in
            let id = context.parameters.get("contact", as: Int64.self) ?? 0
            return try await permitted(.logCall, request) { person in
                try await log(id, try await FilesForm(request), person)
            }
        }
        router.post("/contacts/:contact/phone-numbers") { request, context in
            try await numberAct(request, context) { form, id, turn, writer in
                try office.add(phoneNumber: form["number"], of: id, turn, writer)
            }
        }
        router.post("/contacts/:contact/phone-numbers/removal") { request, context in
            try await numberAct(request, context) { form, id, turn, writer in
                try office.remove(phoneNumber: form["number"], of: id, turn, writer)
            }
        }
    }

    private func addCallDecisions(to router: Router<DeskContext>) {
        router.post("/calls/:call/contact") { request, context in
            try await decide(request, context) { id, form, turn, writer in
                let contact = try contact(form, writer)
                let named = form["ticket"].filter { $0 != "#" && !$0.isWhitespace }
                guard named.isEmpty || Int64(named) != nil else { throw Desk.Refusal.noTicketNumber }
                let ticket = try office.match(
                    id, to: contact, on: Int64(named).map { Ticket.ID($0) }, turn, writer)
                return Page.ticket(ticket.rawValue)
            }
        }
        router.post("/calls/:call/discarding") { request, context in
            try await decide(request, context) { id, form, turn, writer in
                try office.discard(call: id, reason: form["reason"], turn, writer)
                return Page.calls
            }
        }
    }

    func callTurn(_ person: SignedIn) -> Office.CallTurn {
        Office.CallTurn(by: person.asker, person.visibility, way: .page, at: office.clock())
    }

    private func decide(
        _ request: Request, _ context: DeskContext,
        _ body: @escaping @Sendable (Int64, Fields, Office.CallTurn, Writer) throws -> String
    ) async throws -> Response {
        try await permitted(.logCall, request) { person in
            let id = context.parameters.get("call", as: Int64.self) ?? 0
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            let turn = callTurn(person)
            do {
                return redirect(to: try await office.database.write { try body(id, form, turn, $0) })
            } catch let refusal as Desk.Refusal {
                return try await unmatchedPage(id, person, who: nil, refused: (form, refusal))
            }
        }
    }

    /// The contact that was chosen, or somebody new by mail address.
    private func contact(_ form: Fields, _ writer: Writer) throws -> Int64 {
        if form["address"].isEmpty, let chosen = Int64(form["contact"]) { return chosen }
        return try office.caller(form["address"], name: "", writer).id
    }

    private func numberAct(
        _ request: Request, _ context: DeskContext,
        _ body: @escaping @Sendable (Fields, Int64, Office.CallTurn, Writer) throws -> Void
    ) async throws -> Response {
        try await permitted(.logCall, request) { person in
            let id = context.parameters.get("contact", as: Int64.self) ?? 0
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            let turn = callTurn(person)
            do {
                try await office.database.write { try body(form, id, turn, $0) }
                return redirect(to: Page.callForm(of: id))
            } catch let refusal as Desk.Refusal {
                return try await callPage(id, person, ticket: "", numberRefused: (form, refusal))
            }
        }
    }

    private func once(_ what: String, _ sent: FilesForm, _ person: SignedIn) throws -> SentOnce? {
        var once = try SentOnce(what, sent, by: SentOnce.calls(of: person.asker.person))
        once?.first = "It stands in the log of calls."
        return once
    }

    private func log(_ id: Int64, _ sent: FilesForm, _ person: SignedIn) async throws -> Response {
        let form = sent.fields
        guard person.isOwn(form) else { return foreignForm() }
        let turn = callTurn(person)
        do {
            let once = try once("call with \(id)", sent, person)
            let place = try await office.database.write { [office] writer in
                if let known = try once?.place(in: writer, at: turn.now) { return known }
                let contact = try office.callableContact(id, for: turn.asker, turn.visibility, in: writer)
                let desk = try CallDesk(contact, office, for: person, person.words(at: turn.now), writer)
                var wish = try CallOrder(form, desk.words, country: Office.phoneCountry(writer)).wish
                if wish.opens { wish.summary = desk.letter(form) }
                let ticket = try office.log(wish, with: id, turn, writer)
                try once?.keep(writer, at: turn.now, leadingTo: Page.ticket(ticket.rawValue))
                return Page.ticket(ticket.rawValue)
            }
            return redirect(to: place)
        } catch let refusal as Desk.Refusal {
            return try await callPage(id, person, ticket: "", refused: (form, refusal))
        }
    }

    /// Of who is not known by name or number: kept apart, or a ticket at once where they gave an address.
    private func logStranger(_ sent: FilesForm, _ person: SignedIn) async throws -> Response {
        let form = sent.fields
        guard person.isOwn(form) else { return foreignForm() }
        let turn = callTurn(person)
        do {
            let once = try once("call", sent, person)
            let place = try await office.database.write { [office] writer in
                if let known = try once?.place(in: writer, at: turn.now) { return known }
                let words = person.words(at: turn.now)
                let order = try CallOrder(form, words, country: Office.phoneCountry(writer))
                let (number, ticket) = try office.log(order.wish, from: order.address, turn, writer)
                let place = ticket.map { Page.ticket($0.rawValue) } ?? Page.call(number)
                try once?.keep(writer, at: turn.now, leadingTo: place)
                return place
            }
            return redirect(to: place)
        } catch let refusal as Desk.Refusal {
            return try await callSearchPage(person, who: form["number"], refused: (form, refusal))
        }
    }
}

extension Desk.Refusal {
    static let noTicketNumber = Desk.Refusal(
        "bad-ticket", field: "ticket", "That is no ticket number.", remedy: "Write its number, such as 27.")
}
