import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The palette")
struct PaletteTests {
    @Test("it finds pages, tickets by number and words, acts, views and canned replies")
    func finds() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks("The zebra export stops")
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.keepView(
            "Acme today", query: "show=today&customer=Acme", sharing: "own", by: asker)
        _ = try await trial.office.addCannedReply("Ask for the log", words: "Hi", sharing: "own", by: asker)
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example").person
        try await trial.run { client in
            func found(_ query: String) async throws -> String {
                try await client.execute(uri: "/palette?\(query)", method: .get, headers: ana.headers).text
            }
            let asked = [
                ("q=tokens", "/tokens"), ("q=%23\(id)", "/tickets/\(id)"), ("q=\(id)", "/tickets/\(id)"),
                ("q=zebra", "/tickets/\(id)"), ("q=acme+today", "/queue?show=today&amp;customer=Acme"),
                ("q=esc&ticket=\(id)", "/tickets/\(id)#act-escalate"),
                ("q=reply&ticket=\(id)", "/tickets/\(id)#visibility-public"),
                ("q=log&ticket=\(id)", "/canned-replies/1"), ("q=kept", "/queue/views"),
                ("q=merge&ticket=\(id)", "/tickets/\(id)/merger"),
                ("q=print&ticket=\(id)", "/tickets/\(id)/print"),
                ("q=log+a+call&ticket=\(id)", "/contacts/\(carla)/calls/new?ticket=\(id)"),
                ("q=new+and+breaking", "/bell"),
            ]
            for (query, href) in asked {
                let page = try await found(query)
                #expect(page.contains("href=\"\(href)\""), "\(query)")
            }
            #expect(try await found("q=log&only=canned&ticket=\(id)").contains(#"data-canned="1""#))
            #expect(try await found("q=nothing+at+all").contains("Nothing is called that."))
            #expect(try await !found("q=outbox").contains("href=\"/outbox\""), "no page of another role")
        }
    }

    @Test("where there is no canned reply it says so and leads to where one is written, until there is one")
    func firstCanned() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let none = try await browser.get("/palette?only=canned&ticket=\(id)").text
            #expect(none.contains("There is no canned reply yet."))
            #expect(none.contains(#"href="/canned-replies#act-add""#) && !none.contains("Nothing is called"))
            let asker = try await trial.asker("ana@harbor.example")
            _ = try await trial.office.addCannedReply("With me", words: "Hi", sharing: "own", by: asker)
            let some = try await browser.get("/palette?only=canned&q=zebra&ticket=\(id)").text
            #expect(some.contains("Nothing is called that.") && !some.contains("#act-add"))
        }
    }

    @Test("an act that is refused stands there as refused, with its reason")
    func refused() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            func found(_ session: WebTrial.Session, _ words: String) async throws -> String {
                try await client.execute(
                    uri: "/palette?ticket=\(id)&q=\(words)", method: .get, headers: session.headers
                ).text
            }
            let reopen = try await found(ana, "reopen")
            #expect(reopen.contains("Refused: Only what is resolved is reopened."))
            #expect(!reopen.contains("act-reopen"))
            #expect(try await found(ana, "split").contains("Refused: There is no later message"))
            #expect(try await found(ivo, "merge").contains("Refused: Your role (admin) may not do this."))
            #expect(try await found(ana, "extend").contains("Refused: Your role (tier1) may not do this."))
            #expect(try await found(ivo, "resolve").contains("Refused: Your role (admin) may not do this."))
            #expect(try await found(ivo, "note").contains("#visibility-internal"))
        }
    }

    @Test("what Ana can't see is not found, and its acts are not told")
    func hidden() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks("The zebra export stops")
        let mara = try await trial.asker("mara@harbor.example")
        let given = Assignment(person: nil, group: "Specialists")
        try await trial.office.act(.assign(given), on: Ticket.ID(id), by: mara)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func ask(_ query: String) async throws -> TestResponse {
                try await client.execute(uri: "/palette?\(query)", method: .get, headers: ana.headers)
            }
            for query in ["q=zebra", "q=\(id)"] {
                let page = try await ask(query)
                #expect(
                    !page.text.contains("/tickets/\(id)\"") && !page.text.contains("The zebra"), "\(query)")
            }
            #expect(try await ask("ticket=\(id)").status == .notFound)
        }
    }
}
