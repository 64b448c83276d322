import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("Mail in one's name")
struct OwnMailPageTests {
    /// A mail that says that Ana wrote it; gives its number.
    private func claim(_ trial: WebTrial) async throws -> Int64 {
        let (office, now) = (trial.office, trial.clock.now)
        let text = "From: ana@harbor.example\r\nSubject: Re: <b>x</b>\r\n\r\nIt runs again."
        return try await trial.database.write { writer in
            let blob = try office.database.blobs.take(Array(text.utf8))
            let entry = try writer.add(
                InboxEntry(
                    blob: blob, envelopeFrom: "", envelopeTo: ["support@harbor.example"],
                    receivedMilliseconds: now.seconds * 1000), bytes: blob)
            guard let entry, let ana = try writer.person(address: "ana@harbor.example") else { return 0 }
            try office.keepInQuarantine(
                entry, .unprovenAgent, why: "Nothing proves it.", claimed: ana, now: now, writer)
            return entry.id
        }
    }

    @Test("Ana is told by mail and on every page; Ben sees none of it and can't decide it")
    func own() async throws {
        let trial = try await WebTrial()
        let inbox = try await claim(trial)
        let letters = try await trial.letters(to: "ana@harbor.example")
        #expect(letters.count == 1 && letters[0].contains("/own-mail"))
        let (ana, ben) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "ben@harbor.example")
        )
        try await trial.run { client in
            let queue = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            #expect(queue.text.contains("Is it yours? (1)"))
            let page = try await client.execute(uri: "/own-mail", method: .get, headers: ana.headers)
            #expect(page.text.contains("It runs again.") && page.text.contains("Re: &lt;b&gt;x&lt;/b&gt;"))
            let others = try await client.execute(uri: "/own-mail", method: .get, headers: ben.headers)
            #expect(!others.text.contains("It runs again."))
            for noun in ["release", "discarding"] {
                let denied = try await client.execute(
                    uri: "/own-mail/\(inbox)/\(noun)", method: .post, headers: ben.sending,
                    body: ben.form("x=1"))
                #expect(denied.status == .unprocessableContent)
            }
            let released = try await client.execute(
                uri: "/own-mail/\(inbox)/release", method: .post, headers: ana.sending, body: ana.form("x=1"))
            #expect(released.headers[.location] == "/own-mail")
            let after = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            #expect(!after.text.contains("Is it yours?"))
        }
        #expect(try await trial.database.read { try $0.quarantine(inbox) }?.state == .released)
    }

    @Test("what somebody else wrote is discarded, with Ana's word for it")
    func disowned() async throws {
        let trial = try await WebTrial()
        let inbox = try await claim(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await client.execute(
                uri: "/own-mail/\(inbox)/discarding", method: .post, headers: ana.sending,
                body: ana.form("x=1"))
        }
        let facts = try await trial.database.read { try trial.office.quarantineFacts(inbox, in: $0) }
        #expect(facts.last?.what == .discarded(reason: "Ana Lima says that somebody else wrote it."))
    }
}
