import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Mailboxes, for administrators")
struct MailboxPageTests {
    private static let order =
        "name=support&host=imap.harbor.example&encryption=tls&port=&user=support%40harbor.example"
        + "&secret=harbour-7&folder=&after=move&move-to=Done"

    @Test func `Ivo adds one with his password, tries it, and removes it; its secret is on no page`()
        async throws
    {
        let trial = try await WebTrial(withPassword: true)
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let password = "&password=" + WebTrial.password.replacing(" ", with: "+")
        try await trial.run { client in
            let without = try await client.execute(
                uri: "/mailboxes", method: .post, headers: ivo.sending, body: ivo.form(Self.order))
            #expect(without.status == .unprocessableContent)
            let added = try await client.execute(
                uri: "/mailboxes", method: .post, headers: ivo.sending, body: ivo.form(Self.order + password))
            #expect(added.headers[.location] == "/mailboxes")
            let page = try await client.execute(uri: "/mailboxes", method: .get, headers: ivo.headers)
            #expect(page.text.contains("support@harbor.example at imap.harbor.example:993"))
            #expect(page.text.contains("stored mail moves to Done"))
            #expect(!page.text.contains("harbour-7"))
            let tried = try await client.execute(
                uri: "/mailboxes/support/trials", method: .post, headers: ivo.sending, body: ivo.form("x=1"))
            #expect(tried.text.contains("this desk fetches no mail"))
            let removed = try await client.execute(
                uri: "/mailboxes/support/removal", method: .post, headers: ivo.sending,
                body: ivo.form("x=1" + password))
            #expect(removed.headers[.location] == "/mailboxes")
        }
        #expect(try await trial.database.read { try $0.mailboxes() }.isEmpty)
    }

    @Test func `What is wrong is shown at its field, without the secret that was typed`() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let wrong = Self.order.replacing("tls", with: "none-on-loopback")
        let password = "&password=" + WebTrial.password.replacing(" ", with: "+")
        try await trial.run { client in
            let refused = try await client.execute(
                uri: "/mailboxes", method: .post, headers: ivo.sending, body: ivo.form(wrong + password))
            #expect(refused.text.contains("Without TLS everybody on the way reads the password."))
            #expect(!refused.text.contains("harbour-7"))
        }
    }

    @Test func `Ivo moves one to another folder and keeps its password; to another server he gives it again`()
        async throws
    {
        let trial = try await WebTrial(withPassword: true)
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let password = "&password=" + WebTrial.password.replacing(" ", with: "+")
        let moved = Self.order.replacing("folder=", with: "folder=Desk").replacing("harbour-7", with: "")
        try await trial.run { client in
            func send(_ address: String, _ fields: String) async throws -> TestResponse {
                try await client.execute(
                    uri: address, method: .post, headers: ivo.sending, body: ivo.form(fields + password))
            }
            _ = try await send("/mailboxes", Self.order)
            let page = try await client.execute(uri: "/mailboxes", method: .get, headers: ivo.headers)
            #expect(
                page.text.contains("value=\"imap.harbor.example\""), "the form begins with what is set up")
            let changed = try await send("/mailboxes/support/settings", moved)
            #expect(changed.headers[.location] == "/mailboxes")
            let elsewhere = try await send(
                "/mailboxes/support/settings", moved.replacing("imap.harbor", with: "imap.evil"))
            #expect(elsewhere.text.contains("the kept secret is not shown to another"))
            let gone = try await send("/mailboxes/sales/settings", moved)
            #expect(gone.text.contains("There is no mailbox sales."))
        }
        let stored = try #require(try await trial.database.read { try $0.mailbox(named: "support") })
        let open = try trial.office.open(stored)
        #expect(open.secret == "harbour-7" && open.settings.folder == "Desk")
        #expect(stored.id == 2, "what its server numbers means other messages: it is another mailbox")
    }

    @Test("Nobody else sees them", arguments: ["ana@harbor.example", "mara@harbor.example"])
    func others(_ address: String) async throws {
        let trial = try await WebTrial()
        let person = try await trial.session(of: address)
        try await trial.run { client in
            for (uri, method) in [
                ("/mailboxes", HTTPRequest.Method.get), ("/mailboxes", .post), ("/mailboxes/a/trials", .post),
                ("/mailboxes/a/removal", .post), ("/mailboxes/a/settings", .post),
            ] {
                let answer = try await client.execute(
                    uri: uri, method: method, headers: person.sending, body: person.form("x=1"))
                #expect(answer.status == .forbidden)
            }
        }
    }
}
