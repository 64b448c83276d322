import Desk
import Hummingbird
import Markup
import Operations
import Storage

// The colleagues of a contact who sees their organisation: whose tickets they read anyway, and what each
// of them sees.
extension DeskServer {
    func addPortalContacts(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.portalContacts)) { request, _ in
            try await contact(request) { person in
                let isWide = person.asker.rights.contains(.organisation)
                let customer = person.asker.customer?.rawValue
                let view = try await office.database.read { reader in
                    let name = try customer.flatMap { try reader.organisation($0)?.name } ?? ""
                    let all = try isWide ? customer.map { try reader.people(of: $0) } ?? [] : []
                    let own = try reader.person(person.asker.person.rawValue).map { [$0] } ?? []
                    return PortalContactsView(
                        customer: name,
                        rows: (isWide ? all.filter { !$0.isErased } : own).map { one in
                            PortalContactRow(name: one.name, sees: Self.sees(one))
                        })
                }
                return portalPage("Colleagues", person, current: Page.portalContacts) { view }
            }
        }
    }

    private static func sees(_ person: StoredPerson) -> String {
        let words = [
            "own tickets", person.seesOrganisation ? "all tickets" : nil,
            person.seesAgreement ? "the agreement whole" : nil,
            person.seesBooks ? "statements, credits and reports" : nil,
        ]
        return words.compactMap(\.self).joined(separator: ", ").capitalisedFirst
    }
}
