import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// Filling an agreement in: the form with the document beside it.
extension DeskServer {
    func begin(_ form: Fields, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        let name = form["name"]
        do {
            if form["organisation"] == ActForm.newCustomer {
                let customer = try NewCustomer(name: form["customer"], domains: form["domains"])
                try await office.beginDraft(name, for: customer, by: person.asker.person)
            } else {
                let isNew = !form["customer"].isEmpty || !form["domains"].isEmpty
                if isNew { throw Desk.Refusal.twoCustomers }
                try await office.beginDraft(
                    name, for: Int64(form["organisation"]) ?? 0, by: person.asker.person)
            }
            return redirect(to: Page.draft(name))
        } catch let refusal as Desk.Refusal {
            // Whoever asks for a draft that is there goes on with it; not with that of another customer.
            if refusal.code == "draft-exists", let draft = try await office.draft(name),
                String(draft.organisation) == form["organisation"]
            {
                return redirect(to: Page.draft(name))
            }
            return try await agreementsPage(person, refused: (form, refusal))
        }
    }

    func draftPage(
        _ name: String, _ person: SignedIn, done: String? = nil, typed: DraftSheet? = nil,
        refused: Desk.Refusal? = nil
    ) async throws -> Response {
        guard let draft = try await office.draft(name) else { return notFound() }
        do {
            let sheet = try typed ?? DraftSheet(yaml: draft.yaml)
            let view = try await draftView(draft, sheet, person, done: done, refused: refused)
            let layout = Layout(head("\(name), draft", person, current: Page.agreements)) { view }
            return page(layout, status: refused == nil ? .ok : .unprocessableContent)
        } catch let problems as AgreementProblems {
            return errorPage(.unprocessableContent, "The draft can't be read.", problems.description)
        }
    }

    private func draftView(
        _ draft: StoredDraft, _ sheet: DraftSheet, _ person: SignedIn, done: String?, refused: Desk.Refusal?
    ) async throws -> SheetView {
        let now = office.clock()
        let (words, by, texts, behind, standing) = try await office.database.read { reader in
            (
                person.words(at: now), try reader.person(draft.savedBy)?.name,
                try office.templates(in: reader), try reader.tickets(behind: draft.agreement),
                try DraftStanding(draft, sheet.yaml, office, now: now, reader)
            )
        }
        let origin = behind.isEmpty ? "" : "; begun from " + behind.map { "#\($0)" }.joined(separator: ", ")
        let drafting = DraftingWords(
            sheet: sheet,
            preview: AgreementPreview(
                yaml: sheet.yaml, zones: office.zone, template: texts.first { $0.name == draft.template }))
        let address = Page.draft(draft.agreement)
        return SheetView(
            title: "Agreement \(draft.agreement), draft",
            back: NavLink(label: "Agreements", href: Page.agreements),
            saved: "Saved \(words.relative(draft.savedAt))\(by.map { " by \($0)" } ?? "")\(origin)",
            target: FormTarget(action: address, csrf: person.csrf), revision: String(draft.revision),
            preview: Page.draftPreview(draft.agreement), text: .template(among: texts, draft.template),
            parts: drafting.parts, document: drafting.document,
            exporting: Page.draftText(draft.agreement),
            importing: .importDraft(
                FormTarget(
                    action: Page.draftText(draft.agreement), csrf: person.csrf,
                    hidden: [HiddenField(name: "revision", value: String(draft.revision))])),
            acts: acts(draft, drafting, standing, person), refusal: refused.map(Refusal.init), done: done)
    }

    private func acts(
        _ draft: StoredDraft, _ drafting: DraftingWords, _ standing: DraftStanding, _ person: SignedIn
    ) -> [ActForm] {
        guard drafting.preview.problems.isEmpty, let terms = try? Terms(yaml: drafting.sheet.yaml),
            (try? Access.require(.agreementOffer, by: person.asker)) != nil
        else { return [] }
        let people = terms.customer.signatories.map { "\($0.name), \($0.email)" }.joined(separator: "; ")
        if !standing.beside.isEmpty {
            let others = standing.beside.map(\.description).joined(separator: ", ")
            let target = FormTarget(action: Page.beside(draft.agreement), csrf: person.csrf)
            if (try? Access.require(.agreementAdjust, by: person.asker)) != nil {
                return [.acceptBeside(target, others: others)]
            }
        }
        var offer = ActForm.offer(
            FormTarget(action: Page.offer(draft.agreement), csrf: person.csrf), days: Offer.openDays,
            max: Offer.openDaysMax, people: people)
        offer.impact = standing.impact.map { ImpactView($0) }
        return [offer]
    }

    func save(_ name: String, _ form: Fields, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        guard let draft = try await office.draft(name) else { return notFound() }
        let sheet = try sheet(form, over: draft)
        do {
            try await office.saveDraft(
                name, over: Int64(form["revision"]) ?? 0, yaml: sheet.yaml,
                template: form.has("template") ? form["template"] : nil, by: person.asker.person)
            return redirect(to: Page.draft(name))
        } catch let refusal as Desk.Refusal {
            return try await draftPage(name, person, typed: sheet, refused: refusal)
        }
    }

    /// What is typed, as it would read; nothing is saved.
    func preview(_ name: String, _ form: Fields, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        guard let draft = try await office.draft(name) else { return notFound() }
        let sheet = try sheet(form, over: draft)
        let chosen = form.has("template") ? form["template"] : draft.template
        let template = try await office.database.read { try office.template(named: chosen, in: $0) }
        let drafting = DraftingWords(
            sheet: sheet,
            preview: AgreementPreview(yaml: sheet.yaml, zones: office.zone, template: template))
        return page(DraftAnswer(document: drafting.document, parts: drafting.parts))
    }

