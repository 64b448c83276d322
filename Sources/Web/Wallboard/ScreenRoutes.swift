import Desk
import Hummingbird
import Markup
import Operations
import Storage

// The words of screens: made, shown once, and taken back.
extension DeskServer {
    func addScreens(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.screens)) { request, _ in
            try await permitted(.screens, request) { person in try await screensPage(person) }
        }
        router.post(RouterPath(Page.screens)) { request, _ in
            try await permitted(.screens, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    let word = try await office.makeOpening(.screen, named: form["name"], by: person.asker)
                    return try await screensPage(person, made: (form["name"], word))
                } catch let refusal as Desk.Refusal {
                    return try await screensPage(person, refused: (form, refusal))
                }
            }
        }
        router.post("/wallboard/screens/:id/removal") { request, context in
            try await permitted(.screens, request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                let id = Int64(try context.parameters.require("id")) ?? 0
                guard try await office.removeOpening(id, .screen, by: person.asker) else { return notFound() }
                return redirect(to: Page.screens)
            }
        }
    }

    private func screensPage(
        _ person: SignedIn, made: (name: String, word: String)? = nil,
        refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let rows = try await office.database.read { reader in
            let words = try DeskWords(of: reader, office, now: now)
            return try reader.openings(.screen).map { OpeningRow($0, words, Page.screen($0.id), person.csrf) }
        }
        var view = OpeningsView(
            title: "Screens", summary: "The wallboard in a room, without a person signed in", noun: "Screen",
            back: NavLink(label: "Wallboard", href: Page.wallboard), rows: rows,
            empty: "No screen shows the wallboard by itself.", form: .addScreen(person.csrf))
        view.made = made.map {
            MadeOpening(name: $0.name, address: address + Page.wallboardScreen($0.word))
        }
        view.form.isOpen = rows.isEmpty
        view.form.show(refused)
        let filled = view
        return page(
            Layout(head("Screens", person, current: Page.wallboard)) { filled },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension OpeningRow {
    init(_ opening: StoredOpening, _ words: DeskWords, _ removal: String, _ csrf: String) {
        self.init(
            id: opening.id, name: opening.name, created: words.moment(opening.created),
            used: opening.used.map(words.moment), removal: FormTarget(action: removal, csrf: csrf))
    }
}

extension ActForm {
    static func addScreen(_ csrf: String) -> ActForm {
        ActForm(
            id: "screen", title: "Add a screen", target: FormTarget(action: Page.screens, csrf: csrf),
            effect:
                "It gets an address of its own that shows numbers and the numbers of tickets, no subjects "
                + "and no names. Take it back when the screen goes.",
            fields: [
                FormField(
                    scope: "screen", name: "name", label: "Name", kind: .line,
                    hint: "For example Screen in the hall.", isRequired: true)
            ], submit: "Make its address")
    }
}
