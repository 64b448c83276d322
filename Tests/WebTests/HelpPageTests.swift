import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Articles, from the first draft to the reader's word")
struct HelpPageTests {
    private static let article = [
        ("title", "Why does an export stop?"), ("category", "Exports"), ("text", "The **importer** waits."),
    ]

    /// Ana writes it in her browser, for these readers.
    @discardableResult
    private static func write(
        _ browser: Browser, _ fields: [(String, String)] = article, for readers: String?
    ) async throws -> String {
        _ = try await browser.get("/articles")
        let place = try #require(try await browser.post("/articles", fields).headers[.location])
        guard let readers else { return place }
        _ = try await browser.get(place)
        let answer = try await browser.post("\(place)/readers", [("readers", readers)])
        #expect(answer.headers[.location] == place)
        return place
    }

    @Test("a draft is unseen by customers, strangers and colleagues who read; published, it reads at once")
    func drafted() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let (hers, stranger) = (Browser(client, ana), Browser(client))
            let (customer, admin) = (Browser(client, carla), Browser(client, ivo))
            let place = try await Self.write(hers, for: nil)
            for reader in [stranger, customer, admin, hers] {
                let (list, found) = (try await reader.get("/help"), try await reader.get("/help?q=importer"))
                #expect(!list.text.contains("Why does an export"))
                #expect(!found.text.contains("Why does an export"))
                let (draft, absent) = (try await reader.get("/help/1"), try await reader.get("/help/999"))
                #expect(draft.status == .notFound && draft.text == absent.text)
            }
            #expect(try await hers.get(place).text.contains("<strong>importer</strong>"))
            #expect(try await admin.get(place).status == .forbidden)
            #expect(try await customer.get(place).status == .forbidden)
            #expect(try await stranger.get(place).headers[.location] == "/sign-in")
            _ = try await hers.get(place)
            _ = try await hers.post("\(place)/readers", [("readers", "everybody")])
            for reader in [stranger, customer, admin] {
                let page = try await reader.get("/help/1")
                #expect(page.status == .ok && page.text.contains("<strong>importer</strong>"))
                #expect(try await reader.get("/help?q=import").text.contains("/help/1"))
            }
            #expect(try await hers.get("/sign-in").text.contains("href=\"/help\""))
        }
    }

    @Test("customers' articles are for who signs in, the desk's for the desk alone, also in the search")
    func readers() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let hers = Browser(client, ana)
            for (number, readers) in ["everybody", "customers", "desk"].enumerated() {
                let fields = [
                    ("title", "Zebra \(number + 1)"), ("category", "Zoo"), ("text", "Stripes of a zebra"),
                ]
                try await Self.write(hers, fields, for: readers)
            }
            for (browser, count) in [(Browser(client), 1), (Browser(client, carla), 2), (hers, 3)] {
                for address in ["/help", "/help?q=zebra", "/help?q=stripes+of"] {
                    let text = try await browser.get(address).text
                    let seen = (1...3).filter { text.contains("Zebra \($0)") }
                    #expect(seen == Array(1...count), "\(address)")
                }
                for number in 1...3 {
                    let isOpen = try await browser.get("/help/\(number)").status == .ok
                    #expect(isOpen == (number <= count), "\(number)")
                }
            }
            let hostile = try await Browser(client).get("/help?q=%22%20OR%20*%20NEAR(%3Cscript%3E")
            #expect(hostile.status == .ok && !hostile.text.contains("<script>"))
        }
    }

    @Test("did this help: each person and each browser counts once, and looking counts nothing")
    func helped() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            try await Self.write(Browser(client, ana), for: "everybody")
            func count() async throws -> [Int] {
                let count = try await trial.database.read { try $0.articleCounts()[1] }
                return [count?.helped ?? 0, count?.didNot ?? 0]
            }
            let (customer, first, second) = (Browser(client, carla), Browser(client), Browser(client))
            for reader in [customer, first, second] {
                _ = try await reader.get("/help/1")
                _ = try await reader.get("/help/1?helped=yes")
                #expect(try await reader.get("/help/1/words").status != .ok)
            }
            #expect(try await count() == [0, 0])
            _ = try await customer.get("/help/1")
            for word in ["yes", "yes", "no", "maybe"] {
                #expect(try await customer.post("/help/1/words", [("helped", word)]).status == .seeOther)
            }
            #expect(try await count() == [0, 1])
            #expect(try await customer.get("/help/1").text.contains("You said that it did not help"))
            for reader in [first, second, first] {
                _ = try await reader.get("/help/1")
                try await reader.post("/help/1/words", [("helped", "yes")])
            }
            #expect(try await count() == [2, 1])
            #expect(try await first.get("/help/1").text.contains("You said that it helped"))
            #expect(try await Browser(client).get("/help/1").text.contains("Did this help?"))
            #expect(try await first.post("/help/999/words", [("helped", "yes")]).status == .notFound)
            let foreign = try await client.execute(
                uri: "/help/1/words", method: .post, headers: carla.sending,
                body: ByteBuffer(string: "helped=yes"))
            #expect(foreign.status == .forbidden, "without the session's word")
            #expect(try await Browser(client, ana).get("/articles").text.contains("2 of 3"))
        }
    }

    @Test("one browser of one network that answers without end is heard no more for a while")
    func bounded() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            try await Self.write(Browser(client, ana), for: "everybody")
            var last = HTTPResponse.Status.ok
            for _ in 0..<40 {
                last = try await Browser(client).post("/help/1/words", [("helped", "yes")]).status
            }
            #expect(last == .tooManyRequests)
            let count = try await trial.database.read { try $0.articleCounts()[1]?.helped ?? 0 }
            #expect(count <= 31)
        }
    }

    @Test("versions stay, who saved each is said, an old one comes back; two who save are told")
    func versions() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            let (hers, his) = (Browser(client, ana), Browser(client, ben))
            let place = try await Self.write(hers, for: "customers")
            let new = [("title", "Exports"), ("category", "Exports"), ("text", "Second"), ("version", "1")]
            _ = try await his.get(place)
            #expect(try await his.post("\(place)/versions", new).status == .seeOther)
            let late = try await hers.post("\(place)/versions", new)
            #expect(late.status == .unprocessableContent && late.text.contains("Ben Okafor has saved it"))
            let old = try await hers.get("\(place)/versions/1")
            #expect(old.text.contains("Version 1 of 2, as it was") && old.text.contains("Ana Lima"))
            #expect(old.text.contains("Bring this version back") && !old.text.contains("Who reads it"))
            #expect(try await hers.get("\(place)/versions/9").status == .notFound)
            _ = try await hers.get(place)
            let bad = try await hers.post("\(place)/readers", [("readers", "the moon")])
            #expect(bad.status == .unprocessableContent && bad.text.contains("does not say who may read it"))
            let empty = try await hers.post("/articles", [("title", ""), ("text", "Typed <i>already</i>")])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("Typed &lt;i&gt;already&lt;/i&gt;</textarea>"), "nothing is lost")
        }
    }

    @Test("an article that tries to run is words on every page that shows it")
    func hostile() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks("The export stops")
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let mark = "<script>alert('export')</script>\"><img src=x onerror=alert(1)>"
        try await trial.run { client in
            let (hers, customer) = (Browser(client, ana), Browser(client, carla))
            let fields = [
                ("title", "Export \(mark)"), ("category", "<b onclick=x>Exports</b>"),
                ("text", "# \(mark)\n\n- \(mark)"),
            ]
            let place = try await Self.write(hers, fields, for: "everybody")
            _ = try await customer.get("/portal/new?category=technical")
            let suggested = try await customer.post(
                "/portal/articles", [("category", "technical"), ("subject", "export"), ("text", mark)])
            var texts = [suggested.text]
            for address in ["/articles", place, "\(place)/versions/1", "/help", "/help/1", "/tickets/\(id)"] {
                texts.append(try await hers.get(address).text)
            }
            texts.append(try await Browser(client).get("/help?q=export").text)
            for text in texts {
                #expect(text.contains("Export &lt;script&gt;"))
                #expect(!text.contains("<script>") && !text.contains("<img src=x"))
            }
        }
    }

    @Test("Ana puts an article's address behind what she typed; the desk's own are not offered")
    func inserted() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            try await Self.write(browser, for: "customers")
            try await Self.write(
                browser, [("title", "Inside"), ("category", "A"), ("text", "x")], for: "desk")
            let page = try await browser.get("/tickets/\(id)")
            #expect(page.text.contains(">Why does an export stop? (for who signs in)</option>"))
            #expect(!page.text.contains(">Inside</option>"))
            let form = [("text", "One moment."), ("visibility", "public"), ("cc", "dora@acme.example")]
            let filled = try await browser.post("/tickets/\(id)/articles", form + [("article", "1")])
            #expect(filled.status == .ok)
            #expect(filled.text.contains("One moment.\n\nWhy does an export stop?\n/help/1</textarea>"))
            #expect(filled.text.contains(#"value="dora@acme.example""#), "what was typed is still there")
            let alone = try await browser.get("/tickets/\(id)/articles/1")
            #expect(alone.text == "Why does an export stop?\n/help/1")
            for number in ["2", "99", ""] {
                _ = try await browser.get("/tickets/\(id)")
                let gone = try await browser.post("/tickets/\(id)/articles", form + [("article", number)])
                #expect(gone.status == .unprocessableContent && gone.text.contains("One moment."))
            }
            #expect(try await browser.get("/tickets/\(id)/articles/2").status == .notFound)
        }
    }

    @Test(
        "while Carla writes, the portal suggests what she may read; nothing is filed, nothing typed is lost")
    func suggested() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let (hers, customer) = (Browser(client, ana), Browser(client, carla))
            let empty = try await customer.get("/portal/new?category=technical")
            #expect(!empty.text.contains("id=\"suggested\""), "no article, nothing offered")
            try await Self.write(hers, for: "customers")
            try await Self.write(
                hers, [("title", "Exports inside"), ("category", "A"), ("text", "export")], for: "desk")
            let page = try await customer.get("/portal/new?category=technical")
            #expect(page.text.contains("id=\"suggested\"") && page.text.contains("Look for an answer first"))
            let typed = [("category", "technical"), ("subject", "Our exports"), ("text", "They stop.")]
            let found = try await customer.post("/portal/articles", typed)
            #expect(found.text.contains("1 article may answer it") && found.text.contains("/help/1"))
            #expect(!found.text.contains("Exports inside"))
            #expect(
                found.text.contains("value=\"Our exports\"") && found.text.contains("They stop.</textarea>"))
            _ = try await customer.get("/portal/new?category=technical")
            let none = try await customer.post(
                "/portal/articles", [("category", "technical"), ("subject", "A dragon")])
            #expect(none.text.contains("No article seems to answer it"))
            #expect(try await trial.database.read { try $0.streams(of: "ticket").isEmpty })
            _ = try await customer.get("/portal/new?category=technical")
            #expect(try await customer.post("/portal/tickets", typed).status == .seeOther)
        }
    }
}
