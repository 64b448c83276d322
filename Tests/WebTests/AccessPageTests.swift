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

@Suite("Access on pages: written down, used, ended, listed, and ended behind a link")
struct AccessPageTests {
    private static let fields =
        "system=The+test+shop&purpose=See+why&user:1=yes&group=Senior+support&tier=&from="
        + "&until=2026-11-25+10:00&contact=&said=phone&given="

    private static func give(_ trial: WebTrial, _ ticket: Int64, by session: WebTrial.Session) async throws {
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/tickets/\(ticket)/accesses", method: .post, headers: session.sending,
                body: session.form(fields))
            #expect(answer.status == .seeOther, "\(answer.text)")
        }
    }

    private static func link(_ trial: WebTrial) async throws -> String {
        let mails = try await trial.letters(to: "carla@acme.example")
        let found = mails.compactMap { $0.firstMatch(of: /\/access\/\d+\/\d+\/[0-9a-f]{40}/)?.output }
        return String(try #require(found.first))
    }

    @Test("Ana writes it down, Ben uses it, the ticket and the manager's list show both, Ana ends it")
    func whole() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let empty = try await client.execute(uri: "/accesses", method: .get, headers: mara.headers)
            #expect(empty.text.contains("No access is in force"))
            let before = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ben.headers)
            #expect(before.text.contains("act-access\"") && !before.text.contains("act-use\""))
        }
        try await Self.give(trial, id, by: ana)
        try await trial.run { client in
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ben.headers)
            #expect(page.text.contains("In force until Wed 2026-11-25 10:00"))
            #expect(page.text.contains("Given by Carla Reyes on the telephone; never used"))
            #expect(page.text.contains("act-use\"") && page.text.contains("act-end-access\""))
            let used = try await client.execute(
                uri: "/tickets/\(id)/access-uses", method: .post, headers: ben.sending,
                body: ben.form("grant=1&purpose=Read+the+log&at="))
            #expect(used.status == .seeOther, "\(used.text)")
            let list = try await client.execute(uri: "/accesses", method: .get, headers: mara.headers)
            for part in [
                "The test shop", "Ana Lima, everybody of Senior support", "Ben Okafor: Read the log",
            ] {
                #expect(list.text.contains(part), "\(part)")
            }
            let blank = try await client.execute(
                uri: "/tickets/\(id)/access-endings", method: .post, headers: ana.sending,
                body: ana.form("grant=1&reason="))
            #expect(blank.status == .unprocessableContent && blank.text.contains("details class=\"act\" id"))
            let ended = try await client.execute(
                uri: "/tickets/\(id)/access-endings", method: .post, headers: ana.sending,
                body: ana.form("grant=1&reason=Found+it"))
            #expect(ended.status == .seeOther, "\(ended.text)")
            let over = try await client.execute(uri: "/accesses", method: .get, headers: mara.headers)
            #expect(over.text.contains("No access is in force"))
            let past = try await client.execute(
                uri: "/accesses?show=ended", method: .get, headers: mara.headers)
            #expect(
                past.text.contains("Ana Lima ended it, Found it") || past.text.contains("ended it, Found it"))
        }
    }

    @Test("a refused form comes back as it was written, with the field; a secret is not kept")
    func refused() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for (old, new, told) in [
                ("system=The+test+shop", "system=shop,+password:+swordfish", "looks like a password"),
                ("until=2026-11-25+10:00", "until=", "ends at a time that is known"),
                ("until=2026-11-25+10:00", "until=2027-03-01+10:00", "at most 30 days"),
                ("until=2026-11-25+10:00", "until=tomorrow", "is no date and time"),
                ("said=phone", "said=rule", "rule"),
                ("&user:1=yes&group=Senior+support", "", "nobody who may use it"),
            ] {
                let answer = try await client.execute(
                    uri: "/tickets/\(id)/accesses", method: .post, headers: ana.sending,
                    body: ana.form(Self.fields.replacing(old, with: new)))
                #expect(answer.status == .unprocessableContent, "\(new)")
                #expect(answer.text.contains(told), "\(new)")
                #expect(answer.text.contains("See why"), "what was typed is still there")
            }
        }
        #expect(try await trial.ticket(id).accesses.isEmpty)
    }

    @Test("behind the link: no sign-in, looking ends nothing, a form does, and another address is absent")
    func link() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await Self.give(trial, id, by: ana)
        let link = try await Self.link(trial)
        var headers = HTTPFields()
        headers[HTTPField.Name("Sec-Fetch-Site")!] = "same-origin"
        try await trial.run { [headers] client in
            for _ in 0..<2 {
                let page = try await client.execute(uri: link, method: .get)
                #expect(page.status == .ok && page.text.contains("It was never used."))
                #expect(page.text.contains("In force until") && page.text.contains("End it now"))
            }
            let byGet = try await client.execute(uri: link + "/ending", method: .get)
            #expect(byGet.status == .seeOther && byGet.headers[.location] == link, "its form's page")
            let wrong = String(link.dropLast()) + (link.hasSuffix("0") ? "1" : "0")
            for uri in [wrong, "/access/x/y/z", link.replacing("/access/\(id)/1/", with: "/access/\(id)/2/")]
            {
                let absent = try await client.execute(uri: uri, method: .get)
                #expect(absent.status == .notFound)
                let post = try await client.execute(uri: uri + "/ending", method: .post, headers: headers)
                #expect(post.status == .notFound)
            }
        }
        #expect(try await trial.ticket(id).access(1)?.ending == nil)
        try await trial.run { [headers] client in
            let secret = try await client.execute(
                uri: link + "/ending", method: .post, headers: headers,
                body: ByteBuffer(string: "reason=password:+swordfish"))
            #expect(secret.status == .unprocessableContent)
            let ended = try await client.execute(
                uri: link + "/ending", method: .post, headers: headers, body: ByteBuffer(string: "reason="))
            #expect(ended.status == .ok && ended.text.contains("It has ended"))
            #expect(ended.text.contains("you ended it") && !ended.text.contains("End it now"))
            let again = try await client.execute(
                uri: link + "/ending", method: .post, headers: headers, body: ByteBuffer(string: "reason="))
            #expect(again.status == .unprocessableContent && again.text.contains("This access ended at"))
        }
        #expect(try await trial.ticket(id).access(1)?.ending?.how == .customer)
    }

    @Test("the list is the managers'; others are told so")
    func managersAlone() async throws {
        let trial = try await WebTrial()
        for address in ["ana@harbor.example", "ben@harbor.example", "ivo@harbor.example"] {
            let session = try await trial.session(of: address)
            try await trial.run { client in
                let answer = try await client.execute(
                    uri: "/accesses", method: .get, headers: session.headers)
                #expect(answer.status == .forbidden)
            }
        }
    }

    @Test("a program reads, gives, uses and ends it as JSON; a reader's token may not")
    func program() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.token(of: "ben@harbor.example")
        let reader = try await trial.token(of: "ben@harbor.example", scopes: ["read"])
        let give = #"""
            {"system": "The shop", "purpose": "See why", "people": ["2"], "tier": 1,
             "until": "2026-11-25T09:00:00Z", "said": "chat"}
            """#
        try await trial.run { client in
            func post(_ act: String, _ body: String, _ headers: HTTPFields) async throws -> TestResponse {
                try await client.execute(
                    uri: "/api/tickets/\(id)/\(act)", method: .post, headers: headers,
                    body: ByteBuffer(string: body))
            }
            #expect(try await post("accesses", give, reader).status == .forbidden)
            let bad = try await post("accesses", give.replacing("[\"2\"]", with: "[\"x\"]"), ben)
            #expect(bad.text.contains(#""field":"people""#), "\(bad.text)")
            let given = try await post("accesses", give, ben)
            #expect(given.status == .ok, "\(given.text)")
            #expect(given.text.contains(#""standing":"in-force""#) && given.text.contains(#""people":[2]"#))
            let used = try await post("access-uses", #"{"grant": 1, "purpose": "Read"}"#, ben)
            #expect(used.text.contains(#""purpose":"Read""#), "\(used.text)")
            let none = try await post("access-uses", #"{"grant": 7, "purpose": "Read"}"#, ben)
            #expect(none.text.contains(#""code":"no-access""#) && none.text.contains(#""clause":"G""#))
            let ended = try await post("access-endings", #"{"grant": 1, "reason": "Done"}"#, ben)
            #expect(ended.text.contains(#""ending":"desk""#), "\(ended.text)")
        }
    }

    @Test("a legal hold is shown on its ticket, with the way to it for those who may go there")
    func held() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let mara = try await trial.session(of: "mara@harbor.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let asker = Access.Asker(person: mara.person, role: .manager, groups: [], means: .session)
        try await trial.run { client in
            let before = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(!before.text.contains("Legal hold"))
            try await trial.office.setHold(true, on: Ticket.ID(id), reason: "Court of Kiel", by: asker)
            let seen = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(seen.text.contains("Legal hold") && seen.text.contains("Court of Kiel"))
            #expect(!seen.text.contains("href=\"/privacy\""))
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: mara.headers)
            #expect(page.text.contains("All legal holds"))
        }
    }
}
