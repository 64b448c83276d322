import HTTPTypes
import Hummingbird
import Markup
import Operations

// Mails that somebody wants no more (RFC 8058): looking changes nothing, since mail is read by machines; one
// request leaves the list, from the page's button or from the mail program.
extension DeskServer {
    func addLeaving(to router: Router<DeskContext>) {
        let path = RouterPath("/leave/:list/:person/:word")
        router.get(path) { _, context in
            let (list, person, word) = try Self.leavingParts(context)
            guard let leaving = try await office.leaving(list, person: person, word: word) else {
                return notFound()
            }
            return leavingPage(leaving, Page.leaving(list, person, word))
        }
        router.post(path) { _, context in
            let (list, person, word) = try Self.leavingParts(context)
            guard let leaving = try await office.leave(list, person: person, word: word) else {
                return notFound()
            }
            return leavingPage(leaving, Page.leaving(list, person, word))
        }
    }

    private static func leavingParts(_ context: DeskContext) throws -> (String, Int64, String) {
        (
            try context.parameters.require("list"), Int64(try context.parameters.require("person")) ?? 0,
            try context.parameters.require("word")
        )
    }

    private func leavingPage(_ leaving: Office.Leaving, _ address: String) -> Response {
        page(
            Layout(customerHead("Mails you want no more")) {
                LeavingView(leaving, address)
            })
    }
}
