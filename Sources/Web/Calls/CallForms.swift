import BusinessTime
import Desk
import Markup
import Operations
import Storage

/// What the form of a call offers for one contact, read at one moment.
struct CallDesk: Sendable {
    /// nil where nobody knows who calls.
    let person: StoredPerson?
    let customer: String?
    let numbers: [String]
    let tickets: [TicketRow]
    let questions: Questions
    let words: DeskWords
    /// Keys under which the asker's pages logged calls lately.
    let taken: [String]

    init(
        _ person: StoredPerson?, _ office: Office, for asker: SignedIn, _ words: DeskWords,
        _ reader: Storage.Reader
    ) throws {
        let visibility = asker.visibility
        self.person = person
        customer = try person?.organisation.flatMap { try reader.organisation($0)?.name }
        numbers = try person.map { try reader.phoneNumbers(of: $0.id) } ?? []
        tickets =
            try person.map {
                try reader.siblings(of: $0.organisation, requester: $0.id, for: visibility)
            } ?? []
        questions = try office.questions(ofCustomer: person?.organisation, at: words.now, in: reader)
        self.words = words
        taken = try SentOnce.keys(
            of: SentOnce.calls(of: asker.asker.person), at: words.now, in: reader)
    }

    func form(
        _ target: FormTarget, ticket: String, refused: (form: Fields, refusal: Desk.Refusal)?
    ) -> CallForm {
        var form = CallForm(
            target: target, now: Int(words.now.seconds), head: head(ticket), asked: asked, words: sentences,
            times: times, isTimed: refused != nil, effect: effect, contact: person?.id ?? 0, taken: taken)
        guard let refused else { return form }
        form.refusal = Refusal(refused.refusal)
        func fill(_ fields: inout [FormField]) {
            for index in fields.indices {
                fields[index].take(refused.form)
                guard fields[index].name == refused.refusal.field else { continue }
                fields[index].problem = refused.refusal.message
            }
        }
        fill(&form.head)
        fill(&form.words)
        fill(&form.times)
        for index in form.asked.indices { fill(&form.asked[index].fields) }
        return form
    }

    private var effect: String {
        person == nil
            ? "It lies in sight among the calls until somebody says whose it is; with a mail address it is a "
                + "ticket at once. Received is when it was answered (A.1)."
            : "Received is when it was answered, and that you spoke acknowledges (A.1). What is logged more "
                + "than five minutes after its end acknowledges from now; the receipt stays where it was."
    }

    private func field(
        _ name: String, _ label: String, _ kind: FormField.Kind, value: String = "", hint: String? = nil
    ) -> FormField {
        FormField(scope: "call", name: name, label: label, kind: kind, value: value, hint: hint)
    }

    private func head(_ ticket: String) -> [FormField] {
        let directions = [
            FieldChoice(value: "in", label: "They called us"), FieldChoice(value: "out", label: "We called"),
        ]
        let kinds = [
            FieldChoice(value: "conversation", label: "We spoke"),
            FieldChoice(value: "voicemail", label: "They left a message on our machine"),
            FieldChoice(value: "attempt", label: "Nobody answered us"),
        ]
        let open = tickets.filter { $0.state != "closed" && $0.state != "merged" }
        let outcomes =
            [
                FieldChoice(value: "new", label: "A new ticket"),
                FieldChoice(value: "answered", label: "Answered at once"),
            ] + open.map { FieldChoice(value: String($0.id), label: "On #\($0.id) \($0.shownSubject)") }
        var fields: [FormField] = []
        if person != nil { fields.append(field("direction", "Direction", .choice(directions))) }
        fields.append(field("kind", "What it was", .choice(person == nil ? Array(kinds.prefix(2)) : kinds)))
        if person != nil { fields.append(field("outcome", "Outcome", .choice(outcomes), value: ticket)) }
        if person == nil {
            fields.append(field("number", "Their number", .line, hint: "Empty where it was hidden."))
            fields.append(field("caller", "Who they said they are", .line))
            fields.append(
                field("address", "Their mail address, if they gave one", .line, hint: "Opens a ticket."))
        }
        if !questions.categories.isEmpty {
            let categories = questions.categories.map {
                FieldChoice(value: $0, label: $0.capitalisedFirst)
            }
            fields.append(field("category", "Category (new tickets)", .choice(categories)))
        }
        return fields
    }

    private var asked: [AskedFields] {
        questions.categories.enumerated().compactMap { place, category in
            let wanted = questions.asked(of: category)
            if wanted.isEmpty { return nil }
            return AskedFields(
                category: category,
                fields: wanted.enumerated().map { number, question in
                    field("asked-\(place + 1)-\(number + 1)", question.capitalisedFirst, .line)
                })
        }
    }

    private var sentences: [FormField] {
        [
            field("subject", "Subject (new tickets)", .line),
            field("summary", "What was said", .text(rows: 5)),
            field(
                "answer", "What you answered", .text(rows: 3),
                hint: "Where it was answered at once: the customer reads it as the resolution (A.2)."),
        ]
    }

    private var times: [FormField] {
        let kind = FormField.Kind.time(zone: words.zone)
        return [
            field("started", "Answered at", kind, hint: "Empty is now."),
            field("ended", "Ended at", kind, hint: "Empty is now."),
        ]
    }

    /// What was said, with what the agreement asks for in this category.
    func letter(_ form: Fields) -> String {
        guard form["summary"].contains(where: { !$0.isWhitespace }),
            let place = questions.categories.firstIndex(of: form["category"])
        else { return form["summary"] }
        let wanted = questions.asked(of: form["category"])
        return Questions.letter(
            form["summary"],
            wanted.enumerated().map { ($1, form["asked-\(place + 1)-\($0 + 1)"]) })
    }
}
