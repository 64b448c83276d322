import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite("Pages of what can't be shown")
struct ErrorPageTests {
    private static let table: [(who: String, uri: String, status: HTTPResponse.Status, link: String)] = [
        ("ana@harbor.example", "/nothing", .notFound, "/queue"),
        ("ana@harbor.example", "/tickets/999", .notFound, "/queue"),
        ("ana@harbor.example", "/sign-in-rules", .forbidden, "/queue"),
        ("carla@acme.example", "/nothing", .notFound, "/portal/new"),
        ("carla@acme.example", "/portal/tickets/999", .notFound, "/portal/new"),
        ("carla@acme.example", "/sign-in-rules", .forbidden, "/portal/new"),
    ]

    @Test("who is signed in keeps the way to all else there, and is named; a stranger learns of none of it")
    func navigation() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            for row in Self.table {
                let reader = Browser(client, try await trial.session(of: row.who))
                let page = try await reader.get(row.uri)
                #expect(page.status == row.status, "\(row.who) at \(row.uri)")
                #expect(page.text.contains("<nav") && page.text.contains("href=\"\(row.link)\""), "\(row)")
                #expect(page.text.contains("Sign out"), "\(row.who) at \(row.uri)")
            }
            let page = try await Browser(client).get("/nothing")
            #expect(page.status == .notFound && !page.text.contains("<nav"))
        }
    }
}
