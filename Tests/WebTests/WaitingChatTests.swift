import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Chats that wait for a word: on the desk's list and at the head of every page")
struct WaitingChatTests {
    private static func head(_ text: String) -> String {
        text.firstMatch(of: /id="chats-link"[^>]*>([^<]*)</).map { String($0.1) } ?? "none"
    }

    @Test("it waits until somebody answers; once another has it, it waits for them alone")
    func waits() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.run { client in
            func page(_ uri: String, _ session: WebTrial.Session) async throws -> String {
                try await client.execute(uri: uri, method: .get, headers: session.headers).text
            }
            #expect(try await Self.head(page("/queue", ana)) == "Chats")
            let empty = try await page("/chats", ana)
            #expect(empty.contains("Nobody waits for you.") && empty.contains("data-live-list"))
            let jun = try await ChatTests.Visitor(client, "The+export+stops")
            for session in [ana, ben] {
                #expect(try await Self.head(page("/queue", session)) == "Chats (1)")
                let counts = try await page("/bell/count", session)
                #expect(Self.head(counts) == "Chats (1)" && counts.contains("one waits for a word"))
                #expect(try await page("/chats", session).contains("Waits for a word"))
            }
            let group = try await trial.ticket(1).group
            let toBen = Assignment(person: ben.person, group: group)
            try await trial.office.act(.assign(toBen), on: Ticket.ID(1), by: mara)
            #expect(try await Self.head(page("/queue", ben)) == "Chats (1)")
            #expect(try await Self.head(page("/queue", ana)) == "Chats", "Ben has it")
            let anas = try await page("/chats", ana)
            #expect(anas.contains("Nobody waits for you."))
            #expect(anas.contains("Is here, waits for a word; Ben Okafor has it"))
            let ticket = try await client.execute(uri: "/tickets/1", method: .get, headers: ben.headers)
            _ = try await client.execute(
                uri: "/tickets/1/replies", method: .post, headers: ben.sending,
                body: ben.form("visibility=public&text=Hello&key=\(ticket.value(of: "key") ?? "")"))
            #expect(try await Self.head(page("/queue", ben)) == "Chats")
            #expect(try await page("/chats", ben).contains("Is here; you have it"))
            _ = try await jun.say("Thank+you", key: "c")
            #expect(try await Self.head(page("/bell/count", ben)) == "Chats (1)")
            trial.clock.advance(by: 120)
            #expect(try await Self.head(page("/queue", ben)) == "Chats", "who left waits for a mail")
        }
    }

    @Test("a visitor who begins is heard on the desk's stream at once, also without a stream of their own")
    func heard() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run(isLive: true) { client in
            let (stream, line) = try await OpenStream.open(client, "/live", ana.headers)
            _ = try await ChatTests.Visitor(client, "The+export+stops")
            try await stream.hears("data: 1")
            let counts = try await client.execute(uri: "/bell/count", method: .get, headers: ana.headers).text
            #expect(Self.head(counts) == "Chats (1)")
            try await line.close()
        }
    }
}
