import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Asking for support: what it is about first, then what the agreement wants to know of that (clause G).
extension DeskServer {
    func addPortalFiling(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.portalFiling)) { request, _ in
            let category = request.uri.queryParameters.get("category")
            return try await contact(request) { person in
                try await filingPage(person, category: category.flatMap { $0.isEmpty ? nil : $0 })
            }
        }
        router.post(RouterPath(Page.portalTickets)) { request, _ in
            try await contact(request) { person in
                let sent = try await FilesForm(request)
                guard person.isOwn(sent.fields) else { return foreignForm() }
                return try await file(sent, person)
            }
        }
    }

    private func file(_ sent: FilesForm, _ person: SignedIn) async throws -> Response {
        let form = sent.fields
        let category = form["category"].isEmpty ? nil : form["category"]
        let now = office.clock()
        do {
            guard Self.isPlainLine(form["subject"]) else { throw Desk.Refusal.subjectOfLines }
            let asked = try await filing(person, now).asked(of: category)
            var inquiry = Inquiry(
                address: "", name: "", subject: form["subject"], text: Self.letter(form, asked), way: .portal)
            inquiry.category = category
            let (written, files) = (inquiry, sent.files)
            var once = try SentOnce("request", sent, by: SentOnce.filings(of: person.asker.person))
            once?.first = "It is among your tickets."
            let place = try await office.database.write { [office, once] writer in
                if let known = try once?.place(in: writer, at: now) { return known }
                let desk = try office.file(written, files, by: person.asker, now: now, writer)
                let place = Page.portalTicket(desk.ticket.id.rawValue)
                try once?.keep(writer, at: now, leadingTo: place)
                return place
            }
            return redirect(to: place)
        } catch let refusal as Desk.Refusal {
            return try await filingPage(person, category: category, refused: (form, refusal))
        }
    }

    /// The words as the desk reads them. What the agreement asks for and nobody gave is not there.
    private static func letter(_ form: Fields, _ asked: [String]) -> String {
        guard form["text"].contains(where: { !$0.isWhitespace }) else { return "" }
        let answers = asked.enumerated().map { number, question in (question, form["asked-\(number + 1)"]) }
        return Questions.letter(form["text"], [("Impact", form["impact"])] + answers)
    }

    func filingPage(
        _ person: SignedIn, category: String?, refused: (form: Fields, refusal: Desk.Refusal)? = nil,
        written: Fields? = nil
    ) async throws -> Response {
        let now = office.clock()
        let filing = try await filing(person, now)
        let isChosen = filing.categories.isEmpty || category.map { filing.categories.contains($0) } == true
        var view = PortalFilingView(
            categories: isChosen
                ? [] : filing.categories.map { FieldChoice(value: $0, label: $0.capitalisedFirst) })
        if isChosen {
            let target = FormTarget(
                action: Page.portalTickets, csrf: person.csrf,
                hidden: category.map { [HiddenField(name: "category", value: $0)] } ?? [])
            let caller = SentOnce.filings(of: person.asker.person)
            let (taken, outlook) = try await office.database.read { [office] reader in
                (
                    try SentOnce.keys(of: caller, at: now, in: reader),
                    try office.filingOutlook(
                        for: person.asker.customer, category: category, at: now, in: reader)
                )
            }
            view.form = .portalFiling(
                target, category: category, asked: filing.asked(of: category),
                effect: FilingWords(outlook: outlook, words: person.words(at: now)).sentence)
            view.form?.kept = KeptForm(name: "portal-new-\(category ?? "")", taken: taken)
        }
        try await suggest(written ?? refused?.form, in: &view)
        if let refused {
            if view.form == nil { view.refusal = Refusal(refused.refusal) }
            view.form?.show((refused.form, refused.refusal))
        }
        let filled = view
        return portalPage(
            "Ask for support", person, current: Page.portalFiling,
            status: refused == nil ? .ok : .unprocessableContent
        ) { filled }
    }

    private func filing(_ person: SignedIn, _ now: Instant) async throws -> Questions {
        try await office.database.read { reader in
            try office.questions(ofCustomer: person.asker.customer?.rawValue, at: now, in: reader)
        }
    }
}

extension Desk.Refusal {
    fileprivate static let subjectOfLines = Desk.Refusal(
        "bad-subject", clause: .primaryChannel, field: "subject",
        "The subject is more than one line, or holds characters that turn the writing around.",
        remedy: "Write it as one line of plain words.")
}
