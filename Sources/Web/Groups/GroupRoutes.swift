import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Groups of agents and who is in them: an administrator's.
extension DeskServer {
    func addGroups(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.groups)) { request, _ in
            try await permitted(.groups, request) { person in try await groupsPage(person) }
        }
        router.post(RouterPath(Page.groups)) { request, _ in
            try await groupAct(request, named: "add") { form, _, person in
                try await office.addGroup(form["name"], by: person.asker)
            }
        }
        router.post("/groups/:id/members") { request, context in
            let id = try context.parameters.require("id")
            return try await groupAct(request, id, named: "members-\(id)") { form, name, person in
                let people = form.all.filter { $0.key.hasPrefix("person-") && $0.value == "yes" }
                let ids = people.keys.compactMap { Int64($0.dropFirst("person-".count)) }
                try await office.setMembers(Set(ids), of: name, by: person.asker)
            }
        }
        router.post("/groups/:id/assigning") { request, context in
            let id = try context.parameters.require("id")
            return try await groupAct(request, id, named: "assigning-\(id)") { form, name, person in
                try await office.set(form["assigning"], ofGroup: name, by: person.asker)
            }
        }
        router.post("/groups/:id/removal") { request, context in
            let id = try context.parameters.require("id")
            return try await groupAct(request, id, named: "remove-\(id)") { _, name, person in
                try await office.removeGroup(name, by: person.asker)
            }
        }
    }

    /// `number` is of the group that is changed; what is refused is shown at the form.
    private func groupAct(
        _ request: Request, _ number: String? = nil, named act: String,
        _ body: (Fields, String, SignedIn) async throws -> Void
    ) async throws -> Response {
        try await permitted(.groups, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            let groups = try await office.database.read { try $0.groups() }
            let name = groups.first { String($0.id) == number }?.name
            if number != nil, name == nil { return notFound() }
            do {
                try await body(form, name ?? "", person)
                return redirect(to: Page.groups)
            } catch let refusal as Desk.Refusal {
                return try await groupsPage(person, refused: (act, form, refusal))
            }
        }
    }

    private func groupsPage(
        _ person: SignedIn, refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        var view = try await office.database.read { try Self.groupsView($0, csrf: person.csrf) }
        // A first group is what one comes for.
        view.add.isOpen = view.rows.isEmpty
        if let refused {
            let shown = (refused.form, refused.refusal)
            if refused.act == view.add.id { view.add.show(shown) }
            for index in view.changes.indices where view.changes[index].id == refused.act {
                view.changes[index].show(shown)
            }
        }
        let filled = view
        return page(
            Layout(head("Groups", person, current: Page.groups)) { filled },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func groupsView(_ reader: Storage.Reader, csrf: String) throws -> GroupsView {
        let agents = try reader.agents().filter { $0.disabledAt == nil }
        var view = GroupsView(
            rows: [], add: .addGroup(FormTarget(action: Page.groups, csrf: csrf)), changes: [])
        for group in try reader.groups() {
            let members = Set(try reader.members(of: group.id))
            view.rows.append(
                GroupRow(
                    number: group.id, name: group.name,
                    members: agents.filter { members.contains($0.id) }.map(\.name),
                    assigning: AssigningRule(rawValue: group.assigning)?.words ?? group.assigning,
                    open: try reader.openTicketCount(ofGroup: group.id)))
            let people = agents.map { agent in
                (
                    choice: FieldChoice(value: String(agent.id), label: agent.name),
                    isMember: members.contains(agent.id)
                )
            }
            view.changes.append(
                .groupMembers(
                    group.id, group.name, people,
                    FormTarget(action: Page.group(group.id, "members"), csrf: csrf)))
            view.changes.append(
                .groupAssigning(
                    group.id, group.name, group.assigning,
                    FormTarget(action: Page.group(group.id, "assigning"), csrf: csrf)))
            guard try !reader.hasTickets(group: group.id) else { continue }
            view.changes.append(
                .removeGroup(
                    group.id, group.name, FormTarget(action: Page.group(group.id, "removal"), csrf: csrf)))
        }
        return view
    }
}
