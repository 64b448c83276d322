import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// One ticket: its page, its proofs, and what is posted to it.
extension DeskServer {
    func addTickets(to router: Router<DeskContext>) {
        router.get("/tickets/:id") { request, context in
            try await ticket(request, context) { person, sight in
                noteRead(sight)
                var sight = sight
                sight.before = Fields(query: request)["before"]
                return page(
                    Layout(head("#\(sight.id) \(sight.subject)", person, current: "")) {
                        sight.view(person)
                    })
            }
        }
        router.get("/tickets/:id/proof/:promise") { request, context in
            let promise = Promise(rawValue: try context.parameters.require("promise"))
            return try await ticket(request, context) { person, sight in
                guard let view = promise.flatMap(sight.proofPage) else { return notFound() }
                return page(Layout(head("Proof of #\(sight.id)", person, current: "")) { view })
            }
        }
        router.get("/tickets/:id/evidence/:digest") { request, context in
            let digest = try context.parameters.require("digest")
            return try await ticket(request, context) { _, sight in
                try await evidence(digest, of: sight)
            }
        }
        addJoining(to: router)
        addPreviews(to: router)
        addTicketPrint(to: router)
        addCustomerTickets(to: router)
        addMessageTexts(to: router)
        router.post("/tickets/:id/separate-agreement") { request, context in
            let form = try await Fields(form: request)
            return try await ticket(request, context) { person, sight in
                try await beginSeparateAgreement(form, person, sight)
            }
        }
        for act in TicketAct.allCases {
            router.post(RouterPath("/tickets/:id/\(act.rawValue)")) { request, context in
                try await ticket(request, context) { person, sight in
                    try await post(act, try await FilesForm(request), person, sight)
                }
            }
        }
    }

    /// The visitor of a chat learns that the desk has seen what they wrote.
    private func noteRead(_ sight: TicketSight) {
        guard let chat = sight.chat, chat.isVisitorThere,
            let last = sight.messages.values.filter({ $0.direction == .incoming }).map(\.id).max()
        else { return }
        office.chatRoom.desk(chat.stored.id, read: last)
    }

    private func evidence(_ digest: String, of sight: TicketSight) async throws -> Response {
        let file = sight.ticket.exclusions.flatMap(\.what.evidence).first { $0.digest == digest }
        guard let file, let blob = try await office.database.read({ try $0.blob(digest) }) else {
            return notFound()
        }
        return download(blob, file.mediaType, name: file.name)
    }

    private func beginSeparateAgreement(
        _ form: Fields, _ person: SignedIn, _ sight: TicketSight
    ) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        try Access.require(.agreementDraft, by: person.asker)
        do {
            try await office.beginSeparateAgreement(
                form["name"], from: Ticket.ID(sight.id), by: person.asker)
            return redirect(to: Page.draft(form["name"]))
        } catch let refusal as Desk.Refusal {
            var view = sight.view(person)
            let action = Page.separateAgreement(sight.id)
            if let index = view.acts.firstIndex(where: { $0.target.action == action }) {
                view.acts[index].show((form, refusal))
            } else {
                view.refusal = Refusal(refusal)
            }
            return page(
                Layout(head(sight.subject, person, current: "")) { view }, status: .unprocessableContent)
        }
    }

    /// Loads what the page shows; what the person may not see is answered like what is absent.
    func ticket(
        _ request: Request, _ context: DeskContext,
        _ body: (SignedIn, TicketSight) async throws -> Response
    ) async throws -> Response {
        try await signedIn(request) { person in
            let sight = try await sight(try context.parameters.require("id"), person.seat)
            return try await body(person, sight)
        }
    }

    /// The ticket of this number as somebody of the desk sees it.
    func sight(_ number: String, _ seat: Seat) async throws -> TicketSight {
        let now = office.clock()
        return try await office.database.read { try sight(number, seat, now: now, $0) }
    }

    /// Inside a transaction of the caller's.
    func sight(
        _ number: String, _ seat: Seat, now: Instant, _ reader: Storage.Reader
    ) throws -> TicketSight {
        let (row, desk) = try visible(number, seat, reader)
        var sight = try TicketSight(row, desk, for: seat, office: office, now: now, reader)
        sight.beside = try reader.openTickets(
            beside: row, seat.visibility, limit: TicketSight.besideMax + 1)
        sight.settled = try reader.settledTickets(
            beside: row, seat.visibility, limit: TicketSight.besideMax)
        sight.atHand = office.atHand(desk)
        sight.held = try HeldSight(of: row.id, for: seat.asker.person, reader)
        sight.sent = try reader.idempotencyKeys(
            of: SentOnce.caller(seat.asker.person, on: row.id), at: now, limit: SentOnce.shownMax)
        let asked = sight.messages.values.min { $0.id < $1.id }?.text ?? ""
        sight.articles = try office.articles(forAnswering: "\(sight.subject) \(asked)", in: reader)
        sight.canned = try office.cannedReplies(for: seat.asker, isBrief: true, in: reader)
        return sight
    }

    /// The ticket of this number, unless it is hidden from this seat. A role that works no tickets is told so
    /// whatever the number.
    func visible(
        _ number: String, _ seat: Seat, _ reader: Storage.Reader
    ) throws -> (TicketRow, Office.Dossier) {
        try Access.require(.ticketView, by: seat.asker)
        guard let id = Int64(number), let row = try reader.ticketRow(id, for: seat.visibility),
            let desk = try office.dossier(Ticket.ID(id), in: reader)
        else { throw Access.Denial.hidden }
        try Access.require(.ticketView, by: seat.asker, on: office.thing(desk.ticket, in: reader))
        return (row, desk)
    }

    private func post(
        _ act: TicketAct, _ sent: FilesForm, _ person: SignedIn, _ sight: TicketSight
    ) async throws -> Response {
        let form = sent.fields
        guard person.isOwn(form) else { return foreignForm() }
        do {
            let once = try SentOnce(act, sent, by: person.asker.person, on: sight.id)
            // What it has done already must not refuse it.
            if let once, try await office.database.read({ try once.isDone(in: $0, at: office.clock()) }) {
                return redirect(to: Page.ticket(sight.id))
            }
            try Access.require(act.capability(form), by: person.asker, on: sight.thing)
            let kept = try await office.database.read { try sight.keptFiles(form, office, $0) }
            let order = try TicketOrder(act, form, sight, files: kept + sent.files)
            let turn = Office.Turn(
                on: Ticket.ID(sight.id), by: person.asker, way: .page, at: office.clock())
            let seen = act.seen(form)
            let returned = sight.held.returned(in: form)?.id
            let isStillSeen = try await office.database.write { [office] writer in
                if let once, try once.isDone(in: writer, at: turn.now) { return true }
                if let seen { try office.refuseUnread(after: seen, turn, writer) }
                try office.carryOut(order, of: act, sight, turn, writer)
                // What came back has gone out anew.
                if let returned { try office.discard(returned, turn, writer) }
                try once?.keep(writer, at: turn.now)
                return try writer.ticketRow(sight.id, for: person.visibility) != nil
            }
            let place = Page.ticket(sight.id) + act.place(form, sight)
            return redirect(to: isStillSeen ? place : Page.queue)
        } catch let refusal as Desk.Refusal {
            let refused = Refused(act: act, form: form, refusal: act.naming(refusal))
            // What was written meanwhile stands on the page, and the next press knows of it.
            let sight = try await self.sight("\(sight.id)", person.seat)
            let layout = Layout(head(sight.subject, person, current: "")) {
                sight.view(person, refused: refused)
            }
            return page(layout, status: .unprocessableContent)
        }
    }
}
