import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// What customers' people see beside their own tickets: a manager's and an administrator's.
extension DeskServer {
    func addContacts(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.contacts)) { request, _ in
            try await permitted(.contactRights, request) { person in try await contactsPage(person) }
        }
        router.post(RouterPath(Page.contactRights)) { request, _ in
            try await contactAct(request, named: "rights") { form, asker in
                let rights = ContactRight.allCases.filter { form[$0.rawValue] == "yes" }
                try await office.setRights(Set(rights), of: form["address"], by: asker)
            }
        }
        router.post(RouterPath(Page.contactMove)) { request, _ in
            try await contactAct(request, named: "move") { form, asker in
                try await office.move(form["address"], to: form["customer"], by: asker)
            }
        }
    }

    private func contactAct(
        _ request: Request, named act: String, _ body: (Fields, Access.Asker) async throws -> Void
    ) async throws -> Response {
        try await permitted(.contactRights, request) { person in
            let form = try await Fields(form: request)
            guard person.isOwn(form) else { return foreignForm() }
            do {
                try await body(form, person.asker)
                return redirect(to: Page.contacts)
            } catch let refusal as Desk.Refusal {
                return try await contactsPage(person, refused: (act, form, refusal))
            }
        }
    }

    private func contactsPage(
        _ person: SignedIn, refused: (act: String, form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let rows = try await office.database.read { reader in
            try reader.contactsWithRights().map { contact in
                let customer = try contact.organisation.flatMap { try reader.organisation($0)?.name }
                return ContactRow(
                    name: contact.name, address: contact.address, customer: customer ?? "Nobody's",
                    sees: contact.rightsInWords)
            }
        }
        var acts: [ActForm] = [
            .contactRights(FormTarget(action: Page.contactRights, csrf: person.csrf)),
            .moveContact(FormTarget(action: Page.contactMove, csrf: person.csrf)),
        ]
        if let refused, let index = acts.firstIndex(where: { $0.id == refused.act }) {
            acts[index].show((refused.form, refused.refusal))
        }
        let view = ContactsView(rows: rows, acts: acts)
        return page(
            Layout(head("Contacts", person, current: Page.contacts)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension StoredPerson {
    fileprivate var rightsInWords: String {
        let words = [
            (seesOrganisation, "every ticket"), (seesAgreement, "the agreement"),
            (seesBooks, "statements and credits"),
        ]
        return words.filter(\.0).map(\.1).joined(separator: ", ").capitalisedFirst
    }
}
