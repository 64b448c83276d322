import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Mails that came in somebody's name without proof: that person says whether they are theirs.
extension DeskServer {
    func addOwnMail(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.ownMail)) { request, _ in
            try await permitted(.ticketView, request) { person in try await ownMailPage(person) }
        }
        router.post("/own-mail/:inbox/release") { request, context in
            try await ownMailAct(request, context) { try await office.confirmOwnMail($0, by: $1) }
        }
        router.post("/own-mail/:inbox/discarding") { request, context in
            try await ownMailAct(request, context) { try await office.disownMail($0, by: $1) }
        }
    }

    private func ownMailAct(
        _ request: Request, _ context: DeskContext, _ act: (Int64, Access.Asker) async throws -> Void
    ) async throws -> Response {
        try await permitted(.ticketView, request) { person in
            guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
            do {
                try await act(Int64(try context.parameters.require("inbox")) ?? 0, person.asker)
                return redirect(to: Page.ownMail)
            } catch let refusal as Desk.Refusal {
                return try await ownMailPage(person, refusal: Refusal(refusal))
            }
        }
    }

    private func ownMailPage(_ person: SignedIn, refusal: Refusal? = nil) async throws -> Response {
        let now = office.clock()
        let csrf = person.csrf
        let rows = try await office.database.read { reader in
            let words = person.words(at: now)
            return try reader.quarantine(claiming: person.asker.person.rawValue).compactMap { mail in
                try office.quarantineReading(mail.inbox, in: reader).map { reading in
                    OwnMailRow(
                        id: "\(mail.inbox)", subject: reading.letter?.subject ?? "(no subject)",
                        to: reading.envelopeTo.joined(separator: ", "),
                        received: words.moment(reading.received), text: reading.letter?.text ?? "",
                        release: FormTarget(action: Page.ownMailAct(mail.inbox, "release"), csrf: csrf),
                        discarding: FormTarget(action: Page.ownMailAct(mail.inbox, "discarding"), csrf: csrf))
                }
            }
        }
        let view = OwnMailView(rows: rows, refusal: refusal)
        return page(
            Layout(head("Mail in your name", person, current: Page.ownMail)) { view },
            status: refusal == nil ? .ok : .unprocessableContent)
    }
}
