import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Who works at the desk and which contacts have an account: invited, changed, disabled and enabled.
extension DeskServer {
    func addPeople(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.people)) { request, _ in
            try await permitted(.listPeople, request) { person in try await peoplePage(person) }
        }
        inviting(Page.people, .createAgent, "invite", on: router) { form, _ in
            guard let role = Role(rawValue: form["role"]), role != .contact else {
                throw Desk.Refusal.roleUnknown
            }
            return NewAccount(name: form["name"], address: form["address"], role: role)
        }
        inviting(Page.contactInvitations, .inviteContact, "contact", on: router) { form, _ in
            NewAccount(
                name: form["name"], address: form["address"], role: .contact,
                organisation: Int64(form["organisation"]))
        }
        router.get("/people/:id") { request, context in
            try await permitted(.listPeople, request) { person in
                try await memberPage(Self.member(context), person)
            }
        }
        memberAct("role", on: router) { form, id, asker in
            guard let role = Role(rawValue: form["role"]) else { throw Desk.Refusal.roleUnknown }
            try await office.setRole(role, of: id, by: asker)
        }
        memberAct("disabling", on: router) { _, id, asker in try await office.disable(id, by: asker) }
        memberAct("enabling", on: router) { _, id, asker in try await office.enable(id, by: asker) }
        memberAct("reset", on: router) { _, id, asker in try await office.mailReset(to: id, by: asker) }
        memberAct("factors", on: router) { _, id, asker in try await office.removeFactors(of: id, by: asker) }
    }

    private func inviting(
        _ path: String, _ capability: Capability, _ id: String, on router: Router<DeskContext>,
        _ invitation: @escaping @Sendable (Fields, SignedIn) throws -> NewAccount
    ) {
        router.post(RouterPath(path)) { request, context in
            try await permitted(capability, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    // Who lets somebody work at the desk proves who it is; a contact sees own tickets alone.
                    if capability == .createAgent {
                        try await confirmPassword(form, of: person, request, context)
                    }
                    let invited = try await office.invite(invitation(form, person), by: person.asker)
                    return redirect(to: Page.account(of: invited.rawValue))
                } catch let refusal as Desk.Refusal {
                    return try await peoplePage(person, refused: (id, form, refusal))
                }
            }
        }
    }

    private func memberAct(
        _ noun: String, on router: Router<DeskContext>,
        _ act: @escaping @Sendable (Fields, Person.ID, Access.Asker) async throws -> Void
    ) {
        router.post(RouterPath("/people/:id/\(noun)")) { request, context in
            try await permitted(.changeRole, request) { person in
                let form = try await Fields(form: request)
                guard let id = Self.member(context) else { return notFound() }
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    try await confirmPassword(form, of: person, request, context)
                    try await act(form, id, person.asker)
                    return redirect(to: Page.account(of: id.rawValue))
                } catch let refusal as Desk.Refusal {
                    return try await memberPage(id, person, refused: (noun, form, refusal))
                }
            }
        }
    }

    private static func member(_ context: DeskContext) -> Person.ID? {
        context.parameters.get("id").flatMap { Int64($0) }.map { Person.ID($0) }
    }

    private func may(_ capability: Capability, _ person: SignedIn) -> Bool {
        (try? Access.require(capability, by: person.asker)) != nil
    }

    private func peoplePage(
        _ person: SignedIn, refused: (id: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let csrf = person.csrf
        let mayChange = may(.changeRole, person)
        let (staff, contacts, customers) = try await office.database.read { reader in
            let sight = try PeopleSight(reader, office, person.words(at: now), tellsAll: mayChange)
            return (
                try reader.agents().map { try sight.row($0, reader) },
                try reader.contactsWithAccount().map { try sight.row($0, reader) },
                sight.customers(of: try reader.person(person.asker.person.rawValue)?.organisation)
            )
        }
        var acts: [ActForm] = []
        if may(.createAgent, person) {
            acts.append(.inviteStaff(FormTarget(action: Page.people, csrf: csrf)))
        }
        if may(.inviteContact, person) {
            acts.append(.inviteContact(FormTarget(action: Page.contactInvitations, csrf: csrf), customers))
        }
        if let refused {
            for index in acts.indices where acts[index].id == refused.id {
                acts[index].show((refused.form, refused.refusal))
            }
        }
        let rules = may(.signInRules, person) ? Page.signInRules : nil
        let view = PeopleView(
            staff: staff, contacts: contacts, acts: acts, rules: rules, tellsWays: mayChange)
        return page(
            Layout(head("People", person, current: Page.people)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func memberPage(
        _ id: Person.ID?, _ person: SignedIn,
        refused: (id: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let mayChange = may(.changeRole, person)
        let found = try await office.database.read { reader -> MemberView? in
            guard let id, let stored = try reader.person(id.rawValue),
                stored.kind == .agent || stored.hasAccount
            else { return nil }
            let sight = try PeopleSight(reader, office, person.words(at: now), tellsAll: mayChange)
            var view = try sight.view(of: stored, reader)
            if mayChange, id != person.asker.person { view.acts = sight.acts(stored, csrf: person.csrf) }
            if mayChange { view.history = try sight.history(of: id, reader) }
            return view
        }
        guard var view = found else { return notFound() }
        if let refused {
            for index in view.acts.indices where view.acts[index].id == refused.id {
                view.acts[index].show((refused.form, refused.refusal))
            }
            if !view.acts.contains(where: { $0.id == refused.id }) { view.refusal = Refusal(refused.refusal) }
        }
        return page(
            Layout(head(view.name, person, current: Page.people)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension Desk.Refusal {
    static let roleUnknown = Desk.Refusal(
        "role-unknown", field: "role", "There is no such role at the desk.",
        remedy: "Choose one of: " + RoleWords.staff.map(\.rawValue).joined(separator: ", ") + ".")
}
