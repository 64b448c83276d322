import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

// Mails to the notice address, for managers to decide.
extension DeskServer {
    func addNoticeMail(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.noticeMails)) { request, _ in
            try await permitted(.noticeGive, request) { person in try await noticeMailsPage(person) }
        }
        router.get("/notices/:inbox") { request, context in
            try await permitted(.noticeGive, request) { person in
                try await noticeMailPage(
                    Self.inbox(context), person, about: request.uri.queryParameters.get("about"))
            }
        }
        router.get("/notices/:inbox/mail") { request, context in
            try await permitted(.noticeGive, request) { _ in try await rawNotice(Self.inbox(context)) }
        }
        deciding("notice", on: router) { inbox, form, person, sent in
            try await confirmPassword(form, of: person, sent.request, sent.context)
            guard let shown = LocalDate(form["lastDay"]) else { throw Desk.Refusal.badNotice }
            try await office.giveNotice(
                byMail: inbox, for: form["about"], shown: shown, by: person.asker.actor)
            return Page.agreement(form["about"])
        }
        deciding("standing", on: router) { inbox, form, person, _ in
            try await office.joinNotice(inbox, of: form["about"], by: person.asker.actor)
            return Page.agreement(form["about"])
        }
        deciding("inquiry", on: router) { inbox, _, person, _ in
            try await office.putNoticeMailAside(inbox, by: person.asker.actor)
            return Page.noticeMails
        }
    }

    /// What a manager says; it leads on, or back to the mail with the refusal.
    private func deciding(
        _ noun: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (Int64, Fields, SignedIn, Sent) async throws -> String
    ) {
        router.post(RouterPath("/notices/:inbox/\(noun)")) { request, context in
            try await permitted(.noticeGive, request) { person in
                let form = try await Fields(form: request)
                let inbox = Self.inbox(context)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    return redirect(to: try await body(inbox, form, person, (request, context)))
                } catch let refusal as Desk.Refusal {
                    return try await noticeMailPage(
                        inbox, person, about: form["about"], refused: (form, refusal))
                }
            }
        }
    }

    private static func inbox(_ context: DeskContext) -> Int64 {
        context.parameters.get("inbox").flatMap { Int64($0) } ?? 0
    }

    /// A stranger's bytes as they came, only ever saved.
    private func rawNotice(_ inbox: Int64) async throws -> Response {
        let blob = try await office.database.read { reader -> Blob? in
            guard try reader.noticeMail(inbox) != nil, let entry = try reader.inboxEntry(inbox) else {
                return nil
            }
            return try reader.blob(entry.blob)
        }
        guard let blob else { return notFound() }
        return download(blob, "application/octet-stream", name: "mail-\(inbox).eml")
    }
}
