import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Where a refused page opens")
struct RefusedPlaceTests {
    /// The tags of the page that take the focus when it opens.
    private func opened(_ page: String) -> [Substring] {
        page.split(separator: "<").filter { $0.contains(" autofocus") }
    }

    @Test("Ana proposes an exclusion from \"yesterday\": the form is open, and the page begins at that field")
    func exclusion() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let hers = Browser(client, ana)
            #expect(opened(try await hers.get("/tickets/\(id)").text).isEmpty, "a plain page takes no focus")
            let page = try await hers.post(
                "/tickets/\(id)/exclusions",
                [("from", "yesterday"), ("to", "2026-11-24 10:00"), ("reason", "Their line")])
            #expect(page.status == .unprocessableContent)
            let first = try #require(opened(page.text).first)
            #expect(first.contains(#"id="exclude-from""#) && first.contains(#"aria-invalid="true""#))
            #expect(page.text.contains(#"id="act-exclude" name="act" open"#))
        }
    }

    @Test("a page opens at its refusal, once; two bad copies are both named, at their field")
    func noField() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let hers = Browser(client, ana)
            _ = try await hers.get("/tickets/\(id)")
            let link = try await hers.post("/tickets/\(id)/links", [("ticket", "999"), ("reason", "Same")])
            #expect(link.status == .unprocessableContent && opened(link.text).count == 1)
            let copies = try await hers.post(
                "/tickets/\(id)/replies", [("text", "Hello"), ("cc", "foo, dora@acme.example bar")])
            let words = #""foo", "bar" are no mail addresses."#
            let hint = copies.text.components(separatedBy: #"id="reply-cc-more""#)[1].prefix(120)
            #expect(hint.replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").contains(words))
            #expect(opened(copies.text).map { $0.contains(#"id="reply-cc""#) } == [true])
        }
    }

    @Test("a note resolves nothing, and a resolved ticket offers no second resolution")
    func resolving() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let hers = Browser(client, ana)
            #expect(try await hers.get("/tickets/\(id)").text.contains(#"id="reply-resolve""#))
            let note = try await hers.post(
                "/tickets/\(id)/replies",
                [("text", "It is the cache."), ("visibility", "internal"), ("then", "resolve")])
            #expect(note.status == .unprocessableContent)
            #expect(note.text.contains("A note reaches no customer, so it resolves nothing."))
            #expect(note.text.contains(">It is the cache.</textarea>"), "nothing is lost")
            try await trial.office.answer(
                .resolve(.answer), text: "Restart it.", on: Ticket.ID(id),
                by: Access.Asker(
                    person: ana.person, role: .tier1, groups: ["Front desk"], means: .session))
            try await trial.settle()
            #expect(try await !hers.get("/tickets/\(id)").text.contains(#"id="reply-resolve""#))
        }
    }
}
