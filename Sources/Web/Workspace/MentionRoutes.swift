import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Whom a note can name: what is offered behind an `@`.
extension DeskServer {
    func addMentions(to router: Router<DeskContext>) {
        router.get("/tickets/:id/colleagues") { request, context in
            try await signedIn(request) { person in
                let number = try context.parameters.require("id")
                let found = try await office.database.read { reader in
                    let ticket = try visible(number, person.seat, reader).1.ticket
                    let thing = try office.thing(ticket, in: reader)
                    try Access.require(.note, by: person.asker, on: thing)
                    return try office.mentionable(on: ticket, by: person.asker, in: reader)
                }
                return page(ColleaguesView(people: found.map { ($0.person.name, $0.handle) }))
            }
        }
    }
}
