import Desk
import Hummingbird
import Operations
import Storage

// The address of an article put into what somebody writes to a customer.
extension DeskServer {
    func addArticleInsertion(to router: Router<DeskContext>) {
        let refusal = Desk.Refusal(
            "article-missing", field: "article",
            "No article was chosen, or customers may not read it any more.",
            remedy: "Choose one of the list and press Insert link.")
        add(
            TextInsertion(
                noun: "articles", field: "article", capability: .reply, refusal: refusal,
                words: { id, _, _ in try await articleLink(id) }), to: router)
    }

    /// Title and address of what a customer may read; nil for all else.
    private func articleLink(_ id: Int64) async throws -> String? {
        let article = try await office.database.read { try $0.article(id, .customers) }
        return article.map { "\($0.title)\n\(office.address(.article($0.id)))" }
    }
}
