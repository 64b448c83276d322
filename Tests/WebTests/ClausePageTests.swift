import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Clause by clause: the text, what runs it, and how it did this quarter")
struct ClausePageTests {
    private static let address = "/agreements/acme/1/clauses"

    @Test("every clause stands there with its text, its types and its numbers, each with what is behind it")
    func whole() async throws {
        let (trial, ticket, mara) = try await CreditTests.broken()
        try await trial.run { client in
            let page = try await client.execute(uri: Self.address, method: .get, headers: mara.headers)
            #expect(page.status == .ok)
            for clause in ["A.1", "A.2", "A.3", "B.2", "D", "G", "H", "I", "J", "K", "severity", "sign"] {
                #expect(page.text.contains("id=\"clause-\(clause)\""), "clause \(clause)")
            }
            #expect(page.text.contains("Desk.Ticket+Acknowledging"))
            let promise = page.text.part(from: "id=\"clause-A.1\"", to: "id=\"clause-A.2\"")
            #expect(promise.contains("href=\"/reports/acknowledgments?split=month&amp;period=this-quarter"))
            #expect(promise.contains("0.0 %"))
            let money = page.text.part(from: "id=\"clause-K\"", to: "id=\"clause-severity\"")
            // 18.00 EUR in November, and the resolution's next band in December.
            #expect(money.contains("3 lines, 42.00 EUR"))
            let mail = page.text.part(from: "id=\"clause-B.1\"", to: "id=\"clause-B.2\"")
            #expect(mail.contains("Channel mail"))
            #expect(page.text.part(from: "id=\"clause-F\"", to: "id=\"clause-G\"").contains(": missed"))
            let tickets = try #require(promise.address(in: "key=broken"))
            let behind = try await client.execute(uri: tickets, method: .get, headers: mara.headers)
            #expect(behind.text.contains("href=\"/tickets/\(ticket)\""))
        }
    }

    @Test("what was asked of the customer and the time it took stand under G, with its ticket")
    func asked() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let asked = try await client.execute(
                uri: "/tickets/\(ticket)/information-requests", method: .post, headers: ana.sending,
                body: ana.form("text=Please+send+the+log+file"))
            #expect(asked.status == .seeOther)
            let page = try await client.execute(uri: Self.address, method: .get, headers: mara.headers)
            let duties = page.text.part(from: "id=\"clause-G\"", to: "id=\"clause-H\"")
            #expect(duties.contains("Information requested"))
            #expect(duties.contains("<a href=\"/tickets/\(ticket)\">#\(ticket)</a>"))
            let exclusions = page.text.part(from: "id=\"clause-H\"", to: "id=\"clause-I\"")
            #expect(exclusions.contains("Nothing happened under it this quarter."))
        }
    }

    @Test("managers find it from the agreement; sales and agents may not read its numbers")
    func readers() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let link = "href=\"\(Self.address)\""
            for place in ["/agreements/acme", "/agreements/acme/1"] {
                let hers = try await client.execute(uri: place, method: .get, headers: mara.headers)
                #expect(hers.text.contains(link))
                let his = try await client.execute(uri: place, method: .get, headers: ivo.headers)
                #expect(his.status == .ok && !his.text.contains(link))
            }
            for reader in [ana, ivo] {
                let page = try await client.execute(uri: Self.address, method: .get, headers: reader.headers)
                #expect(page.status == .forbidden)
            }
            let none = try await client.execute(
                uri: "/agreements/acme/9/clauses", method: .get, headers: mara.headers)
            #expect(none.status == .notFound)
        }
    }
}

extension String {
    /// What stands from one mark to the next; empty where one of them is missing.
    fileprivate func part(from start: String, to end: String) -> String {
        guard let first = firstRange(of: start), let last = self[first.upperBound...].firstRange(of: end)
        else { return "" }
        return String(self[first.upperBound..<last.lowerBound])
    }

    /// Of the first link whose address has these words, as a browser reads it.
    fileprivate func address(in words: String) -> String? {
        split(separator: "href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
            .first { $0.contains(words) }?.replacing("&amp;", with: "&")
    }
}
