import Desk
import Hummingbird
import Markup
import Operations
import Storage

/// Where words of one kind are made, shown once, and taken back.
struct OpeningPlace: Sendable {
    let kind: StoredOpening.Kind
    let capability: Capability
    let path: String
    /// The place in the head that it belongs to.
    let current: String
    /// Whether each person has their own; else the desk has them together.
    var isOwn = false
    /// What a word opens, below the desk's own address.
    let address: @Sendable (String) -> String
    let view: @Sendable ([OpeningRow], _ csrf: String) -> OpeningsView
}

extension DeskServer {
    func addOpenings(_ place: OpeningPlace, to router: Router<DeskContext>) {
        router.get(RouterPath(place.path)) { request, _ in
            try await permitted(place.capability, request) { try await openingsPage(place, $0) }
        }
        router.post(RouterPath(place.path)) { request, _ in
            try await permitted(place.capability, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    let word = try await office.makeOpening(
                        place.kind, named: form["name"], by: person.asker)
                    return try await openingsPage(place, person, made: (form["name"], word))
                } catch let refusal as Desk.Refusal {
                    return try await openingsPage(place, person, refused: (form, refusal))
                }
            }
        }
        router.post(RouterPath("\(place.path)/:id/removal")) { request, context in
            try await permitted(place.capability, request) { person in
                guard person.isOwn(try await Fields(form: request)) else { return foreignForm() }
                let id = Int64(try context.parameters.require("id")) ?? 0
                guard try await office.removeOpening(id, place.kind, by: person.asker) else {
                    return notFound()
                }
                return redirect(to: place.path)
            }
        }
    }

    private func openingsPage(
        _ place: OpeningPlace, _ person: SignedIn, made: (name: String, word: String)? = nil,
        refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let owner = place.isOwn ? person.asker.person.rawValue : nil
        let rows = try await office.database.read { reader in
            let words = person.words(at: now)
            return try reader.openings(place.kind, of: owner).map {
                OpeningRow($0, words, "\(place.path)/\($0.id)/removal", person.csrf)
            }
        }
        var view = place.view(rows, person.csrf)
        view.made = made.map { MadeOpening(name: $0.name, address: address + place.address($0.word)) }
        view.form.isOpen = rows.isEmpty
        view.form.show(refused)
        let filled = view
        return page(
            Layout(head(view.title, person, current: place.current)) { filled },
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
