import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Texts that agents begin an answer with: written, changed, removed.
extension DeskServer {
    func addCannedReplies(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.cannedReplies)) { request, _ in
            try await permitted(.cannedReplies, request) { person in try await cannedRepliesPage(person) }
        }
        router.post(RouterPath(Page.cannedReplies)) { request, _ in
            try await permitted(.cannedReplies, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    _ = try await office.addCannedReply(
                        form["name"], words: form["words"], sharing: form["sharing"], by: person.asker)
                    return redirect(to: Page.cannedReplies)
                } catch let refusal as Desk.Refusal {
                    return try await cannedRepliesPage(person, refused: (form, refusal))
                }
            }
        }
        router.get("/canned-replies/:id") { request, context in
            try await permitted(.cannedReplies, request) { person in
                try await cannedReplyPage(Self.number(context), person)
            }
        }
        router.post("/canned-replies/:id") { request, context in
            try await cannedReplyAct(request, context) { form, id, person in
                try await office.changeCannedReply(
                    id, version: Int64(form["version"]) ?? 0,
                    to: (form["name"], form["words"], form["sharing"]), by: person.asker)
            }
        }
        router.post("/canned-replies/:id/removal") { request, context in
            try await cannedReplyAct(request, context) { _, id, person in
                try await office.removeCannedReply(id, by: person.asker)
            }
        }
    }

    static func number(_ context: DeskContext, _ name: String = "id") -> Int64 {
        context.parameters.get(name).flatMap { Int64($0) } ?? 0
    }

    private func cannedReplyAct(
        _ request: Request, _ context: DeskContext,
        _ act: (Fields, Int64, SignedIn) async throws -> Void
    ) async throws -> Response {
        try await permitted(.cannedReplies, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            let id = Self.number(context)
            do {
                try await act(form, id, person)
                return redirect(to: Page.cannedReplies)
            } catch let refusal as Desk.Refusal {
                return try await cannedReplyPage(id, person, refused: (form, refusal))
            }
        }
    }

    private func cannedRepliesPage(
        _ person: SignedIn, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let (rows, sharings) = try await office.database.read { reader in
            let words = person.words(at: now)
            let groups = try reader.groups()
            let rows = try office.cannedReplies(for: person.asker, in: reader).map { reply in
                CannedReplyRow(
                    title: NavLink(label: reply.name, href: Page.cannedReply(reply.id)),
                    beginning: Self.beginning(reply.words), users: reply.sharing.inWords(groups),
                    changed: words.relative(reply.changedAt))
            }
            return (rows, Sharing.choices(for: person.asker, groups))
        }
        var add = ActForm.cannedReply(
            "add", FormTarget(action: Page.cannedReplies, csrf: person.csrf), ("", "", "own"),
            sharings: sharings)
        add.isOpen = rows.isEmpty
        add.show(refused)
        let view = CannedRepliesView(rows: rows, add: add)
        return page(
            Layout(head("Canned replies", person, current: Page.cannedReplies)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func cannedReplyPage(
        _ id: Int64, _ person: SignedIn, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let (found, groups) = try await office.database.read { reader in
            (try office.cannedReply(id, for: person.asker, in: reader), try reader.groups())
        }
        guard let found else { return notFound() }
        var view = CannedReplyView(
            name: found.name, words: found.words, users: found.sharing.inWords(groups))
        if Office.mayChange(found, person.asker) {
            let version = HiddenField(name: "version", value: String(found.version))
            var change = ActForm.cannedReply(
                "change", FormTarget(action: Page.cannedReply(id), csrf: person.csrf, hidden: [version]),
                (found.name, found.words, found.sharing.word),
                sharings: Sharing.choices(for: person.asker, groups))
            change.show(refused)
            view.change = change
            view.removal = .removeCannedReply(
                FormTarget(action: Page.cannedReplyRemoval(id), csrf: person.csrf), found.name)
        }
        let shown = view
        return page(
            Layout(head(found.name, person, current: Page.cannedReplies)) { shown },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    /// The first line, cut.
    private static func beginning(_ words: String) -> String {
        let line = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 80 ? line.prefix(80) + "…" : line
    }
}

extension Sharing {
    func inWords(_ groups: [StoredGroup]) -> String {
        switch self {
        case .own: "You"
        case .all: "Everybody"
        case .group(let id): groups.first { $0.id == id }?.name ?? "A group"
        }
    }

    /// Those who share choose from everybody and the groups; others keep to themselves.
    static func choices(for asker: Access.Asker, _ groups: [StoredGroup]) -> [FieldChoice] {
        let own = FieldChoice(value: "own", label: "You alone")
        guard Access.allows(.share, by: asker) else { return [own] }
        return [own, FieldChoice(value: "all", label: "Everybody")]
            + groups.map { FieldChoice(value: "group-\($0.id)", label: $0.name) }
    }
}
