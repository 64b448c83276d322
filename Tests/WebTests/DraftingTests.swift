import Agreements
import BusinessTime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Filling in an agreement")
struct DraftingTests {
    @Test("Mara amends Acme's agreement: the form, the document beside it, and what is left to mend")
    func amend() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let list = try await client.execute(uri: "/agreements", method: .get, headers: mara.headers)
            #expect(list.text.contains("Version 1 in force"))
            let begun = try await client.execute(
                uri: "/agreements", method: .post, headers: mara.sending,
                body: mara.form("name=acme&organisation=2"))
            #expect(begun.headers[.location] == "/agreements/acme/draft")
            let draft = try await client.execute(
                uri: "/agreements/acme/draft", method: .get, headers: mara.headers)
            #expect(draft.status == .ok)
            #expect(draft.text.contains("Everything is filled in. It can be offered."))
            #expect(draft.text.contains("value=\"2 business hours\""))
            let typed = Self.form(
                try Self.demo().merging(["credits.monthly_cap": "125 %"]) { $1 }, revision: 1)
            let preview = try await client.execute(
                uri: "/agreements/acme/draft/preview", method: .post, headers: mara.sending,
                body: mara.form(typed))
            #expect(preview.text.contains("One thing is left to mend"))
            #expect(preview.text.contains("href=\"#sheet-credits-monthly_cap\""))
            let saved = try await client.execute(
                uri: "/agreements/acme/draft", method: .post, headers: mara.sending, body: mara.form(typed))
            #expect(saved.status == .seeOther)
            let after = try await client.execute(
                uri: "/agreements/acme/draft/text", method: .get, headers: mara.headers)
            #expect(after.text.contains("monthly_cap: 125 %"))
        }
        #expect(try await trial.database.read { try $0.draft(of: "acme")?.revision } == 2)
    }

    @Test("a draft that somebody saved meanwhile is not overwritten, and what was typed stays in the form")
    func meanwhile() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.beginDraft("acme", for: 2, by: mara.person)
        try await trial.office.saveDraft("acme", over: 1, yaml: DemoAgreement.yaml, by: mara.person)
        try await trial.run { client in
            let typed = Self.form(try Self.demo().merging(["currency": "CHF"]) { $1 }, revision: 1)
            let refused = try await client.execute(
                uri: "/agreements/acme/draft", method: .post, headers: mara.sending, body: mara.form(typed))
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Somebody saved this draft while you were writing"))
            #expect(refused.text.contains("value=\"CHF\""))
        }
    }

    @Test(
        "YAML that can't be taken whole is refused with its lines, and the draft is as it was",
        arguments: [
            ("provider: [", "This was not taken"), ("provider:\n  nickname: H\n", "nickname"),
            ("", "the text is empty"),
        ])
    func imported(_ yaml: String, _ words: String) async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.beginDraft("acme", for: 2, by: mara.person)
        try await trial.run { client in
            let refused = try await client.execute(
                uri: "/agreements/acme/draft/text", method: .post, headers: mara.sending,
                body: mara.form("revision=1&yaml=" + Self.encoded(yaml)))
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains(words))
            #expect(try await trial.office.draft("acme")?.revision == 1)
            let taken = try await client.execute(
                uri: "/agreements/acme/draft/text", method: .post, headers: mara.sending,
                body: mara.form("revision=1&yaml=" + Self.encoded(DemoAgreement.yaml)))
            #expect(taken.status == .seeOther)
        }
    }

    @Test("a new customer's agreement begins with blanks, and refuses a name that is taken or can't be one")
    func begin() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let globex = try await trial.database.write {
            try $0.add(StoredOrganisation(name: "Globex", domains: []))
        }
        try await trial.run { client in
            for (name, words) in [
                ("Globex!", "can&#39;t name an agreement"), ("acme", "with another customer"),
            ] {
                let refused = try await client.execute(
                    uri: "/agreements", method: .post, headers: mara.sending,
                    body: mara.form("organisation=\(globex.id)&name=\(Self.encoded(name))"))
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains(words))
            }
            _ = try await client.execute(
                uri: "/agreements", method: .post, headers: mara.sending,
                body: mara.form("organisation=\(globex.id)&name=globex"))
            let draft = try await client.execute(
                uri: "/agreements/globex/draft", method: .get, headers: mara.headers)
            #expect(draft.text.contains("things are left to mend"))
            #expect(draft.text.contains("placeholder=\"code of ISO 4217 like EUR\""))
            #expect(draft.text.contains("value=\"Globex\""))
        }
    }

    @Test("Ana at the first line sees no agreement's fee; nobody sees one that is absent")
    func access() async throws {
        let trial = try await WebTrial()
        let (ana, mara) = (
            try await trial.session(of: "ana@harbor.example"),
            try await trial.session(of: "mara@harbor.example")
        )
        try await trial.run { client in
            for uri in ["/agreements", "/agreements/acme", "/agreements/acme/1", "/agreements/acme/draft"] {
                let refused = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(refused.status == .forbidden, "\(uri)")
            }
            for uri in ["/agreements/globex", "/agreements/acme/2", "/agreements/globex/draft"] {
                let absent = try await client.execute(uri: uri, method: .get, headers: mara.headers)
                #expect(absent.status == .notFound, "\(uri)")
            }
            let promises = try await client.execute(
                uri: "/agreements/acme/1/promises", method: .get, headers: ana.headers)
            #expect(promises.text.contains("id=\"clause-A.2\"") && promises.text.contains("id=\"clause-H\""))
            for secret in ["1200.00 EUR", "clause-K", "clause-head", "clause-sign", "Carla Reyes"] {
                #expect(!promises.text.contains(secret), "\(secret)")
            }
            let document = try await client.execute(
                uri: "/agreements/acme/1", method: .get, headers: mara.headers)
            #expect(document.text.contains("id=\"clause-A.2\""))
            #expect(document.text.contains("1200.00 EUR"))
        }
    }

    private static func demo() throws -> [String: String] { try DraftSheet(yaml: DemoAgreement.yaml).values }

    private static func form(_ values: [String: String], revision: Int) -> String {
        let pairs = values.map { "\(encoded($0.key))=\(encoded($0.value))" }
        return (pairs + ["revision=\(revision)"]).joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
            let digits = String(byte, radix: 16)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }
}
