import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Notice of termination by the customer (clause I): the last day is shown, then confirmed by who is named to
// sign, with the password given again.
extension DeskServer {
    func addPortalNotice(to router: Router<DeskContext>) {
        addPortalNoticeLetters(to: router)
        router.get("/portal/agreements/:name/notice") { request, context in
            let name = try context.parameters.require("name")
            return try await signatory(name, .noticeGiveAsCustomer, request) { person in
                try await portalNotice(name, person)
            }
        }
        router.post("/portal/agreements/:name/notice") { request, context in
            let name = try context.parameters.require("name")
            let form = try await Fields(form: request)
            return try await signatory(name, .noticeGiveAsCustomer, request) { person in
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    guard let shown = LocalDate(form["lastDay"]) else { throw Desk.Refusal.badNotice }
                    try await office.giveNoticeAsContact(name, shown: shown, by: person.asker)
                    return redirect(to: Page.portalAgreements)
                } catch let refusal as Desk.Refusal {
                    return try await portalNotice(name, person, refused: (form, refusal))
                }
            }
        }
    }

    /// The scan of a letter of notice, for those who see the agreement whole.
    private func addPortalNoticeLetters(to router: Router<DeskContext>) {
        router.get("/portal/agreements/:name/letters/:digest") { request, context in
            let name = try context.parameters.require("name")
            let digest = try context.parameters.require("digest")
            return try await contact(request) { person in
                let found = try await office.database.read { [office] reader in
                    _ = try office.held(name, for: .agreementView, by: person.asker, in: reader)
                    return try office.noticeScan(name, digest, in: reader)
                }
                guard let (blob, scan) = found else { throw Access.Denial.hidden }
                return download(blob, scan.mediaType, name: scan.name)
            }
        }
    }

    /// Answers a contact who is named in the agreement to sign it.
    func signatory(
        _ name: String, _ capability: Capability, _ request: Request,
        _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await contact(request) { person in
            _ = try await office.database.read {
                try office.held(name, for: capability, by: person.asker, in: $0)
            }
            return try await body(person)
        }
    }

    private func portalNotice(
        _ name: String, _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        var view = ChangePage(
            back: NavLink(label: "Agreements", href: Page.portalAgreements),
            title: "Give notice: \(name)", summary: "", acts: [])
        let given = try await office.database.read { try office.standingNotice(name, in: $0) }
        if let given {
            view.summary = "Notice is given already; the last day is \(given.lastDay.inWords) (I)."
            view.lines = ["It can be withdrawn only when both parties agree: write to the desk."]
        } else {
            do {
                try await fill(&view, name, person, refused)
            } catch let refusal as Desk.Refusal {
                view.refusal = Refusal(refusal)
            }
        }
        let shown = view
        return portalPage(
            "Give notice", person, current: Page.portalAgreements,
            status: refused == nil ? .ok : .unprocessableContent
        ) { shown }
    }

    private func fill(
        _ view: inout ChangePage, _ name: String, _ person: SignedIn, _ refused: RefusedForm?
    ) async throws {
        let outlook = try await office.noticeOutlook(name, received: .now)
        view.summary = "The last day would be \(outlook.lastDay.inWords). Nothing is given yet."
        view.lines = [
            "Received when you confirm it here; that day is not counted.",
            """
            \(outlook.days) calendar days later, the last day is \(outlook.lastDay.inWords), until 24:00 in \
            the agreement's zone.
            """,
        ]
        let last = HiddenField(name: "lastDay", value: outlook.lastDay.description)
        let target = FormTarget(action: Page.portalNotice(name), csrf: person.csrf, hidden: [last])
        var give = ActForm.giveNotice(target, effect: Office.NoticeOrder.effect)
        give.show(refused)
        view.acts = [give]
    }
}
