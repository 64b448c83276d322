import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Canned replies")
struct CannedReplyTests {
    private static let words = """
        Hello {name},

        #{ticket} "{subject}" is with me, {agent}. We answer by {answer_by} and resolve by {resolve_by}.
        {customer} matters to us.
        """

    private static func write(
        _ browser: Browser, _ name: String, words: String = words, sharing: String = "own"
    ) async throws -> TestResponse {
        _ = try await browser.get("/canned-replies")
        return try await browser.post(
            "/canned-replies", [("name", name), ("words", words), ("sharing", sharing)])
    }

    @Test("Ana writes one, and it stands behind what she typed with the ticket's facts in it")
    func inserted() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            #expect(try await Self.write(browser, "With me").status == .seeOther)
            let page = try await browser.get("/tickets/\(id)")
            #expect(page.text.contains(">With me</option>"))
            let before = try await trial.messages(of: id).count
            let form = [("text", "One moment."), ("visibility", "public"), ("cc", "dora@acme.example")]
            let filled = try await browser.post(
                "/tickets/\(id)/canned-replies", form + [("canned", "1")])
            #expect(filled.status == .ok)
            #expect(
                filled.text.contains(
                    "One moment.\n\nHello Carla Reyes,\n\n#\(id) &quot;The export stops&quot;"))
            #expect(filled.text.contains("is with me, Ana Lima. We answer by Tuesday, 24 November 2026"))
            #expect(filled.text.contains("Acme matters to us."))
            #expect(filled.text.contains(#"value="dora@acme.example""#), "what was typed is still there")
            #expect(try await trial.messages(of: id).count == before, "nothing is kept or sent")
            let alone = try await browser.get("/tickets/\(id)/canned-replies/1")
            #expect(alone.text.hasPrefix("Hello Carla Reyes,\n\n#\(id)"))
            _ = try await browser.get("/tickets/\(id)")
            let gone = try await browser.post("/tickets/\(id)/canned-replies", form + [("canned", "99")])
            #expect(gone.status == .unprocessableContent && gone.text.contains("One moment."))
        }
    }

    @Test("a placeholder that is not there is refused with those that are, and nothing typed is lost")
    func unknown() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            let refused = try await Self.write(browser, "Bad", words: "Hi {nmae}, {} {name} {prio}")
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("There is no placeholder {nmae}, {prio}."))
            #expect(refused.text.contains("There are: {name}, {customer}, {ticket}, {subject}, {agent}"))
            #expect(refused.text.contains("Hi {nmae}, {} {name} {prio}</textarea>"))
            #expect(try await Self.write(browser, "").text.contains("A name is one line"))
            #expect(try await Self.write(browser, "Empty", words: " \n ").text.contains("has no words"))
        }
    }

    @Test("words that a customer chose are never read as a placeholder")
    func notTwice() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks("The {agent} of {name}")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            _ = try await Self.write(browser, "About", words: "About {subject}: {\n\nAnd {customer}.")
            let words = try await browser.get("/tickets/\(id)/canned-replies/1")
            #expect(words.text == "About The {agent} of {name}: {\n\nAnd Acme.")
        }
    }

    @Test("a line whose placeholder has nothing to say is left out: nobody promised a stranger anything")
    func silent() async throws {
        let trial = try await WebTrial()
        let id = try await trial.office.receive(
            Inquiry(address: "jun@elsewhere.example", name: "Jun", subject: "Hi", text: "Hi", way: .mail))
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ana)
            _ = try await Self.write(browser, "Due", words: "Hello {name}\nBy {answer_by}.\nBye")
            let words = try await browser.get("/tickets/\(id)/canned-replies/1")
            #expect(words.text == "Hello Jun\nBye")
        }
    }

    @Test("Mara shares with all or with a group; Ben uses it and can't change it; Ana's own is hers alone")
    func shared() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        let group = try await trial.database.read { try $0.group(named: "Senior support") ?? 0 }
        try await trial.run { client in
            let (hers, his, boss) = (Browser(client, ana), Browser(client, ben), Browser(client, mara))
            _ = try await Self.write(hers, "Of Ana")
            let denied = try await Self.write(hers, "For all", sharing: "all")
            #expect(denied.status == .forbidden, "sharing is a manager's")
            _ = try await Self.write(boss, "For all", sharing: "all")
            _ = try await Self.write(boss, "For seniors", sharing: "group-\(group)")
            let nobody = try await Self.write(boss, "For none", sharing: "group-999")
            #expect(nobody.text.contains("Nobody is meant by"))
            let benSees = try await his.get("/tickets/\(id)").text
            #expect(benSees.contains(">For all<") && benSees.contains(">For seniors<"))
            #expect(!benSees.contains(">Of Ana<"))
            let anaSees = try await hers.get("/tickets/\(id)").text
            #expect(anaSees.contains(">Of Ana<") && !anaSees.contains(">For seniors<"))
            #expect(try await his.get("/canned-replies/1").status == .notFound)
            #expect(try await his.get("/tickets/\(id)/canned-replies/1").status == .notFound)
            #expect(try await his.get("/canned-replies/2").text.contains("a manager changes it"))
            #expect(try await his.post("/canned-replies/2/removal").status == .forbidden)
            #expect(try await his.post("/canned-replies/2", [("name", "Mine")]).status == .forbidden)
        }
    }

    @Test("two who change one: the second is told, and covers nothing")
    func changedMeanwhile() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, mara)
            _ = try await Self.write(browser, "For all", sharing: "all")
            let page = try await browser.get("/canned-replies/1")
            let version = try #require(page.value(of: "version"))
            let new = [("name", "For all"), ("sharing", "all"), ("version", version)]
            let first = try await browser.post("/canned-replies/1", new + [("words", "First")])
            #expect(first.status == .seeOther)
            let second = try await browser.post("/canned-replies/1", new + [("words", "Second")])
            #expect(second.status == .unprocessableContent)
            #expect(
                second.text.contains("has changed it since you opened it") && second.text.contains("Second"))
            #expect(try await trial.database.read { try $0.cannedReply(1)?.words } == "First")
            #expect(try await browser.post("/canned-replies/1/removal").status == .seeOther)
            #expect(try await browser.get("/canned-replies/1").status == .notFound)
        }
    }

    @Test("a group that is removed gives its replies and views back to who wrote them")
    func groupRemoved() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.asker("mara@harbor.example")
        let ivo = try await trial.asker("ivo@harbor.example")
        try await trial.office.addGroup("Night shift", by: ivo)
        let group = try await trial.database.read { try $0.group(named: "Night shift") ?? 0 }
        _ = try await trial.office.addCannedReply("Night", words: "Hi", sharing: "group-\(group)", by: mara)
        try await trial.office.keepView("Night", query: "show=all", sharing: "group-\(group)", by: mara)
        try await trial.office.removeGroup("Night shift", by: ivo)
        let left = try await trial.database.read { reader in
            (try reader.cannedReply(1)?.sharing, try reader.savedView(1)?.sharing)
        }
        #expect(left == (.own, .own))
    }

    @Test("erased, Carla is in no canned reply and in no kept view")
    func erased() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.asker("ana@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        let ivo = try await trial.asker("ivo@harbor.example")
        _ = try await trial.carlaAsks()
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id ?? 0 }
        _ = try await trial.office.addCannedReply("Reyes", words: "Dear Carla", sharing: "own", by: ana)
        try await trial.office.keepView("Hers", query: "show=all&q=Carla%20Reyes", sharing: "own", by: ana)
        try await trial.office.keepView("Mine", query: "show=mine", sharing: "own", by: ana)
        let asked = try await trial.office.askErasure(of: Person.ID(carla), reason: "By letter", by: mara)
        try await trial.office.settle(.confirm, on: asked, by: ivo)
        let (reply, views) = try await trial.database.read { reader in
            (try reader.cannedReply(1), try reader.savedViews().map(\.name))
        }
        #expect(reply?.words.contains("Carla") == false && reply?.name.contains("Reyes") == false)
        #expect(views == ["Mine"])
    }
}
