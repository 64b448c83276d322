import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Mail
import Markup
import Operations
import Storage

// What goes out, how it went, and what a person does about it.
extension DeskServer {
    private static let mailsPerPage = 50

    func addOutbox(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.outbox)) { request, _ in
            try await permitted(.outboxView, request) { person in
                let before = request.uri.queryParameters.get("before", as: Int64.self)
                return try await outboxPage(person, before: before ?? .max)
            }
        }
        router.post("/outbox/:id/attempts") { request, context in
            try await mailAct(request, context) { try await office.retryMail($0, by: $1) }
        }
        router.post("/outbox/:id/cancellation") { request, context in
            try await mailAct(request, context) { try await office.cancelMail($0, by: $1) }
        }
        addOutboxAPI(to: router)
    }

    private func mailAct(
        _ request: Request, _ context: DeskContext, _ act: (Int64, Access.Asker) async throws -> Void
    ) async throws -> Response {
        try await permitted(.outboxView, request) { person in
            guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
            let id = Int64(try context.parameters.require("id")) ?? 0
            do {
                try await act(id, person.asker)
                return redirect(to: Page.outbox)
            } catch let refusal as Desk.Refusal {
                return try await outboxPage(person, before: .max, refusal: Refusal(refusal))
            }
        }
    }

    private func outboxPage(
        _ person: SignedIn, before: Int64, refusal: Refusal? = nil
    ) async throws -> Response {
        let limit = Self.mailsPerPage
        let (found, zone) = try await outboxRows(person, before: before, limit: limit + 1)
        let rows = Array(found.prefix(limit))
        var view = OutboxView(
            summary: "\(rows.count) mails, the newest first. Times are of \(zone), also in the "
                + "mails' own words where they name no other.", rows: rows,
            empty: EmptyState(
                what: "Nothing has been sent.", next: "Answer a ticket; its mail appears here.",
                href: Page.queue, link: "Go to the queue"))
        view.refusal = refusal
        if refusal == nil { view.refusal = try await sendingTrouble() }
        if found.count > limit, let last = rows.last { view.next = "\(Page.outbox)?before=\(last.id)" }
        return page(
            Layout(head("Outbox", person, current: Page.outbox)) { view },
            status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// Why nothing goes out, where that is so.
    private func sendingTrouble() async throws -> Refusal? {
        let health = try await office.database.read { try self.office.sendingHealth($0) }
        guard let problem = health.problem else { return nil }
        let isEntry = health.needsSomebody
        return Refusal(
            what: "Mail does not go out: \(problem).", clause: nil,
            remedy: isEntry
                ? "It refused us \(health.refusals) times: an administrator must mend it on the page Sending."
                : "All mail waits and is tried again by itself.")
    }

    private func outboxRows(_ person: SignedIn, before: Int64, limit: Int) async throws
        -> (rows: [OutboxRow], zone: String)
    {
        let now = office.clock()
        let blobs = office.database.blobs
        return try await office.database.read { reader in
            let words = person.words(at: now)
            let rows = try reader.outbox(person.visibility, before: before, limit: limit).map { entry in
                let mail = try reader.blob(entry.blob).map { Mail.Message.parse(try blobs.bytes(of: $0)) }
                var row = OutboxRow(
                    id: String(entry.id), to: entry.envelopeTo, subject: mail?.subject ?? "",
                    state: Self.state(entry), words: MailWords(entry, words).ofOutbox,
                    at: words.moment(entry.created), text: Self.text(entry, mail),
                    ticketHref: entry.ticket.map(Page.ticket), ticketLabel: entry.ticket.map { "#\($0)" })
                row.retry = Self.retry(entry, person)
                row.cancellation = Self.cancellation(entry, person)
                return row
            }
            return (rows, words.zone)
        }
    }

    /// Who could read a link or code of the recipient's could sign in their name.
    private static func text(_ entry: OutboxEntry, _ mail: Mail.Message?) -> String {
        if !entry.isConfidential { return mail?.readableText ?? "" }
        return "For \(entry.envelopeTo) alone: this mail has, or may have, a link or a code to act in their "
            + "name, and is shown to nobody here. A new one can be mailed from the page of what it is about."
    }

    private static func retry(_ entry: OutboxEntry, _ person: SignedIn) -> FormTarget? {
        guard mayDecide(entry, person), ![.sending, .accepted].contains(entry.state), !entry.isEmptied,
            entry.state != .waiting || entry.attempts > 0
        else { return nil }
        return FormTarget(action: Page.mailAttempts(entry.id), csrf: person.csrf)
    }

    private static func cancellation(_ entry: OutboxEntry, _ person: SignedIn) -> FormTarget? {
        guard mayDecide(entry, person), [.waiting, .uncertain].contains(entry.state) else { return nil }
        return FormTarget(action: Page.mailCancellation(entry.id), csrf: person.csrf)
    }

    private static func mayDecide(_ entry: OutboxEntry, _ person: SignedIn) -> Bool {
        let asked: Capability = entry.ticket == nil || person.asker.role == .admin ? .mailServer : .reply
        return (try? Access.require(asked, by: person.asker)) != nil
    }

    private static func state(_ entry: OutboxEntry) -> OutboxRow.State {
        switch entry.state {
        case .waiting, .sending: .waiting
        case .accepted: .sent
        case .rejected, .failed: .failed
        case .uncertain, .cancelled: .held
        }
    }
}
