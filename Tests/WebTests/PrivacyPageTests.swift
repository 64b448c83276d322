import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("Privacy: looked up, shown, asked for by one and erased by another, on pages")
struct PrivacyPageTests {
    @Test("Mara asks, Ivo sees what goes and what stays, and erases")
    func erased() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ticket = try await trial.carlaAsks("My export stops")
        let mara = try await trial.session(of: "mara@harbor.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id ?? 0 }
        try await trial.run { client in
            let none = try await client.execute(
                uri: "/privacy?address=nobody%40acme.example", method: .get, headers: mara.headers)
            #expect(none.status == .unprocessableContent && none.text.contains("knows nobody"))
            let found = try await client.execute(
                uri: "/privacy?address=Carla%40acme.example", method: .get, headers: mara.headers)
            #expect(found.headers[.location] == "/privacy/people/\(carla)")
            let person = try await client.execute(
                uri: "/privacy/people/\(carla)", method: .get, headers: mara.headers)
            #expect(person.text.contains("1 message written by this person"))
            #expect(person.text.contains("1 open ticket"), "no answer can reach her afterwards")
            let empty = try await client.execute(
                uri: "/privacy/people/\(carla)/erasure", method: .post, headers: mara.sending,
                body: mara.confirmed("reason="))
            #expect(empty.status == .unprocessableContent && empty.text.contains("A reason"))
            try await Self.expectNameless(client, mara, carla)
            let asked = try await client.execute(
                uri: "/privacy/people/\(carla)/erasure", method: .post, headers: mara.sending,
                body: mara.confirmed("reason=By+letter"))
            #expect(asked.headers[.location] == "/privacy/erasures/1", "\(asked.text)")
            let own = try await client.execute(
                uri: "/privacy/erasures/1", method: .get, headers: mara.headers)
            #expect(own.text.contains("Withdraw") && !own.text.contains("Erase this person"))
            let forced = try await client.execute(
                uri: "/privacy/erasures/1/confirmation", method: .post, headers: mara.sending,
                body: mara.confirmed("x=1"))
            #expect(forced.status == .unprocessableContent)
            let foreign = try await client.execute(
                uri: "/privacy/erasures/1/confirmation", method: .post, headers: ivo.sending,
                body: mara.form("x=1"))
            #expect(foreign.status == .forbidden)
            let page = try await client.execute(
                uri: "/privacy/erasures/1", method: .get, headers: ivo.headers)
            #expect(page.text.contains("Erase this person") && page.text.contains("By letter"))
            let done = try await client.execute(
                uri: "/privacy/erasures/1/confirmation", method: .post, headers: ivo.sending,
                body: ivo.confirmed("x=1"))
            #expect(done.status == .seeOther, "\(done.text)")
            let after = try await client.execute(
                uri: "/privacy/erasures/1", method: .get, headers: mara.headers)
            #expect(after.text.contains("Erased, confirmed by Ivo Brandt") && !after.text.contains("Carla"))
            try await Self.expectGone(client, mara, ticket)
        }
    }

    /// The reason stays when the person is gone.
    private static func expectNameless(
        _ client: any TestClientProtocol, _ mara: WebTrial.Session, _ carla: Int64
    ) async throws {
        for named in ["Reyes+wrote", "carla%40acme.example+asked", "For+CARLA"] {
            let told = try await client.execute(
                uri: "/privacy/people/\(carla)/erasure", method: .post, headers: mara.sending,
                body: mara.confirmed("reason=\(named)"))
            #expect(told.status == .unprocessableContent, "\(named)")
            #expect(told.text.contains("names the person"), "\(told.text)")
        }
    }