    /// A field that was a blank and is left empty stays this blank, which says what belongs there.
    private func sheet(_ form: Fields, over draft: StoredDraft) throws -> DraftSheet {
        let before = try DraftSheet(yaml: draft.yaml)
        var values = form.all
        for (name, value) in before.values where value.hasPrefix("[") && value.hasSuffix("]") {
            if (values[name] ?? "").isEmpty { values[name] = value }
        }
        return DraftSheet(values: values)
    }

    /// Takes a whole draft as YAML. One that says what no form could show is refused, and nothing is lost.
    func replace(_ name: String, _ form: Fields, _ person: SignedIn) async throws -> Response {
        guard person.isOwn(form) else { return foreignForm() }
        do {
            let yaml = try DraftSheet(whole: form["yaml"]).yaml
            try await office.saveDraft(
                name, over: Int64(form["revision"]) ?? 0, yaml: yaml, by: person.asker.person)
            return redirect(to: Page.draft(name))
        } catch let problems as AgreementProblems {
            return try await draftPage(name, person, refused: Self.refusal(problems))
        } catch let refusal as Desk.Refusal {
            return try await draftPage(name, person, refused: refusal)
        }
    }

    private static func refusal(_ problems: AgreementProblems) -> Desk.Refusal {
        Desk.Refusal(
            "bad-yaml", field: "yaml", "This was not taken: \(problems.description)",
            remedy: "Mend these lines and import it again; the draft is as it was.")
    }
}

/// What a draft would come to if it were sent for signature, and what stands in the way.
private struct DraftStanding: Sendable {
    let impact: Impact?
    /// Agreements that a manager has still to accept beside it.
    let beside: [AgreementVersion]

    init(
        _ draft: StoredDraft, _ yaml: String, _ office: Office, now: Instant, _ reader: Storage.Reader
    ) throws {
        let name = draft.agreement
        impact = try office.amendmentImpact(name, yaml, template: draft.template, reader)
        beside = try office.besideDraft(name, office.reading(name, reader), now: now, reader)
    }
}

/// What the page takes over while somebody types: the document, and how many fields of each part are to mend.
struct DraftAnswer: View {
    let document: DraftDocument
    let parts: [SheetPartView]

    var body: some Content {
        document
        Each(parts) { part in
            Element(.span, class: "left-over", .data("part", part.id)) {
                if part.problemCount > 0 { SheetPartView.words(part.problemCount) }
            }
        }
    }
}

extension FormField {
    /// Sends `template`: the name of a text, empty for the standard one.
    static func template(among texts: [Template], _ current: String) -> FormField? {
        guard !texts.isEmpty else { return nil }
        let standard = FieldChoice(value: "", label: "The standard text, \(AgreementText.templateVersion)")
        return FormField(
            scope: "sheet", name: "template", label: "Filled into",
            kind: .choice([standard] + texts.map { FieldChoice(value: $0.name, label: $0.id) }),
            value: current)
    }
}

extension ActForm {
    /// Sends `yaml`.
    static func importDraft(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "import", title: "Import YAML", target: target,
            effect: "Replaces the whole draft. A file that can't be read changes nothing.",
            fields: [
                FormField(
                    scope: "import", name: "yaml", label: "The terms as YAML", kind: .text(rows: 12),
                    hint: "As exported here, or written by duly agreement new.", isRequired: true)
            ],
            submit: "Replace the draft", isWeighty: true)
    }

    /// Stands for a customer that is not in the list.
    static let newCustomer = "new"

    /// Sends `organisation`, `customer`, `domains` and `name`.
    ///
    /// - Parameter customers: with none, the first is written down here.
    static func beginAgreement(_ target: FormTarget, customers: [FieldChoice]) -> ActForm {
        let isFirst = customers.isEmpty
        let other = FieldChoice(value: newCustomer, label: "A new customer, named below")
        var target = target
        if isFirst { target.hidden.append(HiddenField(name: "organisation", value: newCustomer)) }
        let which = FormField(
            scope: "begin", name: "organisation", label: "Customer", kind: .choice(customers + [other]),
            isRequired: true)
        return ActForm(
            id: "begin", title: "Begin an agreement, or an amendment", target: target,
            effect: "Opens a draft. Where the agreement has a version, the draft begins with its terms.",
            fields: (isFirst ? [] : [which]) + [
                FormField(
                    scope: "begin", name: "customer", label: isFirst ? "Customer" : "Name of a new customer",
                    kind: .line, hint: isFirst ? nil : "Empty for one of the list.", isRequired: isFirst),
                FormField(
                    scope: "begin", name: "domains", label: "Mail domains of a new customer", kind: .line,
                    hint: "For example bakery.example: who writes from there is theirs. May be empty."),
                FormField(
                    scope: "begin", name: "name", label: "Short name", kind: .line,
                    hint: "Stands in proofs and statements, for example acme.", isRequired: true),
            ],
            submit: "Open a draft", isOpen: isFirst)
    }
}

extension Desk.Refusal {
    fileprivate static let twoCustomers = Desk.Refusal(
        "two-customers", field: "organisation", "A customer of the list and a new one are named.",
        remedy: "Choose \"A new customer, named below\", or empty the new one's name and domains.")
}
