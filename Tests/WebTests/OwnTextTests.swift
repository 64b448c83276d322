import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A text of the provider's own")
struct OwnTextTests {
    private static let words = "Time+lost+to+%7Bexclusions.grounds%7D+is+not+counted."

    @Test("Mara writes clause H anew; an offer made in it reads so for life, whatever the text says later")
    func whole() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            func post(_ uri: String, _ form: String) async throws -> TestResponse {
                try await client.execute(
                    uri: uri, method: .post, headers: mara.sending, body: mara.form(form))
            }
            func look(_ uri: String) async throws -> String {
                try await client.execute(uri: uri, method: .get, headers: mara.headers).text
            }
            #expect(try await post("/templates", "name=harbor").headers[.location] == "/templates/harbor")
            let saved = try await post(
                "/templates/harbor", "version=0&heading-H=Not+ours&text-H=\(Self.words)")
            #expect(saved.status == .seeOther)
            #expect(try await look("/templates").contains("harbor"))
            try await trial.office.beginDraft("acme", for: 2, by: mara.person)
            let draft = try #require(try await trial.office.draft("acme"))
            try await trial.office.saveDraft(
                "acme", over: draft.revision, yaml: draft.yaml, template: "harbor", by: mara.person)
            #expect(try await look("/agreements/acme/draft").contains("Not ours"))
            try await trial.office.offer("acme", days: 14, by: .agent(mara.person))
            let later = try await post(
                "/templates/harbor", "version=1&heading-H=Another+heading&text-H=\(Self.words)")
            #expect(later.status == .seeOther)
            let offered = try await look("/agreements/acme/2")
            #expect(offered.contains("Not ours") && !offered.contains("Another heading"))
            #expect(offered.contains("harbor/1"))
            let stored = try await trial.database.read { reader in
                try trial.office.signedAgreement(AgreementVersion(agreement: "acme", number: 2), in: reader)
            }
            let kept = try await Self.kept(trial)
            #expect(stored?.bytes == kept)
        }
    }

    /// The bytes that were fixed when the offer was made.
    private static func kept(_ trial: WebTrial) async throws -> [UInt8] {
        let blobs = trial.database.blobs
        return try await trial.database.read { reader in
            let agreement = try #require(try reader.agreement(named: "acme", version: 2))
            let blob = try #require(try reader.blob(agreement.document ?? ""))
            return try blobs.bytes(of: blob)
        }
    }

    @Test("a clause that leaves out a term which the program runs is not kept, and what was typed is there")
    func unbound() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let answer = try await client.execute(
                uri: "/templates/harbor", method: .post, headers: mara.sending,
                body: mara.form("version=0&heading-A-1=Answers&text-A-1=We+are+quick."))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("{acknowledge.within}"))
            #expect(answer.text.contains("We are quick."))
        }
        #expect(try await trial.database.read { try $0.templates() }.isEmpty)
    }

    @Test("two who edit the same version do not overwrite each other, and the same words make no new version")
    func meanwhile() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let text = Template.Text(heading: "Law", paragraphs: ["{legal} applies."])
        let other = Template.Text(heading: "The law", paragraphs: ["{legal} applies."])
        try await trial.office.saveTemplate("harbor", over: 0, clauses: [.legal: text], by: mara.person)
        try await trial.office.saveTemplate("harbor", over: 1, clauses: [.legal: text], by: mara.person)
        #expect(try await trial.database.read { try $0.templates() }.map(\.version) == [1])
        try await trial.office.saveTemplate("harbor", over: 1, clauses: [.legal: other], by: mara.person)
        await #expect(throws: Desk.Refusal.self) {
            try await trial.office.saveTemplate("harbor", over: 1, clauses: [:], by: mara.person)
        }
    }

    @Test("an agent writes no text")
    func access() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/templates", method: .get, headers: ana.headers)
            #expect(page.status == .forbidden)
        }
    }
}
