import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Personal data (clause J): who is looked up, what is held, what is erased by two.
extension DeskServer {
    func addPrivacy(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.privacy)) { request, _ in
            try await permitted(.erasePerson, request) { person in
                let address = request.uri.queryParameters.get("address")
                return try await privacyPage(person, address: address)
            }
        }
        router.get("/privacy/people/:id") { request, context in
            try await permitted(.erasePerson, request) { person in
                try await personPage(Self.someone(context), person)
            }
        }
        router.post("/privacy/people/:id/erasure") { request, context in
            try await permitted(.erasePerson, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await askErasure(Self.someone(context), form, person) {
                    try await confirmPassword(form, of: person, request, context)
                }
            }
        }
        router.post("/privacy/people/:id/export") { request, context in
            try await permitted(.exportPerson, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await export(Self.someone(context), form, person) {
                    try await confirmPassword(form, of: person, request, context)
                }
            }
        }
        router.get("/privacy/erasures/:id") { request, context in
            try await permitted(.erasePerson, request) { person in
                try await erasurePage(Self.erasure(context), person)
            }
        }
        erasureAct("confirmation", withPassword: true, on: router) { _ in .confirm }
        erasureAct("refusal", on: router) { .refuse(reason: $0["reason"]) }
        erasureAct("withdrawal", on: router) { .withdraw(reason: $0["reason"]) }
    }

    private func erasureAct(
        _ noun: String, withPassword: Bool = false, on router: Router<DeskContext>,
        _ choice: @escaping @Sendable (Fields) -> ErasureChoice
    ) {
        router.post(RouterPath("/privacy/erasures/:id/\(noun)")) { request, context in
            try await permitted(.erasePerson, request) { person in
                let form = try await Fields(form: request)
                guard let id = Self.erasure(context) else { return notFound() }
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    // Who keeps a person's texts does no harm by it.
                    if withPassword { try await confirmPassword(form, of: person, request, context) }
                    try await office.settle(choice(form), on: id, by: person.asker)
                    return redirect(to: Page.erasure(id.rawValue))
                } catch let refusal as Desk.Refusal {
                    return try await erasurePage(id, person, refused: (noun, form, refusal))
                }
            }
        }
    }

    private static func someone(_ context: DeskContext) -> Person.ID? {
        context.parameters.get("id").flatMap { Int64($0) }.map { Person.ID($0) }
    }

    private static func erasure(_ context: DeskContext) -> Erasure.ID? {
        context.parameters.get("id").flatMap { Int64($0) }.map { Erasure.ID($0) }
    }

    func privacyPage(
        _ person: SignedIn, address: String?,
        refused: (action: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let address = address?.split(whereSeparator: \.isWhitespace).joined() ?? ""
        let found = try await office.database.read { reader in
            address.isEmpty ? nil : try reader.person(address: address)
        }
        if let found, found.kind == .contact { return redirect(to: Page.person(found.id)) }
        let sight = try await office.database.read { try PrivacySight($0, office, person.words(at: now)) }
        let rows = try await office.database.read { reader in
            try office.erasures(in: reader).map { try Self.row($0, sight.words, reader) }
        }
        var view = PrivacyView(
            lookUp: Page.privacy,
            field: FormField(
                scope: "person", name: "address", label: "E-mail address", kind: .line, value: address,
                hint: "Each address that wrote is a person of its own.", isRequired: true),
            rows: rows, retention: sight.retention, holds: sight.holds, acts: holdActs(person))
        if let refused {
            for index in view.acts.indices where view.acts[index].target.action == refused.action {
                view.acts[index].show((refused.form, refused.refusal))
            }
        }
        if !address.isEmpty {
            view.field.problem =
                found == nil
                ? "The desk knows nobody by this address." : "This is a colleague: colleagues stay named."
        }
        return page(
            Layout(head("Privacy", person, current: Page.privacy)) { view },
            status: address.isEmpty && refused == nil ? .ok : .unprocessableContent)
    }

    private static func row(
        _ erasure: Erasure, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> ErasureRow {
        ErasureRow(
            erasure: NavLink(label: erasure.id.title, href: Page.erasure(erasure.id.rawValue)),
            who: try reader.person(erasure.person.rawValue)?.name ?? "somebody",
            asked: words.short(erasure.askedAt), standing: try standing(erasure, words, reader))
    }

    private static func standing(
        _ erasure: Erasure, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> String {
        func name(_ actor: Actor) throws -> String {
            try actor.person.flatMap { try reader.person($0.rawValue)?.name } ?? "somebody"
        }
        switch erasure.outcome {
        case .confirmed(let by, let at, _): return "Erased, confirmed by \(try name(by)), \(words.short(at))"
        case .refused(let by, let at, let why):
            return "Refused by \(try name(by)), \(words.short(at)): \(why)"
        case .withdrawn(let by, let at, let why):
            return "Withdrawn by \(try name(by)), \(words.short(at)): \(why)"
        case nil:
            let other = erasure.side == .manager ? "an administrator" : "a manager"
            return "Asked for by \(try name(erasure.askedBy)); waits for \(other)"
        }
    }

    private func personPage(
        _ id: Person.ID?, _ person: SignedIn,
        refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard let id else { return notFound() }
        let now = office.clock()
        let sight = try await office.database.read { reader in
            try PersonSight(id, office: office, person.words(at: now), reader)
        }
        func target(_ noun: String) -> FormTarget {
            FormTarget(action: Page.personAct(id.rawValue, noun), csrf: person.csrf)
        }
        let other = person.asker.role == .manager ? "an administrator" : "a manager"
        var acts: [ActForm] = []
        if sight.plan != nil {
            acts = [.askErasure(target("erasure"), other: other), .exportPerson(target("export"))]
        }
        if let refused {
            for index in acts.indices where acts[index].id == refused.act {
                acts[index].show((refused.form, refused.refusal))
            }
        }
        let view = PersonView(
            title: sight.person.name,
            standing: sight.plan == nil ? "Erased" : "What the desk holds of this person",
            facts: sight.facts, erased: sight.erased, stays: sight.stays, tickets: sight.tickets, acts: acts)
        return page(
            Layout(head(sight.person.name, person, current: Page.privacy)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func askErasure(
        _ id: Person.ID?, _ form: Fields, _ person: SignedIn, confirm: () async throws -> Void
    ) async throws -> Response {
        guard let id else { return notFound() }
        do {
            try await confirm()
            let erasure = try await office.askErasure(of: id, reason: form["reason"], by: person.asker)
            return redirect(to: Page.erasure(erasure.rawValue))
        } catch let refusal as Desk.Refusal {
            return try await personPage(id, person, refused: ("erase", form, refusal))
        }
    }

    private func export(
        _ id: Person.ID?, _ form: Fields, _ person: SignedIn, confirm: () async throws -> Void
    ) async throws -> Response {
        guard let id else { return notFound() }
        do {
            try await confirm()
            let found = try await office.export(id, by: person.asker)
            let zip = try PersonZip(found.record, files: found.files).bytes(created: office.clock())
            return download(zip, "application/zip", name: "person-\(id).zip")
        } catch let refusal as Desk.Refusal where refusal.field == "password" {
            return try await personPage(id, person, refused: ("export", form, refusal))
        } catch let refusal as Desk.Refusal {
            return errorPage(.unprocessableContent, refusal.message, refusal.remedy)
        }
    }

    private func erasurePage(
        _ id: Erasure.ID?, _ person: SignedIn,
        refused: (noun: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard let id else { return notFound() }
        let now = office.clock()
        let found = try await office.database.read { reader -> (Erasure, PersonSight, String)? in
            guard let erasure = try office.erasure(id, in: reader)?.erasure else { return nil }
            let sight = try PersonSight(erasure.person, office: office, person.words(at: now), reader)
            return (erasure, sight, try Self.standing(erasure, sight.words, reader))
        }
        guard let (erasure, sight, standing) = found else { return notFound() }
        var view = erasureView(erasure, sight, standing, person)
        if let refused {
            let action = Page.erasureAct(id.rawValue, refused.noun)
            if let index = view.acts.firstIndex(where: { $0.target.action == action }) {
                view.acts[index].show((refused.form, refused.refusal))
            } else {
                view.refusal = Refusal(refused.refusal)
            }
        }
        return page(
            Layout(head(view.title, person, current: Page.privacy)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func erasureView(
        _ erasure: Erasure, _ sight: PersonSight, _ standing: String, _ person: SignedIn
    ) -> PersonView {
        var facts = sight.facts
        facts.append(("Reason", erasure.reason))
        if case .confirmed(_, _, let extent) = erasure.outcome {
            facts.append(("Done", PersonSight.done(extent)))
        }
        let isOpen = erasure.isOpen && sight.plan != nil
        return PersonView(
            title: "\(erasure.id.title): \(sight.person.name)", standing: standing, facts: facts,
            erased: isOpen ? sight.erased : [], stays: isOpen ? sight.stays : [],
            tickets: isOpen ? sight.tickets : [], acts: isOpen ? acts(erasure, person) : [])
    }

    private func acts(_ erasure: Erasure, _ person: SignedIn) -> [ActForm] {
        func target(_ noun: String) -> FormTarget {
            FormTarget(action: Page.erasureAct(erasure.id.rawValue, noun), csrf: person.csrf)
        }
        if (try? person.asker.side) == erasure.side {
            return [.endErasure("withdraw", "Withdraw", target("withdrawal"))]
        }
        return [
            .confirmErasure(target("confirmation")), .endErasure("refuse", "Refuse", target("refusal")),
        ]
    }
}
