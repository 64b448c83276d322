import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Notice of termination (clause I) by page, and by letters and mails that somebody logs: the last day is
// shown, then confirmed.
extension DeskServer {
    func addNotice(to router: Router<DeskContext>) {
        addNoticeLetters(to: router)
        noticing("/agreements/:name/notice/preview", on: router) { name, form, person, _ in
            try await noticePreview(name, form.fields, person)
        }
        noticing("/agreements/:name/notice", on: router) { name, sentForm, person, sent in
            let form = sentForm.fields
            let scan: ScannedLetter?
            do {
                try await confirmPassword(form, of: person, sent.request, sent.context)
                scan = try ScannedLetter(sentForm.files)
            } catch let refusal as Desk.Refusal {
                return try await noticePreview(name, form, person, refused: refusal)
            }
            var order = try Office.NoticeOrder(form)
            guard let shown = LocalDate(form["lastDay"]) else { throw Desk.Refusal.badNotice }
            (order.shown, order.scan) = (shown, scan)
            try await office.giveNotice(name, order, by: person.asker.actor)
            return redirect(to: Page.agreement(name))
        }
    }

    /// The letter as it was scanned, for those who see the agreement.
    func addNoticeLetters(to router: Router<DeskContext>) {
        router.get("/agreements/:name/letters/:digest") { request, context in
            try await permitted(.agreementView, request) { _ in
                let name = try context.parameters.require("name")
                let digest = try context.parameters.require("digest")
                let found = try await office.database.read { [office] in
                    try office.noticeScan(name, digest, in: $0)
                }
                guard let (blob, scan) = found else { return notFound() }
                return download(blob, scan.mediaType, name: scan.name)
            }
        }
    }

    /// A form about a notice; what is refused leads back to the agreement.
    private func noticing(
        _ path: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (String, FilesForm, SignedIn, Sent) async throws -> Response
    ) {
        router.post(RouterPath(path)) { request, context in
            let name = try context.parameters.require("name")
            return try await permitted(.noticeGive, request) { person in
                let form = try await FilesForm(request)
                guard person.isOwn(form.fields) else { return foreignForm() }
                do {
                    return try await body(name, form, person, (request, context))
                } catch let refusal as Desk.Refusal {
                    return try await agreementPage(name, person, refused: (form.fields, refusal))
                }
            }
        }
    }

    private func noticePreview(
        _ name: String, _ form: Fields, _ person: SignedIn, refused: Desk.Refusal? = nil
    ) async throws -> Response {
        let order = try Office.NoticeOrder(form)
        let outlook = try await office.noticeOutlook(name, received: order.received)
        let impact = try await office.noticeImpact(name, outlook)
        let kept = ["from", "way", "received", "reference"].map { HiddenField(name: $0, value: form[$0]) }
        let target = FormTarget(
            action: Page.notice(name), csrf: person.csrf,
            hidden: kept + [HiddenField(name: "lastDay", value: outlook.lastDay.description)])
        var give = ActForm.giveNotice(
            target, effect: Office.NoticeOrder.effect,
            scan: order.way == .letter ? ScannedLetter.accepted : nil)
        give.show(refused.map { (form, $0) })
        let view = ChangePage(
            back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)),
            title: "Notice of termination: the last day",
            summary: "The last day would be \(outlook.lastDay.inWords). Nothing is noted yet.",
            lines: order.lines(
                outlook, received: order.way == .page ? "when you confirm it" : "on \(form["received"])"),
            impact: impact.map { ImpactView($0) }, acts: [give])
        return page(
            Layout(head("\(name), notice", person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension Office.NoticeOrder {
    init(_ form: Fields) throws(Desk.Refusal) {
        guard let side = Side(rawValue: form["from"]), let way = GivenNotice.Way(rawValue: form["way"]),
            let received = LocalDate(form["received"])
        else { throw Desk.Refusal.badNotice }
        // Who signs in here is the provider's; what the customer wrote came by mail or letter.
        guard way != .page || side == .provider else { throw Desk.Refusal.notTheirPage }
        self.init(
            from: side, way: way, received: way == .page ? .now : .on(received), reference: form["reference"])
    }

    static let effect = """
        Both parties are told by mail. Inquiries received until the last day keep their promises, disputes \
        and credits; later ones have no promise. It can be withdrawn only when both parties agree.
        """

    /// What is to be confirmed.
    func lines(_ outlook: Office.NoticeOutlook, received: String) -> [String] {
        [
            way == .page
                ? "Given by the provider on this page; the customer is told by mail to the notice address."
                : "Given by the \(side.rawValue), by \(way.rawValue): \(reference)",
            "Received \(received); that day is not counted.",
            """
            \(outlook.days) calendar days later, the last day is \(outlook.lastDay.inWords), until 24:00 in \
            the agreement's zone.
            """,
        ]
    }
}

extension Desk.Refusal {
    static let notTheirPage = Desk.Refusal(
        "not-their-page", clause: .termination, field: "way", "On this page the provider alone gives notice.",
        remedy: "Log the customer's notice as the mail or the letter that it came by.")
    static let badNotice = Desk.Refusal(
        "bad-notice", clause: .termination, field: "received", "The notice can't be read.",
        remedy: "Say who gave it, by which way, and on which date it was received, like 2026-12-24.")
}
