import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Views of the queue")
struct SavedViewTests {
    private static func keep(
        _ browser: Browser, _ name: String, _ query: String, sharing: String = "own"
    ) async throws -> TestResponse {
        _ = try await browser.get("/queue?\(query)")
        return try await browser.post(
            "/queue/views", [("name", name), ("query", query), ("sharing", sharing)])
    }

    @Test("the queue is narrowed by tier, severity and customer, and so is a search")
    func narrowed() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks("The zebra export stops")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func shows(_ query: String) async throws -> Bool {
                let page = try await client.execute(
                    uri: "/queue?\(query)", method: .get, headers: ana.headers)
                let row = try await client.execute(
                    uri: "/queue/rows/\(id)?\(query)", method: .get, headers: ana.headers)
                #expect((row.status == .ok) == page.text.contains("row-\(id)"), "\(query)")
                return page.text.contains("row-\(id)")
            }
            let asked = [
                ("tier=1", true), ("tier=2", false), ("severity=normal", true), ("severity=low", false),
                ("customer=acme", true), ("customer=Beta", false), ("customer=Acme&tier=2", false),
                ("q=zebra&customer=Acme", true), ("q=zebra&customer=Beta", false), ("tier=nine", true),
                ("q=the+zebra", true),
            ]
            for (query, isShown) in asked {
                let isThere = try await shows(query)
                #expect(isThere == isShown, "\(query)")
            }
        }
    }

    @Test("Ana keeps a view, finds it above the list, renames it, begins with it, and removes it")
    func kept() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let kept = try await Self.keep(browser, "Acme, mine", "customer=Acme&show=mine")
            #expect(kept.headers[.location] == "/queue?show=mine&customer=Acme", "in its one form")
            let queue = try await browser.get("/queue?customer=Acme&show=mine")
            #expect(
                queue.text.contains(#"<a href="/queue?show=mine&amp;customer=Acme" aria-current="true">"#))
            let again = try await Self.keep(browser, "acme, MINE", "show=waiting")
            #expect(again.text.contains("There is one called"))
            _ = try await browser.get("/queue/views")
            try await browser.post("/queue/start", [("view", "1")])
            let start = try await browser.get("/queue")
            #expect(start.headers[.location] == "/queue?show=mine&customer=Acme")
            #expect(try await browser.get("/queue?show=all").status == .ok, "the whole queue is still there")
            let page = try await browser.get("/queue/views")
            #expect(page.text.contains("You begin here") && page.text.contains("Mine, Acme"))
            try await browser.post("/queue/views/1", [("name", "Of Acme"), ("sharing", "own")])
            #expect(try await browser.get("/queue/views").text.contains("Of Acme"))
            #expect(try await browser.post("/queue/views/1/removal").status == .seeOther)
            #expect(try await browser.get("/queue").status == .ok, "it begins with the whole queue again")
        }
    }

    @Test("what Mara shares with a group is there for its people alone, and they can't change it")
    func shared() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        let group = try await trial.database.read { try $0.group(named: "Senior support") ?? 0 }
        try await trial.run { client in
            let (hers, his, boss) = (Browser(client, ana), Browser(client, ben), Browser(client, mara))
            _ = try await Self.keep(boss, "Second line", "tier=2", sharing: "group-\(group)")
            #expect(try await his.get("/queue?show=all").text.contains(">Second line<"))
            #expect(try await !hers.get("/queue?show=all").text.contains(">Second line<"))
            #expect(try await his.post("/queue/views/1/removal").status == .forbidden)
            #expect(try await hers.post("/queue/views/1/removal").status == .notFound)
            _ = try await hers.get("/queue/views")
            #expect(try await hers.post("/queue/start", [("view", "1")]).status == .notFound)
            _ = try await his.get("/queue/views")
            #expect(try await his.post("/queue/start", [("view", "1")]).status == .seeOther)
            // Ben leaves the group: the view is not his start any more.
            let ivo = try await trial.asker("ivo@harbor.example")
            try await trial.office.set("ben@harbor.example", in: "Senior support", isMember: false, by: ivo)
            #expect(try await his.get("/queue").status == .ok)
            let denied = try await Self.keep(hers, "For all", "show=all", sharing: "all")
            #expect(denied.status == .forbidden)
        }
    }

    @Test("a name that is too long loses nothing: the list, the form and what was typed come back")
    func refused() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let mara = try await trial.session(of: "mara@harbor.example")
        let name = String(repeating: "Ours ", count: 60)
        try await trial.run { client in
            let browser = Browser(client, mara)
            let page = try await Self.keep(browser, name, "show=unassigned", sharing: "all")
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("row-\(id)") && page.text.contains("A name is one line of 1 to 60"))
            #expect(page.text.contains("value=\"\(name)\""))
            #expect(page.text.contains(#"<option value="all" selected"#))
            #expect(page.value(of: "query") == "show=unassigned")
            #expect(page.text.contains(#"data-address="/queue?show=unassigned""#))
            #expect(page.text.contains(#"<a href="/queue?show=unassigned" aria-current="true">"#))
            let kept = try await browser.post(
                "/queue/views", [("name", "Ours"), ("query", "show=unassigned"), ("sharing", "all")])
            #expect(kept.headers[.location] == "/queue?show=unassigned")
        }
    }
}
