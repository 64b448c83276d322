import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Chat: a visitor and the desk, and nobody else")
struct ChatTests {
    /// A visitor's tab: it holds the word of its own chat.
    struct Visitor {
        let client: any TestClientProtocol
        let address: String

        static func form(_ client: any TestClientProtocol, _ headers: HTTPFields = [:]) async throws -> String
        {
            let page = try await client.execute(uri: "/chat", method: .get, headers: headers)
            return page.value(of: "word") ?? ""
        }

        static func begin(
            _ client: any TestClientProtocol, _ text: String, from address: String = "jun@elsewhere.example",
            word: String? = nil
        ) async throws -> TestResponse {
            let made = try await form(client)
            let word = word ?? made
            return try await client.execute(
                uri: "/chat", method: .post, headers: [.fetchSite: "same-origin"],
                body: ByteBuffer(string: "word=\(word)&name=Jun&address=\(address)&text=\(text)"))
        }

        init(_ client: any TestClientProtocol, _ text: String, from address: String = "jun@elsewhere.example")
            async throws
        {
            let answer = try await Self.begin(client, text, from: address)
            self.client = client
            self.address = try #require(answer.headers[.location])
        }

        func say(_ text: String, key: String) async throws -> TestResponse {
            try await client.execute(
                uri: "\(address)/messages", method: .post,
                headers: [.fetchSite: "same-origin", .accept: "application/json"],
                body: ByteBuffer(string: "key=\(key)&text=\(text)"))
        }

        func page() async throws -> String {
            try await client.execute(uri: address, method: .get).text
        }
    }

