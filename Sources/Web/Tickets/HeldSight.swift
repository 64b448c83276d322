import BusinessTime
import Desk
import Operations
import Storage

/// Answers on a ticket that wait to go out, and those that came back to the reader.
struct HeldSight: Sendable {
    var waiting: [StoredHeldAnswer] = []
    /// The reader's own, the newest last.
    var returned: [StoredHeldAnswer] = []
    /// Of those that came back, without their bytes.
    var files: [Int64: [StoredHeldFile]] = [:]

    init() {}

    init(of ticket: Int64, for reader: Person.ID, _ store: Storage.Reader) throws {
        let all = try store.heldAnswers(ofTicket: ticket)
        waiting = all.filter { $0.due != nil }
        returned = all.filter { $0.due == nil && $0.author == reader.rawValue }
        for held in returned { files[held.id] = try store.heldFiles(of: held.id) }
    }

    /// Which of them a form sends anew.
    func returned(in form: Fields) -> StoredHeldAnswer? {
        returned.first { String($0.id) == form["returned"] }
    }
}

extension TicketSight {
    /// The files of what came back that stay ticked.
    func keptFiles(_ form: Fields, _ office: Office, _ reader: Storage.Reader) throws -> [GivenFile] {
        guard let held = held.returned(in: form) else { return [] }
        return try office.files(ofHeldAnswer: held.id, in: reader)
            .filter { form["keep-\($0.place)"] == "yes" }.map(\.file)
    }

    func heldView(_ person: SignedIn) -> HeldView {
        let reader = person.asker.person.rawValue
        func target(_ act: TicketAct, _ held: StoredHeldAnswer) -> FormTarget {
            FormTarget(
                action: Page.act(act, id), csrf: person.csrf,
                hidden: [HiddenField(name: "number", value: String(held.id))])
        }
        return HeldView(
            waiting: held.waiting.compactMap { one in
                one.due.map { due in
                    WaitingAnswer(
                        number: one.id,
                        what: one.words(
                            of: one.author == reader ? nil : people[one.author] ?? "Somebody",
                            to: people[ticket.requester.rawValue] ?? "the customer"),
                        beginning: one.author == reader ? Self.beginning(of: one.text) : "",
                        seconds: Int(max(due.wallSeconds(since: words.now), 0)), at: words.moment(due),
                        undo: one.author == reader ? target(.recalls, one) : nil)
                }
            },
            returned: held.returned.map { one in
                ReturnedAnswer(
                    number: one.id, problem: one.problem.isEmpty ? nil : one.problem, text: one.text,
                    discard: target(.draftRemovals, one))
            })
    }

    /// The first words in one line: enough to know which answer it is.
    private static func beginning(of text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 120 ? line.prefix(119) + "…" : line
    }

    /// What came back stands in the box again, files and copies included.
    ///
    /// - Parameter form: what was sent and refused since.
    func giveBack(to box: inout ReplyBox, _ form: Fields?) {
        guard let back = held.returned.last(where: { $0.answer?.isWrittenInBox == true }) else { return }
        if let form, form["returned"] != String(back.id) { return }
        box.isReturned = true
        box.text = back.text
        box.copies = back.copies.split(separator: " ").joined(separator: ", ")
        box.asksForOthers = back.isForOthersToo
        box.target.hidden.append(HiddenField(name: "returned", value: String(back.id)))
        if case .resolve(let kind) = back.answer {
            box.target.hidden.append(HiddenField(name: "kind", value: kind.rawValue))
        }
        box.kept = keptFields(of: back, in: "reply") { name in form.map { $0[name] } ?? "yes" }
    }

    /// The form that it was sent from, open and filled again.
    ///
    /// - Parameter sent: what was sent from it and refused since.
    func returned(to form: ActForm, _ sent: Fields? = nil) -> ActForm {
        guard let back = held.returned.last(where: { form.takes($0.answer, on: id) }),
            let answer = back.answer
        else { return form }
        if let sent, sent["returned"] != String(back.id) { return form }
        var filled = form
        filled.isOpen = true
        filled.target.hidden.append(HiddenField(name: "returned", value: String(back.id)))
        let fields = answer.fields(back.text)
        for index in filled.fields.indices {
            if let value = fields[filled.fields[index].name] { filled.fields[index].value = value }
        }
        filled.fields += enclosed(with: back, in: form.id)
        return filled
    }

