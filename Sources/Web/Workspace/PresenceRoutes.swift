import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Who looks at a ticket and who writes on it: said and heard by those who may see it, and kept nowhere.
extension DeskServer {
    func addPresence(to router: Router<DeskContext>) {
        router.post("/tickets/:id/presence") { request, context in
            try await signedIn(request) { person in
                let form = try await Fields(form: request)
                let number = try context.parameters.require("id")
                let id = try await office.database.read { reader in
                    Ticket.ID(try visible(number, person.seat, reader).0.id)
                }
                guard person.isOwn(form) else { return foreignForm() }
                let now = office.clock()
                let state = Presence.State(rawValue: form["state"]) ?? .looking
                office.presence.note(
                    state, by: person.asker.person, named: person.name, on: id, at: now)
                let others = office.presence.others(than: person.asker.person, on: id, at: now)
                return page(Element(.p, .id("others")) { Self.words(others) })
            }
        }
    }

    /// "Ben Okafor is writing a reply. Mara Voss is looking at this ticket."
    static func words(_ others: [Presence.Look]) -> String {
        func said(_ names: [String], _ one: String, _ many: String) -> String? {
            guard let last = names.last else { return nil }
            if names.count == 1 { return "\(last) \(one)." }
            return "\(names.dropLast().joined(separator: ", ")) and \(last) \(many)."
        }
        let writing = others.filter(\.isWriting).map(\.name)
        let looking = others.filter { !$0.isWriting }.map(\.name)
        return [
            said(writing, "is writing a reply", "are writing replies"),
            said(looking, "is looking at this ticket", "are looking at this ticket"),
        ].compactMap(\.self).joined(separator: " ")
    }
}
