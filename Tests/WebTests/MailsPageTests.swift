import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The words of mails, for managers")
struct MailsPageTests {
    @Test func `Mara sees every mail with its clause, and what can't be off says why`() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/mails", method: .get, headers: mara.headers).text
            for kind in LetterKind.allCases { #expect(page.contains("/mails/\(kind.rawValue)")) }
            #expect(page.contains("Always: A.2"))
            let refused = try await client.execute(
                uri: "/mails/extension/switch", method: .post, headers: mara.sending, body: mara.form("on=no")
            )
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("can&#39;t be switched off") || refused.text.contains("(A.2)"))
            let off = try await client.execute(
                uri: "/mails/receipt/switch", method: .post, headers: mara.sending, body: mara.form("on=no"))
            #expect(off.headers[.location] == "/mails")
        }
        let office = trial.office
        let isOn = try await trial.database.read { try office.isOn(.receipt, in: $0) }
        #expect(!isOn)
    }

    @Test func `She tries words on a real ticket, saves them, and goes back`() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks("The export stops")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            func send(_ form: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/mails/closing", method: .post, headers: mara.sending, body: mara.form(form))
            }
            let tried = try await send(
                "do=preview&language=en&version=0&words=Done%3A+%7Bticket%7D+%7Bsubject%7D")
            #expect(tried.text.contains("Done: 1 The export stops"))
            #expect(try await trial.database.read { try $0.letters() }.isEmpty, "a preview saves nothing")
            let wrong = try await send("do=save&language=en&version=0&words=%7Bticket%7D+%7Bname_of_all%7D")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("{name_of_all}") && wrong.text.contains("{customer}"))
            let missing = try await send("do=save&language=en&version=0&words=Done.")
            #expect(missing.text.contains("leave out {ticket}"))
            let saved = try await send("do=save&language=en&version=0&words=Done%3A+%7Bticket%7D")
            #expect(saved.headers[.location] == "/mails/closing?language=en")
            let page = try await client.execute(
                uri: "/mails/closing?language=en", method: .get, headers: mara.headers)
            #expect(page.text.contains("Version 1 of your own words is in use"))
            let back = try await send("do=standard&language=en&version=1&words=Done%3A+%7Bticket%7D")
            #expect(back.status == .seeOther)
            let after = try await client.execute(
                uri: "/mails/closing?language=en&shown=1", method: .get, headers: mara.headers)
            #expect(after.text.contains("Version 1 of 2") && after.text.contains("Done: {ticket}"))
        }
    }

    @Test func `She says who reads German`() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            func send(_ form: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/languages", method: .post, headers: mara.sending, body: mara.form(form))
            }
            let set = try await send("of=contact&contact=carla%40acme.example&language=de")
            #expect(set.headers[.location] == "/mails")
            let page = try await client.execute(uri: "/mails", method: .get, headers: mara.headers).text
            #expect(page.contains("carla@acme.example: Deutsch"))
            let unknown = try await send("of=contact&contact=nobody%40acme.example&language=de")
            #expect(unknown.status == .unprocessableContent)
            #expect(unknown.text.contains("nobody@acme.example"))
            let klingon = try await send("of=desk&language=tlh")
            #expect(klingon.text.contains("Choose one of: en, de."))
        }
    }

    @Test("nobody else does", arguments: ["ana@harbor.example", "ivo@harbor.example"])
    func others(_ address: String) async throws {
        let trial = try await WebTrial()
        let person = try await trial.session(of: address)
        try await trial.run { client in
            for (uri, method) in [
                ("/mails", HTTPRequest.Method.get), ("/mails/receipt", .get), ("/mails/receipt", .post),
                ("/mails/receipt/switch", .post), ("/languages", .post),
            ] {
                let answer = try await client.execute(
                    uri: uri, method: method, headers: person.sending, body: person.form("x=1"))
                #expect(answer.status == .forbidden, "\(uri)")
            }
        }
    }
}

@Suite("An answer with files and copies")
struct EnclosedAnswerTests {
    private static func multipart(_ session: WebTrial.Session, _ fields: [(String, String)], file: String?)
        -> ByteBuffer
    {
        var body = ""
        for (name, value) in [("csrf", session.csrf)] + fields {
            body += "--xx\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        if let file {
            body += "--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file)\"\r\n"
            body += "Content-Type: text/plain\r\n\r\nline 1\r\n"
        }
        return ByteBuffer(string: body + "--xx--\r\n")
    }

    @Test func `Ana sends a file to Carla, with a copy to Dora; the next answer has Dora again`() async throws
    {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        var headers = ana.sending
        headers[.contentType] = "multipart/form-data; boundary=xx"
        try await trial.run { [headers] client in
            let sent = try await client.execute(
                uri: "/tickets/\(id)/replies", method: .post, headers: headers,
                body: Self.multipart(
                    ana, [("visibility", "public"), ("text", "See the log."), ("cc", "dora@acme.example")],
                    file: "log.txt"))
            #expect(sent.status == .seeOther)
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
                .text
            #expect(page.contains("log.txt"))
            #expect(page.contains("value=\"dora@acme.example\""))
            let bad = try await client.execute(
                uri: "/tickets/\(id)/replies", method: .post, headers: headers,
                body: Self.multipart(
                    ana, [("visibility", "public"), ("text", "Kept text"), ("cc", "dora at acme")], file: nil)
            )
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains("Kept text") && bad.text.contains("value=\"dora at acme\""))
        }
        let message = try #require(try await trial.messages(of: id).last)
        #expect(try await trial.database.read { try $0.outbox(ofMessage: message.id).count } == 2)
        #expect(
            try await trial.database.read { try $0.attachments(of: message.id).map(\.name) } == ["log.txt"])
    }
}
