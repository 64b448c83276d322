import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

// Mails that were kept back, for those who say what they are.
extension DeskServer {
    func addQuarantine(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.quarantine)) { request, _ in
            try await permitted(.quarantineView, request) { person in
                let asked = request.uri.queryParameters
                let state = asked.get("show").flatMap(StoredQuarantine.State.init) ?? .waiting
                let before = asked.get("before", as: Int64.self) ?? .max
                return try await quarantinePage(person, state, before: before)
            }
        }
        router.get("/quarantine/:inbox") { request, context in
            try await permitted(.quarantineView, request) { person in
                try await quarantinedPage(Self.quarantined(context), person)
            }
        }
        router.get("/quarantine/:inbox/mail") { request, context in
            try await permitted(.quarantineView, request) { _ in
                try await rawQuarantined(Self.quarantined(context))
            }
        }
        saying("release", on: router) { inbox, form, person in
            try await office.release(inbox, sender: form["sender"], by: person.asker)
        }
        saying("attachment", on: router) { inbox, form, person in
            let number = form["ticket"].filter { $0 != "#" && !$0.isWhitespace }
            guard let ticket = Int64(number) else { throw Self.noTicketNumber }
            try await office.attach(inbox, to: Ticket.ID(ticket), by: person.asker)
        }
        saying("discarding", on: router) { inbox, form, person in
            try await office.discard(inbox, reason: form["reason"], by: person.asker)
        }
    }

    private static let noTicketNumber = Desk.Refusal(
        "bad-ticket", field: "ticket", "That is no ticket number.", remedy: "Write its number, such as 27.")

    /// What a person says; it leads back to the mail, which says where it went.
    private func saying(
        _ noun: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (Int64, Fields, SignedIn) async throws -> Void
    ) {
        router.post(RouterPath("/quarantine/:inbox/\(noun)")) { request, context in
            try await permitted(.quarantineRelease, request) { person in
                let form = try await Fields(form: request)
                let inbox = Self.quarantined(context)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await body(inbox, form, person)
                    return redirect(to: Page.quarantined(inbox))
                } catch let refusal as Desk.Refusal {
                    return try await quarantinedPage(inbox, person, refused: (form, refusal))
                }
            }
        }
    }

    private static func quarantined(_ context: DeskContext) -> Int64 {
        context.parameters.get("inbox").flatMap { Int64($0) } ?? 0
    }

    /// A stranger's bytes as they came, only ever saved.
    private func rawQuarantined(_ inbox: Int64) async throws -> Response {
        let blob = try await office.database.read { reader -> Blob? in
            guard try reader.quarantine(inbox) != nil, let entry = try reader.inboxEntry(inbox) else {
                return nil
            }
            return try reader.blob(entry.blob)
        }
        guard let blob else { return notFound() }
        return download(blob, "application/octet-stream", name: "mail-\(inbox).eml")
    }
}