    /// No page shows anything of the person.
    private static func expectGone(
        _ client: any TestClientProtocol, _ mara: WebTrial.Session, _ ticket: Int64
    ) async throws {
        let list = try await client.execute(uri: "/privacy", method: .get, headers: mara.headers)
        #expect(list.text.contains("P-1") && !list.text.contains("Carla"))
        let page = try await client.execute(uri: "/tickets/\(ticket)", method: .get, headers: mara.headers)
        #expect(page.text.contains("nobody is left to whom a reply could go"))
        #expect(page.text.contains("Keep note") && !page.text.contains("Send reply"))
        for path in ["/tickets/\(ticket)", "/queue", "/outbox"] {
            let shown = try await client.execute(uri: path, method: .get, headers: mara.headers)
            #expect(shown.status == .ok, "\(path)")
            for word in ["Carla", "My export", "40 %"] { #expect(!shown.text.contains(word), "\(path)") }
        }
    }

    @Test("the zip has what to read and what programs read; agents may not take it")
    func exported() async throws {
        let trial = try await WebTrial(withPassword: true)
        _ = try await trial.carlaAsks("My export stops")
        let kept = try await QuarantinePageTests.keep(
            trial, "Subject: Out of office\r\n\r\nAway until Monday.", of: ["carla@acme.example"])
        let mara = try await trial.session(of: "mara@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id ?? 0 }
        try await trial.run { client in
            for (more, words) in [
                ("x=1", "confirms that it is you"), ("password=guess", "This is not your password."),
            ] {
                let mute = try await client.execute(
                    uri: "/privacy/people/\(carla)/export", method: .post, headers: mara.sending,
                    body: mara.form(more))
                #expect(mute.status == .unprocessableContent && mute.text.contains(words))
                #expect(mute.text.contains("id=\"export-password\""))
            }
            let untaken = try await client.execute(
                uri: "/privacy/people/\(carla)", method: .get, headers: mara.headers)
            #expect(!untaken.text.contains("by Mara Voss"), "nothing was taken without it")
            let zip = try await client.execute(
                uri: "/privacy/people/\(carla)/export", method: .post, headers: mara.sending,
                body: mara.confirmed("x=1"))
            #expect(zip.status == .ok && zip.headers[.contentType] == "application/zip")
            // The files lie uncompressed.
            let text = String(decoding: zip.body.readableBytesView, as: UTF8.self)
            #expect(text.contains("data.json") && text.contains("read.html"))
            #expect(
                text.contains("\"address\" : \"carla@acme.example\"") && text.contains("It stops at 40 %."))
            #expect(text.contains("Mails that are on no ticket") && text.contains("mails/\(kept).eml"))
            #expect(text.contains("Away until Monday."))
            let person = try await client.execute(
                uri: "/privacy/people/\(carla)", method: .get, headers: mara.headers)
            #expect(person.text.contains("by Mara Voss"))
            for (path, method) in [
                ("/privacy", HTTPRequest.Method.get), ("/privacy/people/\(carla)", .get),
                ("/privacy/people/\(carla)/export", .post), ("/privacy/people/\(carla)/erasure", .post),
                ("/privacy/erasures/1", .get), ("/privacy/erasures/1/confirmation", .post),
            ] {
                let denied = try await client.execute(
                    uri: path, method: method, headers: ben.sending, body: ben.form("reason=x"))
                #expect(denied.status == .forbidden, "\(path)")
            }
            let absent = try await client.execute(
                uri: "/privacy/people/9999", method: .get, headers: mara.headers)
            #expect(absent.status == .notFound)
        }
    }
}

@Suite("Legal holds on the privacy page")
struct HoldPageTests {
    @Test("Mara holds a ticket and lifts it; Ivo, who is no manager, sees it only")
    func held() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        let mara = try await trial.session(of: "mara@harbor.example")
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let unknown = try await client.execute(
                uri: "/privacy/holds", method: .post, headers: mara.sending,
                body: mara.form("ticket=99&reason=x"))
            #expect(unknown.status == .unprocessableContent && unknown.text.contains("no such ticket"))
            let set = try await client.execute(
                uri: "/privacy/holds", method: .post, headers: mara.sending,
                body: mara.form("ticket=%23\(ticket)&reason=Court+of+Kiel"))
            #expect(set.headers[.location] == "/privacy", "\(set.text)")
            let page = try await client.execute(uri: "/privacy", method: .get, headers: ivo.headers)
            #expect(page.text.contains("#\(ticket): Court of Kiel (Mara Voss"))
            #expect(!page.text.contains("Lift a hold"))
            let denied = try await client.execute(
                uri: "/privacy/holds/liftings", method: .post, headers: ivo.sending,
                body: ivo.form("ticket=\(ticket)&reason=x"))
            #expect(denied.status == .forbidden)
            let lifted = try await client.execute(
                uri: "/privacy/holds/liftings", method: .post, headers: mara.sending,
                body: mara.form("ticket=\(ticket)&reason=Over"))
            #expect(lifted.status == .seeOther, "\(lifted.text)")
            let after = try await client.execute(uri: "/privacy", method: .get, headers: ivo.headers)
            #expect(after.text.contains("No ticket is held"))
        }
    }
}
