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

@testable import Web

@Suite("Events: declared, looked at, approved, on pages")
struct EventPageTests {
    /// A form with a file, as a browser sends it.
    private static func form(
        _ session: WebTrial.Session, _ fields: [(String, String)], file: String? = nil
    ) -> (HTTPFields, ByteBuffer) {
        var headers = session.sending
        headers[.contentType] = "multipart/form-data; boundary=----duly7"
        var body = ""
        for (name, value) in [("csrf", session.csrf)] + fields {
            body += "------duly7\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        if let file {
            body +=
                "------duly7\r\nContent-Disposition: form-data; name=\"files\"; filename=\"carrier.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\(file)\r\n"
        }
        return (headers, ByteBuffer(string: body + "------duly7--\r\n"))
    }

    private static let fields = [
        ("reason", "The carrier's line was down"), ("ground", "Third party"), ("from", "2026-11-23 16:55"),
        ("to", "2026-11-23 17:55"), ("agreement:acme", "yes"),
    ]

    @Test("Ben declares it with its evidence, Mara sees what it would change and approves it")
    func approved() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        trial.clock.advance(by: 16 * 3600)
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        let before = try await trial.ticket(ticket)
        try await trial.run { client in
            let empty = try await client.execute(uri: "/events", method: .get, headers: ben.headers)
            #expect(empty.text.contains("No event was declared"))
            let blank = try await client.execute(uri: "/events/new", method: .get, headers: ben.headers)
            #expect(blank.text.contains("name=\"agreement:acme\"") && blank.text.contains("Third party"))
            let (headers, body) = Self.form(ben, Self.fields, file: "down from 16:55")
            let declared = try await client.execute(
                uri: "/events", method: .post, headers: headers, body: body)
            #expect(declared.status == .seeOther, "\(declared.text)")
            #expect(declared.headers[.location] == "/events/1")
            let own = try await client.execute(uri: "/events/1", method: .get, headers: ben.headers)
            #expect(!own.text.contains("Approve the event"))
            let page = try await client.execute(uri: "/events/1", method: .get, headers: mara.headers)
            #expect(page.text.contains("it would change 1 ticket of 1 customer"))
            #expect(page.text.contains("<del>") && page.text.contains("Not excluded yet"))
            #expect(page.text.contains("given by Ben Okafor"))
            #expect(try await trial.ticket(ticket) == before, "looking changes nothing")
            let path = try #require(page.text.firstMatch(of: /\/events\/1\/evidence\/[0-9a-f]{64}/)).output
            let file = try await client.execute(uri: String(path), method: .get, headers: mara.headers)
            #expect(file.text == "down from 16:55")
            #expect(file.headers[HTTPField.Name("Content-Security-Policy")!]?.contains("sandbox") == true)
            let approved = try await client.execute(
                uri: "/events/1/approval", method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(approved.status == .seeOther, "\(approved.text)")
            let after = try await client.execute(uri: "/events/1", method: .get, headers: mara.headers)
            #expect(after.text.contains("It is excluded on 1 ticket of 1 customer"))
            #expect(after.text.contains("In force") && !after.text.contains("Approve the event"))
            let shown = try await client.execute(
                uri: "/tickets/\(ticket)", method: .get, headers: mara.headers)
            #expect(shown.text.contains("as part of event E-1"))
            let list = try await client.execute(uri: "/events", method: .get, headers: mara.headers)
            #expect(list.text.contains("Approved by Mara Voss"))
            #expect(try await trial.ticket(ticket).exclusions.first?.isInForce == true)
        }
        try await takenBack(trial, ticket, ben, mara)
    }

    private func takenBack(
        _ trial: WebTrial, _ ticket: Int64, _ ben: WebTrial.Session, _ mara: WebTrial.Session
    ) async throws {
        try await trial.run { client in
            let after = try await client.execute(uri: "/events/1", method: .get, headers: mara.headers)
            #expect(after.text.contains("Take it back"))
            let early = try await client.execute(
                uri: "/events/1/reversal", method: .post, headers: ben.sending, body: ben.form("reason=x"))
            #expect(early.status == .forbidden)
            let why = mara.form("reason=It+was+our+own+router")
            let back = try await client.execute(
                uri: "/events/1/reversal", method: .post, headers: mara.sending, body: why)
            #expect(back.status == .seeOther, "\(back.text)")
            let over = try await client.execute(uri: "/events/1", method: .get, headers: mara.headers)
            #expect(over.text.contains("Taken back by Mara Voss") && over.text.contains("our own router"))
            #expect(over.text.contains("It was excluded on 1 ticket of 1 customer"))
            #expect(!over.text.contains("Take it back"))
        }
        #expect(try await trial.ticket(ticket).exclusions.first?.isInForce == false)
    }

    @Test("a refused declaration comes back as it was written, with the field and the remedy")
    func refused() async throws {
        let trial = try await WebTrial()
        trial.clock.advance(by: 65 * 60)
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            for (name, value, told) in [
                ("from", "yesterday", "is no date and time"), ("ground", "Bad luck", "on the ground"),
                ("agreement:acme", "", "which tickets"), ("tickets", "x", "no ticket&#39;s number"),
                ("to", "2026-11-23 18:30", "not after now"), ("reason", "", "A reason"),
            ] {
                let fields = Self.fields.filter { $0.0 != name } + [(name, value)]
                let (headers, body) = Self.form(ben, fields)
                let answer = try await client.execute(
                    uri: "/events", method: .post, headers: headers, body: body)
                #expect(answer.status == .unprocessableContent)
                #expect(
                    answer.text.contains(told) || answer.text.contains(told.replacing("&#39;", with: "'")),
                    "\(name): \(answer.text)")
                if name != "reason" { #expect(answer.text.contains("line was down")) }
            }
        }
    }

    @Test("tier 1 and strangers see no events; a form of another session does nothing")
    func access() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        try await trial.run { client in
            for uri in ["/events", "/events/new", "/events/1"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(answer.status == .forbidden)
            }
            for uri in ["/events/1", "/events/x", "/events/1/evidence/ab"] {
                let answer = try await client.execute(uri: uri, method: .get, headers: ben.headers)
                #expect(answer.status == .notFound)
            }
            let (_, body) = Self.form(ana, Self.fields)
            let (headers, _) = Self.form(ben, Self.fields)
            let foreign = try await client.execute(
                uri: "/events", method: .post, headers: headers, body: body)
            #expect(foreign.status == .forbidden)
            let decided = try await client.execute(
                uri: "/events/1/approval", method: .post, headers: ben.sending, body: ben.form("x=1"))
            #expect(decided.status == .forbidden)
        }
    }

    @Test("a body that is not what its boundary says is refused, and parts come as they were sent")
    func parts() throws {
        let whole =
            Array(
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--b\r\n"
                    .utf8)
            + Array(
                "Content-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\ncontent-type: a/b\r\n\r\n"
                    .utf8) + [0, 13, 10, 45, 45, 7] + Array("\r\n--b--\r\n".utf8)
        let parts = try #require(FilesForm.parts(whole, "b"))
        #expect(parts.map(\.name) == ["a", "f"] && parts.map(\.fileName) == [nil, "x.bin"])
        #expect(Array(parts[1].bytes) == [0, 13, 10, 45, 45, 7] && parts[1].mediaType == "a/b")
        for length in 0..<(whole.count - 5) {
            #expect(FilesForm.parts(Array(whole.prefix(length)), "b") == nil)
        }
    }
}
