import HTTPTypes
import Hummingbird
import Markup

extension DeskServer {
    /// Behind a mailed link: who has it may have no account, and the queue is not theirs.
    func deadLinkPage(_ what: String, _ remedy: String) -> Response {
        let status = HTTPResponse.Status.notFound
        let view = ErrorView(status: status.code, what: what, remedy: remedy, href: nil)
        return page(Layout(PageHead(title: "Error")) { view }, status: status)
    }
}