    /// Copies and files that it had, in fields that the form has for them alone.
    private func enclosed(with back: StoredHeldAnswer, in scope: String) -> [FormField] {
        var fields: [FormField] = []
        if !back.copies.isEmpty {
            let copies = back.copies.split(separator: " ").joined(separator: ", ")
            fields.append(FormField(scope: scope, name: "cc", label: "Cc", kind: .line, value: copies))
        }
        if back.isForOthersToo {
            fields.append(
                FormField(
                    scope: scope, name: "cc-others", label: "The copy is meant for another customer too",
                    kind: .tick, value: "yes"))
        }
        return fields + keptFields(of: back, in: scope) { _ in "yes" }
    }

    private func keptFields(
        of back: StoredHeldAnswer, in scope: String, _ value: (String) -> String
    ) -> [FormField] {
        (held.files[back.id] ?? []).map { file in
            let name = "keep-\(file.place)"
            return FormField(
                scope: scope, name: name, label: "With \(file.name)", kind: .tick, value: value(name))
        }
    }
}

extension TicketAct {
    /// What the ticket's page is to open at after it: where one writes on.
    func place(_ fields: Fields, _ sight: TicketSight) -> String {
        guard self == .recalls,
            let back = sight.held.waiting.first(where: { String($0.id) == fields["number"] })
        else { return "" }
        guard let act = back.answer?.act, let form = ActForm.place(of: act) else { return "#reply-text" }
        return "#act-\(form)"
    }
}

extension ActForm {
    fileprivate static func place(of act: TicketAct) -> String? {
        switch act {
        case .acknowledgment: "acknowledge"
        case .informationRequests: "request"
        case .extensions: "extend"
        case .outOfScope: "scope"
        default: nil
        }
    }
}

extension StoredHeldAnswer {
    /// What waits, as a sentence begins with it.
    ///
    /// - Parameter writer: whose it is; nil for the reader's own.
    fileprivate func words(of writer: String?, to recipient: String) -> String {
        func of(_ own: String, _ noun: String) -> String {
            writer.map { "\($0)'s \(noun)" } ?? "\(own) \(noun)"
        }
        return switch answer {
        case .resolve: of("The", "resolution")
        case .extend(_, _, let added): of("The", "extension by \(added.short)")
        case .requestInformation: of("The", "request for information")
        case .outOfScope: of("The", "mark out of scope")
        case .acknowledge: of("Your", "acknowledgment to \(recipient)")
        case .reply, .note, nil: of("Your", "answer to \(recipient)")
        }
    }
}

extension ActForm {
    fileprivate func takes(_ answer: Answer?, on ticket: Int64) -> Bool {
        answer?.act.map { target.action == Page.act($0, ticket) } ?? false
    }
}

extension Answer {
    /// A resolution too: what it says is an answer, whichever form it was sent from.
    fileprivate var isWrittenInBox: Bool {
        switch self {
        case .reply, .resolve: true
        default: false
        }
    }

    /// The form on the ticket's page that sends it; nil for what the reply box sends.
    fileprivate var act: TicketAct? {
        switch self {
        case .acknowledge: .acknowledgment
        case .requestInformation: .informationRequests
        case .extend: .extensions
        case .outOfScope: .outOfScope
        case .reply, .note, .resolve: nil
        }
    }

    /// As that form sends it.
    fileprivate func fields(_ text: String) -> [String: String] {
        switch self {
        case .acknowledge, .reply, .note, .resolve: ["text": text]
        case .requestInformation(let missing, let access):
            ["text": text, "missing": missing.joined(separator: "\n"), "access": access ?? ""]
        case .extend(let ground, let reason, let added):
            ["ground": ground, "reason": reason, "hours": String(added.count / 3600)]
        case .outOfScope(let reason): ["reason": reason]
        }
    }
}