    @Test(
        "the first message is the receipt, an agent's answer in the chat the acknowledgment, and no mail goes"
    )
    func acknowledged() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let jun = try await Visitor(client, "The+export+stops")
            let ticket = try await trial.ticket(1)
            #expect(ticket.receivedAt == WebTrial.start && ticket.acknowledgedAt == nil)
            trial.clock.advance(by: 20)
            let page = try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers)
            #expect(page.text.contains("Jun (not signed in) is here: a reply goes into the chat"))
            #expect(page.text.contains("nobody has checked that this is who they say"))
            let key = try #require(page.value(of: "key"))
            for _ in 0..<2 {
                _ = try await client.execute(
                    uri: "/tickets/1/replies", method: .post, headers: ana.sending,
                    body: ana.form("visibility=public&text=Hello+Jun&key=\(key)"))
            }
            #expect(try await trial.ticket(1).acknowledgedAt == WebTrial.start.advanced(by: 20))
            #expect(try await trial.messages(of: 1).count == 2, "sent twice under one key it is said once")
            #expect(try await jun.page().contains("Hello Jun"))
        }
        #expect(try await trial.letters(to: "jun@elsewhere.example").isEmpty)
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("who answers in a chat waits for no word of the visitor's, and still hears of a colleague's")
    func meanwhile() async throws {
        let trial = try await WebTrial()
        let (ana, mara) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "mara@harbor.example")
        )
        try await trial.run { client in
            let jun = try await Visitor(client, "The+export+stops")
            let page = try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers)
            let seen = try #require(page.value(of: "seen"))
            func answer(_ text: String, _ session: WebTrial.Session, key: String) async throws
                -> TestResponse
            {
                try await client.execute(
                    uri: "/tickets/1/replies", method: .post, headers: session.sending,
                    body: session.form("visibility=public&text=\(text)&key=\(key)&seen=\(seen)"))
            }
            _ = try await jun.say("And+it+is+urgent", key: "b")
            #expect(try await answer("Hello+Jun", ana, key: "c").status == .seeOther)
            let refused = try await answer("I+am+here+too", mara, key: "d")
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("wrote after you opened this page: &quot;Hello Jun&quot;"))
            #expect(!(try await jun.page()).contains("I am here too"))
        }
    }

    @Test("who closes the page has left at once; with another window open they are still there")
    func closed() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let jun = try await Visitor(client, "The+export+stops")
            func close() async throws -> String {
                _ = try await client.execute(
                    uri: "\(jun.address)/signs", method: .post, headers: [.fetchSite: "same-origin"],
                    body: ByteBuffer(string: "gone=1"))
                return try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers).text
            }
            var windows = (0..<2).map { _ in
                trial.office.chatRoom.enter(1, of: Ticket.ID(1), at: trial.clock.now)
            }
            #expect(windows.allSatisfy { $0 != nil })
            #expect(try await close().contains("is here"))
            windows.removeLast()
            #expect(try await close().contains("has left: a reply goes by mail"))
        }
    }

    @Test("once the visitor has left, the same reply box sends a mail")
    func left() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await Visitor(client, "The+export+stops")
            trial.clock.advance(by: 120)
            let page = try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers)
            #expect(page.text.contains("has left: a reply goes by mail"))
            _ = try await client.execute(
                uri: "/tickets/1/replies", method: .post, headers: ana.sending,
                body: ana.form("visibility=public&text=Hello+Jun&key=\(page.value(of: "key") ?? "")"))
        }
        #expect(try await trial.letters(to: "jun@elsewhere.example").count == 1)
        #expect(try await trial.ticket(1).acknowledgedAt == nil, "a mail acknowledges once it is accepted")
    }

    @Test("a message sent eight times at once under one key is said once")
    func once() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let jun = try await Visitor(client, "Hello")
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await jun.say("Again", key: "k-1").text } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
        }
        #expect(try await trial.messages(of: 1).map(\.text) == ["Hello", "Again"])
    }

    @Test("a form sent twice opens one chat; a word that the desk did not make opens none")
    func words() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let word = try await Visitor.form(client)
            let places = [
                try await Visitor.begin(client, "Hello", word: word),
                try await Visitor.begin(client, "Hello", word: word),
            ].map { $0.headers[.location] }
            #expect(Set(places) == ["/chat/\(word)"])
            let own = try await Visitor.begin(client, "Hello", word: String(repeating: "a", count: 56))
            #expect(own.status == .unprocessableContent && own.text.contains("too old to be sent"))
        }
        #expect(try await trial.database.read { try $0.ticketRow(2) } == nil)
    }

    @Test("what is too long, empty or from nowhere is refused, and the words are still in the form")
    func bounds() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let bad = try await Visitor.begin(client, "Zebra", from: "nowhere")
            #expect(bad.text.contains("is no mail address") && bad.text.contains("Zebra"))
            let colleague = try await Visitor.begin(client, "Zebra", from: "ana@harbor.example")
            #expect(colleague.text.contains("can&#39;t be used here"))
            let jun = try await Visitor(client, "Hello")
            let long = String(repeating: "x", count: 4001)
            #expect(try await jun.say(long, key: "k-1").status == .unprocessableContent)
            #expect(try await jun.say(String(long.dropLast()), key: "k-2").status == .ok)
            #expect(try await jun.say("+", key: "k-3").status == .unprocessableContent)
            #expect(try await jun.say("Hi", key: "").status == .unprocessableContent)
        }
    }

    @Test("too many chats from one network wait")
    func crowd() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            var statuses: [HTTPResponse.Status] = []
            for number in 0..<14 {
                statuses.append(
                    try await Visitor.begin(client, "Hello", from: "v\(number)@elsewhere.example").status)
            }
            #expect(statuses.filter { $0 == .seeOther }.count == 12)
            #expect(statuses.last == .tooManyRequests)
        }
    }

    @Test(
        "hours and staff: with somebody there it is a chat, else a message is left with the promise in words")
    func hours() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            func start(_ address: String? = "carla@acme.example") async throws -> String {
                let headers = try await address == nil ? [:] : trial.session(of: address ?? "").headers
                return try await client.execute(uri: "/chat", method: .get, headers: headers).text
            }
            let evening = try await start()
            #expect(evening.contains("Leave a message"))
            #expect(evening.contains("The chat opens again 10:00 tomorrow: your message is kept."))
            #expect(evening.contains("We acknowledge by 09:50 tomorrow (A.1)."))
            #expect(try await start(nil).contains("We answer by mail."), "to strangers nothing is promised")
            // Tuesday 10:30.
            trial.clock.advance(by: 63_600)
            let nobody = try await start()
            #expect(nobody.contains("Nobody takes chats right now"))
            #expect(nobody.contains("We acknowledge by 12:30 today (A.1)."))
            let ana = try await trial.session(of: "ana@harbor.example")
            _ = try await client.execute(
                uri: "/chats/duty", method: .post, headers: ana.sending, body: ana.form("on=yes"))
            let here = try await start()
            #expect(here.contains("Chat with us") && here.contains("Ana Lima is here."))
            trial.clock.advance(by: 86_400)
            #expect(try await start().contains("Nobody takes chats"), "duty ends by itself")
        }
    }

    @Test("who takes chats and is away by the calendar is not there: a message is left, with the promise")
    func calendar() async throws {
        let trial = try await WebTrial()
        // Tuesday 10:30.
        trial.clock.advance(by: 63_600)
        let (ana, mara) = (
            try await trial.session(of: "ana@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            func page(_ uri: String, _ who: WebTrial.Session) async throws -> String {
                try await client.execute(uri: uri, method: .get, headers: who.headers).text
            }
            _ = try await client.execute(
                uri: "/chats/duty", method: .post, headers: ana.sending, body: ana.form("on=yes"))
            #expect(try await page("/chat", carla).contains("Ana Lima is here."))
            let today = try #require(LocalDate("2026-11-24"))
            try await trial.office.addAbsence(from: today, to: today, of: ana.person, by: mara)
            let left = try await page("/chat", carla)
            #expect(left.contains("Leave a message") && left.contains("Nobody takes chats right now"))
            #expect(left.contains("We acknowledge by 12:30 today (A.1)."))
            let desk = try await page("/chats", ana)
            #expect(desk.contains("Nobody takes chats: visitors leave a message"))
            #expect(desk.contains("Not on by the calendar, so no chat waits for them: Ana Lima"))
            let ben = try await trial.session(of: "ben@harbor.example")
            _ = try await client.execute(
                uri: "/chats/duty", method: .post, headers: ben.sending, body: ben.form("on=yes"))
            #expect(try await page("/chat", carla).contains("Ben Okafor is here."))
        }
    }

    @Test("a contact who is signed in is known: the promise counts, and the portal has the ticket")
    func contact() async throws {
        let trial = try await WebTrial()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let word = try await Visitor.form(client, carla.headers)
            let begun = try await client.execute(
                uri: "/chat", method: .post, headers: carla.sending,
                body: carla.form("word=\(word)&text=The+export+stops"))
            #expect(begun.headers[.location] == "/chat/\(word)")
            let portal = try await client.execute(
                uri: "/portal/tickets/1", method: .get, headers: carla.headers)
            #expect(portal.text.contains("The export stops"))
            var foreign = carla.sending
            foreign[.fetchSite] = "cross-site"
            let forged = try await client.execute(
                uri: "/chat", method: .post, headers: foreign, body: carla.form("word=\(word)&text=x"))
            #expect(forged.status == .forbidden)
        }
        #expect(try await trial.ticket(1).pinning == .version(AgreementVersion(agreement: "acme", number: 1)))
        #expect(
            try await trial.letters(to: "carla@acme.example").count == 1, "the receipt, as nobody was there")
    }
}
