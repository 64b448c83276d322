import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Articles that may answer what a contact is about to ask. What they type is sent as a form is, so that it
// stands in no address and in no log; it is looked up and kept nowhere.
extension DeskServer {
    func addSuggestions(to router: Router<DeskContext>) {
        router.post(RouterPath(Page.portalSuggestions)) { request, _ in
            try await contact(request) { person in
                let form = try await FilesForm(request).fields
                guard person.isOwn(form) else { return foreignForm() }
                let category = form["category"]
                return try await filingPage(
                    person, category: category.isEmpty ? nil : category, written: form)
            }
        }
    }

    /// Puts what was typed back into the form, with what may answer it beside. Where no article is for
    /// customers, nothing is offered.
    func suggest(_ written: Fields?, in view: inout PortalFilingView) async throws {
        let found = try await office.database.read { [office] reader -> [StoredArticle]? in
            guard try reader.hasArticles(.customers) else { return nil }
            guard let written else { return [] }
            return try office.articles(
                answering: "\(written["subject"]) \(written["text"])", for: .customers, in: reader)
        }
        if let written { view.form?.fill(written) }
        guard let found else { return }
        view.suggestions = SuggestionsView(
            action: Page.portalSuggestions,
            items: found.map { NavLink(label: $0.title, href: Page.help($0.id)) }, isAsked: written != nil)
        view.form?.elsewhere = NavLink(label: "Look for an answer first", href: Page.portalSuggestions)
    }
}
