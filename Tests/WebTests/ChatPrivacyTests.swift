import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Chat: what one visitor reads, no other does")
struct ChatPrivacyTests {
    private typealias Visitor = ChatTests.Visitor

    /// The word of the address with another last letter.
    private static func wrong(_ address: String) -> String {
        address.dropLast() + (address.hasSuffix("0") ? "1" : "0")
    }

    /// All that a stream says until the desk stops.
    private static func heard(
        _ trial: WebTrial, _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields = [:],
        while body: () async throws -> Void = {}
    ) async throws -> String {
        async let text = client.execute(uri: uri, method: .get, headers: headers).text
        for _ in 0..<200 where trial.office.changes.listenerCount == 0 {
            try await Task.sleep(for: .milliseconds(10))
        }
        try await body()
        try await Task.sleep(for: .milliseconds(200))
        trial.office.changes.finish()
        return try await text
    }

    @Test("neither page nor stream of one chat holds a word of another, of a note, or of a mail")
    func canary() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let one = try await Visitor(client, "canary-of-one", from: "one@elsewhere.example")
            let two = try await Visitor(client, "Hello", from: "two@elsewhere.example")
            _ = try await one.say("canary-of-one-too", key: "k-1")
            for fields in [
                "visibility=internal&text=canary-note", "visibility=public&text=canary-mail",
            ] {
                _ = try await client.execute(
                    uri: "/tickets/2/replies", method: .post, headers: ana.sending, body: ana.form(fields))
            }
            let events = try await Self.heard(trial, client, "\(two.address)/events?after=0")
            for text in [try await two.page(), events] {
                #expect(text.contains("Hello") && !text.contains("canary"))
            }
            for path in ["", "/events", "/messages"] {
                let method: HTTPRequest.Method = path == "/messages" ? .post : .get
                let answer = try await client.execute(
                    uri: Self.wrong(one.address) + path, method: method, headers: [.fetchSite: "same-origin"])
                #expect(answer.status == .notFound && !answer.text.contains("canary"))
            }
            for uri in ["/portal/tickets/1", "/chats", "/tickets/1"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: carla.headers)
                // The desk's page of a ticket leads to the portal's, which is asked here too.
                #expect([303, 403, 404].contains(answer.status.code) && !answer.text.contains("canary"))
            }
            let list = try await client.execute(uri: "/chats", method: .get, headers: ana.headers)
            #expect(list.text.contains("one@elsewhere.example (not signed in)"))
        }
    }

    @Test("of the word only a hash is kept")
    func hashed() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let jun = try await Visitor(client, "Hello")
            let word = String(jun.address.split(separator: "/").last ?? "")
            let chat = try #require(try await trial.database.read { try $0.chat(ofTicket: 1) })
            #expect(chat.digest == Secret.stored(word) && word.count == 56)
        }
    }

    @Test("the stream goes on after the last message that arrived: nothing is missed, nothing comes twice")
    func resumed() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let jun = try await Visitor(client, "Zero")
            let first = try await Self.heard(trial, client, "\(jun.address)/events?after=0") {
                for number in 1...3 { _ = try await jun.say("Word+\(number)", key: "k-\(number)") }
                trial.office.chatRoom.desk(1, types: true)
            }
            for text in ["Zero", "Word 1", "Word 2", "Word 3"] {
                #expect(first.components(separatedBy: "\"\(text)\"").count == 2, "\(text) once")
            }
            #expect(first.contains("event: typing\ndata: 1"))
            let messages = try await trial.messages(of: 1)
            let after = messages[1].id
            let second = try await Self.heard(
                trial, client, "\(jun.address)/events?after=0",
                [HTTPField.Name("Last-Event-ID")!: "\(after)"]
            ) { _ = try await jun.say("Word+4", key: "k-4") }
            #expect(!second.contains("Zero") && !second.contains("Word 1"))
            for text in ["Word 2", "Word 3", "Word 4"] {
                #expect(second.components(separatedBy: "\"\(text)\"").count == 2, "\(text) once")
            }
        }
    }

    @Test("the sites that may show the chat are ancestors of its pages, and of no other")
    func framed() async throws {
        let trial = try await WebTrial()
        try await trial.office.set(.chatSites, to: "https://www.harbor.example")
        await #expect(throws: DeskSetting.Refused.self) {
            try await trial.office.set(.chatSites, to: "https://evil.example/; script-src *")
        }
        try await trial.run { client in
            let jun = try await Visitor(client, "Hello")
            for uri in ["/chat", jun.address, Self.wrong(jun.address)] {
                let policy = try await client.execute(uri: uri, method: .get)
                    .headers[HTTPField.Name("Content-Security-Policy")!]
                #expect(
                    policy?.hasSuffix("frame-ancestors 'self' https://www.harbor.example") == true, "\(uri)")
                #expect(policy?.contains("unsafe") == false)
            }
            for uri in ["/sign-in", "/", "/assets/chat-widget.js"] {
                let policy = try await client.execute(uri: uri, method: .get)
                    .headers[HTTPField.Name("Content-Security-Policy")!]
                #expect(policy?.hasSuffix("frame-ancestors 'none'") == true, "\(uri)")
            }
        }
    }

    @Test("whoever gives a contact's address gets no promise in their name until the desk says who it is")
    func unproven() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks("canary-of-carla")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            let someone = try await Visitor(client, "Hello", from: "carla@acme.example")
            #expect(try await !someone.page().contains("canary"))
            guard case .noPromise(let why) = try await trial.ticket(2).pinning else {
                Issue.record("a promise to somebody unknown")
                return
            }
            #expect(why.contains("not signed in"))
            _ = try await client.execute(
                uri: "/tickets/2/identification", method: .post, headers: ben.sending,
                body: ben.form("customer=Acme&contact="))
            #expect(
                try await trial.ticket(2).pinning
                    == .version(AgreementVersion(agreement: "acme", number: 1)))
        }
        #expect(try await trial.letters(to: "carla@acme.example").isEmpty, "nothing goes out by itself")
    }

    @Test("erased, the word opens nothing and no name is left")
    func erased() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.asker("mara@harbor.example")
        let ivo = try await trial.asker("ivo@harbor.example")
        try await trial.run { client in
            let jun = try await Visitor(client, "Hello+I+am+Jun")
            let person = try await trial.database.read {
                try $0.person(address: "jun@elsewhere.example")?.id ?? 0
            }
            let record = try await trial.office.export(Person.ID(person), by: mara).record
            #expect(record.chats.count == 1)
            let erasure = try await trial.office.askErasure(
                of: Person.ID(person), reason: "Asked by letter", by: mara)
            try await trial.office.settle(.confirm, on: erasure, by: ivo)
            let gone = try await client.execute(uri: jun.address, method: .get)
            #expect(gone.status == .notFound)
            #expect(try await trial.database.read { try $0.chat(ofTicket: 1)?.name } == "")
        }
    }

    @Test("the desk's people, programs and closed accounts begin no chat")
    func refused() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let token = try await trial.token(of: "ana@harbor.example")
        try await trial.run { client in
            let agent = try await client.execute(uri: "/chat", method: .get, headers: ana.headers)
            #expect(agent.status == .forbidden)
            let program = try await client.execute(uri: "/chat", method: .get, headers: token)
            #expect(program.status == .forbidden)
        }
    }

    @Test("over, it takes no more words, and what was said stays for a day")
    func over() async throws {
        let trial = try await WebTrial()
        try await trial.run { client in
            let jun = try await Visitor(client, "Hello")
            _ = try await client.execute(
                uri: jun.address + "/ending", method: .post, headers: [.fetchSite: "same-origin"])
            let late = try await jun.say("More", key: "k-1")
            #expect(late.status == .unprocessableContent && late.text.contains("This chat is over"))
            #expect(try await jun.page().contains("Hello"))
            trial.clock.advance(by: 86_401)
            #expect(try await client.execute(uri: jun.address, method: .get).status == .notFound)
        }
    }
}
