import Agreements
import BusinessTime
import Desk
import Hummingbird
import Mail
import Markup
import Operations
import Storage

// The mail that an act sends and the deadline that it makes, while somebody fills it in. Nothing is done by
// it.
extension DeskServer {
    func addPreviews(to router: Router<DeskContext>) {
        for act in TicketAct.foreseen {
            router.post(RouterPath("/tickets/:id/\(act.rawValue)/preview")) { request, context in
                let sent = try await FilesForm(request)
                let form = sent.fields
                return try await ticket(request, context) { person, sight in
                    guard person.isOwn(form) else { return foreignForm() }
                    try Access.require(act.capability(form), by: person.asker, on: sight.thing)
                    let notice = try await foreseen(act, form, person, sight)
                    if form["only"] == "notice" { return page(notice) }
                    var view = view(act, form, notice, person, sight)
                    if !sent.files.isEmpty {
                        view.done = "Choose your files again before you send it: a page can't keep them."
                    }
                    let shown = view
                    return page(
                        Layout(head("#\(sight.id) \(sight.subject)", person, current: "")) { shown })
                }
            }
        }
    }

    /// Without scripts: the page with the form open, what was typed in it, and the mail below.
    private func view(
        _ act: TicketAct, _ form: Fields, _ notice: NoticePreview, _ person: SignedIn, _ sight: TicketSight
    ) -> TicketView {
        var view = sight.view(person)
        let action = Page.act(act, sight.id)
        for index in view.acts.indices where view.acts[index].target.action == action {
            guard view.acts[index].isAnswered(by: form) else { continue }
            view.acts[index].fill(form)
            (view.acts[index].isOpen, view.acts[index].notice) = (true, notice)
        }
        return view
    }

    private func foreseen(
        _ act: TicketAct, _ form: Fields, _ person: SignedIn, _ sight: TicketSight
    ) async throws -> NoticePreview {
        var notice = sight.notice(of: act)
        let turn = Office.Turn(on: Ticket.ID(sight.id), by: person.asker, way: .page, at: office.clock())
        do {
            guard let asked = try sight.foreseen(act, form) else { return notice }
            let foresight = try await office.database.read { [office] reader in
                try office.foresee(asked, turn, reader)
            }
            sight.fill(&notice, foresight, act)
        } catch let refusal as Desk.Refusal {
            (notice.change, notice.isRefused) = ("\(refusal.message) \(refusal.remedy)", true)
        }
        return notice
    }
}

extension TicketAct {
    /// Whose mail and deadline can be seen before.
    static let foreseen: [TicketAct] = [
        .extensions, .outOfScope, .informationRequests, .severity, .exclusions, .exclusionDecisions,
    ]

    fileprivate var toCome: String {
        switch self {
        case .extensions: "The new deadline stands here once the hours are named."
        case .informationRequests:
            "Both clocks stand still once our mail server has taken it, until the customer answers."
        case .outOfScope: "Both clocks end when it is sent."
        case .severity: "What moves stands here. The customer is told of a reduction only."
        case .exclusions, .exclusionDecisions:
            "Once it is approved, the customer is told, and the deadline is what stands here."
        default: ""
        }
    }
}

extension TicketSight {
    /// Before anything is typed.
    func notice(of act: TicketAct) -> NoticePreview {
        let kind: LetterKind? =
            switch act {
            case .extensions: .extending
            case .outOfScope: .outOfScope
            default: nil
            }
        let preview = kind.flatMap { previews[$0] }
        // Of the others it is known only once something is chosen.
        let isMailed = kind != nil || act == .informationRequests
        return NoticePreview(
            to: requester, subject: preview?.subject ?? "", text: preview?.body.text ?? "",
            change: act.toCome, isMailed: isMailed, address: Page.act(act, id) + "/preview")
    }

    /// What is typed, as far as it can be decided; nil where too little is.
    fileprivate func foreseen(_ act: TicketAct, _ form: Fields) throws(Desk.Refusal) -> Office.Foreseen? {
        switch act {
        case .extensions where form["hours"].isEmpty:
            return .words(.extending, form["reason"])
        case .extensions, .outOfScope, .informationRequests:
            guard case .answer(let answer, let text, _) = try TicketOrder(act, form, self) else { return nil }
            return .answer(answer, text: text)
        case .severity:
            guard let severity = Severity(rawValue: form["severity"]) else { return nil }
            return severity == ticket.severity ? nil : .severity(severity, reason: form["reason"])
        case .exclusions where form["from"].isEmpty || form["to"].isEmpty: return nil
        case .exclusions:
            guard case .exclude(let wish, _) = try TicketOrder(act, form, self) else { return nil }
            return .exclusion(wish)
        case .exclusionDecisions:
            guard form["decision"] == "approve", let number = Int(form["number"]) else { return nil }
            return .approval(exclusion: number)
        default: return nil
        }
    }

    fileprivate func fill(_ notice: inout NoticePreview, _ foresight: Office.Foresight, _ act: TicketAct) {
        if let letter = foresight.letter {
            (notice.to, notice.subject, notice.text) = (letter.to, letter.subject, letter.body.text)
            notice.isMailed = true
        } else if foresight.refusal == nil {
            (notice.to, notice.subject, notice.text, notice.isMailed) = ("", "", "", false)
        }
        let moved = foresight.moved.map(sentence)
        if let refusal = foresight.refusal {
            (notice.change, notice.isRefused) = ("\(refusal.message) \(refusal.remedy)", true)
        } else if !moved.isEmpty {
            notice.change = moved.joined(separator: " ")
        } else if act == .severity || act == .exclusionDecisions || act == .exclusions {
            notice.change = "No deadline moves."
        }
        if foresight.refusal == nil, !notice.isMailed {
            notice.change = [notice.change, "Nothing is mailed for this."].filter { !$0.isEmpty }
                .joined(separator: " ")
        }
    }

    private func sentence(_ moved: Office.Foresight.Moved) -> String {
        let what = moved.promise == .acknowledgment ? "To be acknowledged" : "To be resolved"
        guard let after = moved.after else { return "\(what): no deadline any more." }
        let before = moved.before.map { " instead of \(words.short($0))" } ?? ""
        return "\(what) by \(words.short(after))\(before), \(words.zone)."
    }
}
