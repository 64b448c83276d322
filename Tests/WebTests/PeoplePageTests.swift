import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("People")
struct PeoplePageTests {
    private static func id(_ address: String, _ trial: WebTrial) async throws -> Int64 {
        try #require(try await trial.database.read { try $0.person(address: address)?.id })
    }

    private static func ivo(_ client: any TestClientProtocol, _ trial: WebTrial) async throws -> Browser {
        let ivo = Browser(client, try await trial.session(of: "ivo@harbor.example"))
        _ = try await ivo.get("/people")
        return ivo
    }

    @Test("Ivo invites Lea; she sets a password behind the link, once, and works")
    func invites() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            let ivo = try await Self.ivo(client, trial)
            let answer = try await ivo.post(
                "/people",
                [
                    ("name", "Lea Roth"), ("address", "Lea@harbor.example"), ("role", "tier1"),
                    ("password", WebTrial.password),
                ])
            #expect(answer.status == .seeOther, "\(answer.text)")
            #expect(try await ivo.follow(answer).text.contains("Invited; the link was not used yet"))
            let link = try await SignInLinkTests.link(to: "lea@harbor.example", trial)
            let lea = Browser(client)
            _ = try await lea.get(link)
            let fields = [("new-password", "lea's first word"), ("again", "lea's first word")]
            #expect(try await lea.post(link, fields).headers[.location] == "/sign-in")
            #expect(try await lea.post(link, fields).status == .notFound)
            let entered = try await lea.signIn("lea@harbor.example", password: "lea's first word")
            #expect(entered.headers[.location] == "/queue")
            let page = try await ivo.get("/people/\(try await Self.id("lea@harbor.example", trial))")
            for words in ["Active", "Account made (tier1), by Ivo Brandt", "Password set, by Lea Roth"] {
                #expect(page.text.contains(words), "\(words)")
            }
        }
    }

    @Test("Ben invites a contact of Acme; he invites no colleague, and changes nobody")
    func contact() async throws {
        let trial = try await WebTrial(withPassword: true)
        let acme = try #require(
            try await trial.database.read { try $0.organisation(domain: "acme.example")?.id })
        try await trial.run { client in
            let ben = Browser(client, try await trial.session(of: "ben@harbor.example"))
            _ = try await ben.get("/people")
            let answer = try await ben.post(
                "/people/contacts",
                [("name", "Carla Reyes"), ("address", "carla@acme.example"), ("organisation", "\(acme)")])
            #expect(answer.status == .seeOther, "who wrote before gets the account: \(answer.text)")
            _ = try await SignInLinkTests.link(to: "carla@acme.example", trial)
            let page = try await ben.get("/people")
            #expect(page.text.contains("Carla Reyes") && !page.text.contains("Sign in by"))
            let ana = try await Self.id("ana@harbor.example", trial)
            for path in ["/people", "/people/\(ana)/role", "/people/\(ana)/disabling", "/sign-in-rules"] {
                let denied = try await ben.post(
                    path, [("role", "admin"), ("name", "X"), ("address", "x@harbor.example")])
                #expect(denied.status == .forbidden, "\(path)")
            }
            _ = try await ben.get("/people")
            let taken = try await ben.post(
                "/people/contacts",
                [("name", "Ana"), ("address", "ana@harbor.example"), ("organisation", "\(acme)")])
            #expect(taken.text.contains("belongs to another account"))
        }
    }

    @Test("a disabled account is out at once, with its links; enabled it signs in again")
    func disables() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ana = try await Self.id("ana@harbor.example", trial)
        try await trial.run { client in
            let ivo = try await Self.ivo(client, trial)
            let browser = Browser(client)
            _ = try await browser.signIn()
            try await browser.post("/password", [("email", "ana@harbor.example")])
            let link = try await SignInLinkTests.link(to: "ana@harbor.example", trial)
            let mute = try await ivo.post("/people/\(ana)/disabling")
            #expect(mute.status == .unprocessableContent && mute.text.contains("given again"))
            let done = try await ivo.post("/people/\(ana)/disabling", [("password", WebTrial.password)])
            #expect(done.status == .seeOther)
            #expect(try await browser.get("/queue").headers[.location] == "/sign-in")
            #expect(try await browser.get(link).status == .notFound)
            #expect(try await Browser(client).signIn().status == .unprocessableContent)
            let left = try await trial.database.read { try $0.sessions(of: ana, at: WebTrial.start).count }
            #expect(left == 0)
            try await ivo.post("/people/\(ana)/enabling", [("password", WebTrial.password)])
            #expect(try await Browser(client).signIn().headers[.location] == "/queue")
        }
    }

    @Test("nobody changes the own role; the last administrator stays; a changed role counts at once")
    func roles() async throws {
        let trial = try await WebTrial(withPassword: true)
        let (ivo, mara) = (
            try await Self.id("ivo@harbor.example", trial), try await Self.id("mara@harbor.example", trial)
        )
        try await trial.run { client in
            let browser = try await Self.ivo(client, trial)
            let proof = WebTrial.password
            for noun in ["role", "disabling", "reset", "factors"] {
                let own = try await browser.post(
                    "/people/\(ivo)/\(noun)", [("role", "manager"), ("password", proof)])
                #expect(own.text.contains("Nobody changes the own role or account."), "\(noun)")
            }
            let manager = Browser(client, try await trial.session(of: "mara@harbor.example"))
            #expect(try await manager.get("/credits").status == .ok)
            let changed = try await browser.post(
                "/people/\(mara)/role", [("role", "admin"), ("password", proof)])
            #expect(changed.status == .seeOther)
            #expect(try await manager.get("/credits").status == .forbidden)
            _ = try await manager.get("/people")
            let back = try await manager.post(
                "/people/\(ivo)/role", [("role", "tier1"), ("password", proof)])
            #expect(back.status == .seeOther, "another administrator may")
            #expect(try await browser.get("/sign-in-rules").status == .forbidden)
            let unknown = try await manager.post(
                "/people/\(ivo)/role", [("role", "owner"), ("password", proof)])
            #expect(unknown.text.contains("There is no such role"))
        }
        let asker = Access.Asker(person: Person.ID(ivo), role: .admin, groups: [], means: .session)
        await #expect(throws: Desk.Refusal.self, "the last one") {
            try await trial.office.setRole(.manager, of: Person.ID(mara), by: asker)
        }
        await #expect(throws: Desk.Refusal.self) {
            try await trial.office.disable(Person.ID(mara), by: asker)
        }
    }

    @Test("Ivo mails a reset link: Ana's sessions end, her password stays until she sets another")
    func reset() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ana = try await Self.id("ana@harbor.example", trial)
        try await trial.run { client in
            let ivo = try await Self.ivo(client, trial)
            let browser = Browser(client)
            _ = try await browser.signIn()
            try await ivo.post("/people/\(ana)/reset", [("password", WebTrial.password)])
            #expect(try await browser.get("/queue").headers[.location] == "/sign-in")
            #expect(try await browser.signIn().headers[.location] == "/queue")
            let link = try await SignInLinkTests.link(to: "ana@harbor.example", trial)
            trial.clock.advance(by: 86_399)
            #expect(try await browser.get(link).status == .ok)
            trial.clock.advance(by: 1)
            #expect(try await browser.get(link).status == .notFound)
        }
    }

    @Test("the first administrator is made on the machine, with the desk's key; a second one is refused")
    func firstAdmin() async throws {
        let folder = WebTrial.emptyFolder()
        let database = try Database(folder: folder)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { WebTrial.start })
        await #expect(throws: Desk.Refusal.self) {
            try await office.createFirstAdmin(
                name: "Ivo", address: "ivo@harbor.example", password: "short", provider: nil)
        }
        let id = try await office.createFirstAdmin(
            name: "Ivo Brandt", address: "ivo@harbor.example", password: "a word of my own",
            provider: "Harbor Software")
        let person = try #require(try await database.read { try $0.person(id.rawValue) })
        #expect(person.role == "admin" && person.kind == .agent)
        #expect(await Password.matches("a word of my own", stored: person.passwordHash))
        #expect(try await database.read { try $0.setting("reply-key")?.count } == 64)
        await #expect(throws: Desk.Refusal.self) {
            try await office.createFirstAdmin(
                name: "Eve", address: "eve@harbor.example", password: "a word of my own", provider: nil)
        }
        try database.close()
        WebTrial.remove(folder)
    }
}
