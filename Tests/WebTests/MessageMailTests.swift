import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("A message's mail as it came")
struct MessageMailTests {
    private static let raw = Array("From: carla@acme.example\r\nX: \u{1}\r\n\r\n<script>1</script>\r\n".utf8)

    /// Carla's mail of which the inbox has the bytes.
    private func ask(
        _ trial: WebTrial, wholeSize: Int64? = nil
    ) async throws -> (ticket: Int64, message: Int64, inbox: Int64) {
        let ticket = try await trial.carlaAsks()
        let message = try #require(try await trial.messages(of: ticket).first { $0.direction == .incoming })
        let blob = try trial.database.blobs.take(Self.raw)
        let inbox = try await trial.database.write { writer -> Int64? in
            var entry = InboxEntry(
                blob: blob, envelopeFrom: "carla@acme.example", envelopeTo: ["support@harbor.example"],
                receivedMilliseconds: trial.clock.now.seconds * 1000)
            entry.wholeSize = wholeSize
            guard let added = try writer.add(entry, bytes: blob) else { return nil }
            try writer.mark(inboxEntry: added.id, .done)
            try writer.set(inbox: added.id, ofMessage: message.id)
            return added.id
        }
        return (ticket, message.id, try #require(inbox))
    }

    private func read(
        _ client: any TestClientProtocol, _ uri: String, _ headers: HTTPFields
    ) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: headers)
    }

    @Test("the ticket offers it behind the files; it is saved whole, and runs nowhere")
    func saved() async throws {
        let trial = try await WebTrial()
        let (ticket, message, inbox) = try await ask(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let token = try await trial.token(of: "ana@harbor.example", scopes: ["read"])
        try await trial.run { client in
            let page = try await read(client, "/tickets/\(ticket)", ana.headers)
            #expect(
                page.text.contains("<a href=\"/messages/\(message)/mail\">The mail as it came (.eml)</a>"))
            #expect(page.text.contains("\(Self.raw.count) B"))
            let told = try await read(client, "/api/tickets/\(ticket)", token)
            #expect(told.text.replacing("\\/", with: "/").contains("\"/api/messages/\(message)/mail\""))
            for answer in [
                try await read(client, "/messages/\(message)/mail", ana.headers),
                try await read(client, "/api/messages/\(message)/mail", token),
            ] {
                #expect(Array(buffer: answer.body) == Self.raw)
                #expect(answer.headers[.contentType] == "application/octet-stream")
                #expect(
                    answer.headers[.contentDisposition]?.hasPrefix(
                        "attachment; filename=\"mail-\(inbox).eml\"")
                        == true)
                #expect(answer.headers[.contentPolicy] == "sandbox; default-src 'none'")
                #expect(answer.headers[HTTPField.Name("X-Content-Type-Options")!] == "nosniff")
                #expect(answer.headers[.cacheControl] == "no-store")
            }
        }
    }

    @Test("of a mail that was too large the head is offered by that name")
    func head() async throws {
        let trial = try await WebTrial()
        let (ticket, _, _) = try await ask(trial, wholeSize: 60_000_000)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await read(client, "/tickets/\(ticket)", ana.headers)
            #expect(page.text.contains("The mail&#39;s head as it came (.eml)"))
        }
    }

    @Test("a message without a mail, and one of a ticket that is not seen, are as if absent")
    func hidden() async throws {
        let trial = try await WebTrial()
        let (ticket, message, _) = try await ask(trial)
        let plain = try await trial.carlaAsks()
        let other = try #require(try await trial.messages(of: plain).first).id
        let ana = try await trial.session(of: "ana@harbor.example")
        let token = try await trial.token(of: "ana@harbor.example", scopes: ["read"])
        try await trial.run { client in
            for id in [other, 999] {
                #expect(try await read(client, "/messages/\(id)/mail", ana.headers).status == .notFound)
                #expect(try await read(client, "/api/messages/\(id)/mail", token).status == .notFound)
            }
            #expect(try await !read(client, "/tickets/\(plain)", ana.headers).text.contains("as it came"))
            try await trial.database.write { writer in
                guard let ana = try writer.person(address: "ana@harbor.example") else { return }
                for group in try writer.groups(of: ana.id) { try writer.remove(person: ana.id, from: group) }
            }
            for (uri, headers) in [
                ("/messages/\(message)/mail", ana.headers), ("/api/messages/\(message)/mail", token),
            ] {
                let hidden = try await read(client, uri, headers)
                let absent = try await read(client, uri.replacing("/\(message)/", with: "/999/"), headers)
                #expect(hidden.status == .notFound && hidden.text == absent.text)
            }
        }
        #expect(
            try await trial.messages(of: ticket).contains { $0.id == message }, "it is there all the same")
    }

    @Test("Carla's portal does not offer it, and she gets none, though she wrote it")
    func contact() async throws {
        let trial = try await WebTrial()
        let (ticket, message, _) = try await ask(trial)
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let page = try await read(client, "/portal/tickets/\(ticket)", carla.headers)
            #expect(page.text.contains("It stops at 40 %.") && !page.text.contains("as it came"))
            let asked = try await read(client, "/messages/\(message)/mail", carla.headers)
            #expect(asked.status == .forbidden && !asked.text.contains("It stops at 40 %."))
        }
    }

    @Test("it is gone with the person's erasing, and once the mail itself was let go")
    func erased() async throws {
        let trial = try await WebTrial()
        let (ticket, message, _) = try await ask(trial)
        let (kept, second, inbox) = try await ask(trial)
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            #expect(try await read(client, "/messages/\(second)/mail", ben.headers).status == .ok)
            let now = trial.clock.now
            #expect(try await trial.database.write { try $0.empty(inboxEntry: inbox, at: now) })
            #expect(try await read(client, "/messages/\(second)/mail", ben.headers).status == .notFound)
            #expect(try await !read(client, "/tickets/\(kept)", ben.headers).text.contains("as it came"))
            #expect(try await read(client, "/messages/\(message)/mail", ben.headers).status == .ok)
            let carla = try #require(
                try await trial.database.read { try $0.person(address: "carla@acme.example") })
            let (mara, ivo) = (
                try await trial.asker("mara@harbor.example"), try await trial.asker("ivo@harbor.example")
            )
            let id = try await trial.office.askErasure(
                of: Person.ID(carla.id), reason: "asked by letter", by: mara)
            try await trial.office.settle(.confirm, on: id, by: ivo)
            #expect(try await read(client, "/messages/\(message)/mail", ben.headers).status == .notFound)
            #expect(try await !read(client, "/tickets/\(ticket)", ben.headers).text.contains("as it came"))
        }
    }
}
