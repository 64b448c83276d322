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

@Suite("Clerical errors, and a second agreement: clause I and the head")
struct MendingTests {
    private static let local: HTTPFields = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]

    private static func mend(_ path: String, _ reads: String) -> String {
        let words = reads.replacing(" ", with: "+")
        return "side=provider&path=\(path)&reads=\(words)&reason=A+slip+of+the+pen"
    }

    @Test("a wrong name is mended when Carla agrees; the signed document stays, and both say so")
    func name() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let signed = try await trial.database.read { try $0.agreement(named: "acme", version: 1)?.text }
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/agreements/acme/errors", method: .get, headers: mara.headers)
            #expect(page.text.contains("Customer: Name of the company: Acme Ltd"))
            #expect(!page.text.contains("monthly_fee"))
            let name = Self.mend("customer.name", "Acme Limited")
            let shown = try await client.execute(
                uri: "/agreements/acme/errors/preview", method: .post, headers: mara.sending,
                body: mara.form(name))
            #expect(shown.text.contains("No deadline moves, past or open"), "\(shown.text)")
            #expect(shown.text.contains("Nothing is proposed yet."))
            let mute = try await client.execute(
                uri: "/agreements/acme/errors", method: .post, headers: mara.sending, body: mara.form(name))
            #expect(mute.status == .unprocessableContent)
            #expect(mute.text.contains("Your password"))
            let proposed = try await client.execute(
                uri: "/agreements/acme/errors", method: .post, headers: mara.sending,
                body: mara.confirmed(name))
            #expect(proposed.status == .seeOther, "\(proposed.text)")
            let word = try await AdjustingTests.word(trial)
            let asked = try await client.execute(uri: "/changes/\(word)", method: .get)
            #expect(asked.text.contains("It should say: Acme Limited"))
            #expect(asked.text.contains("No deadline moves, past or open"))
            let agreed = try await client.execute(
                uri: "/changes/\(word)/acceptance", method: .post, headers: Self.local,
                body: ByteBuffer(string: "consent=yes"))
            #expect(agreed.text.contains("Both parties have agreed"), "\(agreed.text)")
            for address in ["/agreements/acme", "/agreements/acme/1"] {
                let shown = try await client.execute(uri: address, method: .get, headers: mara.headers)
                let name = "Customer: Name of the company reads &quot;Acme Limited&quot;"
                #expect(shown.text.contains(name), "\(address)")
            }
        }
        let after = try await trial.database.read { reader in
            (
                try reader.agreement(named: "acme", version: 1)?.text,
                try trial.office.shelf.terms(
                    AgreementVersion(agreement: "acme", number: 1), receivedAt: trial.clock.now, in: reader)
            )
        }
        #expect(after.0 == signed)
        #expect(after.1?.terms.customer.name == "Acme Limited")
        // An amendment begins with the terms as they are read.
        try await trial.office.beginDraft("acme", for: 2, by: mara.person)
        #expect(try await trial.office.draft("acme")?.yaml.contains("Acme Limited") == true)
    }

    @Test("a shorter promise counts for all tickets of the version, a longer one is refused")
    func promise() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let id = try await trial.carlaAsks()
        let due = try #require(try await trial.database.read { try $0.ticketRow(id)?.acknowledgeBy })
        try await trial.run { client in
            let longer = try await client.execute(
                uri: "/agreements/acme/errors", method: .post, headers: mara.sending,
                body: mara.confirmed(Self.mend("acknowledge.within", "4 business hours")))
            #expect(longer.text.contains("may be to the customer&#39;s disadvantage"), "\(longer.text)")
            let hour = Self.mend("acknowledge.within", "1 business hour")
            let preview = try await client.execute(
                uri: "/agreements/acme/errors/preview", method: .post, headers: mara.sending,
                body: mara.form(hour))
            #expect(preview.text.contains("2 open deadlines are earlier than now."), "\(preview.text)")
            #expect(preview.text.contains("No past deadline moves."))
            let shorter = try await client.execute(
                uri: "/agreements/acme/errors", method: .post, headers: mara.sending,
                body: mara.confirmed(hour))
            #expect(shorter.status == .seeOther)
            let asked = try await client.execute(
                uri: "/changes/\(try await AdjustingTests.word(trial))", method: .get)
            #expect(asked.text.contains("2 open deadlines are earlier than now."), "\(asked.text)")
            #expect(asked.text.contains("Statements that are issued"))
            let logged = try await client.execute(
                uri: "/agreements/acme/proposals/mend/1/acceptance", method: .post, headers: mara.sending,
                body: mara.confirmed("side=customer&on=2026-11-23&reference=Letter+4"))
            #expect(logged.status == .seeOther, "\(logged.text)")
            let again = try await client.execute(
                uri: "/agreements/acme/proposals/mend/1/refusal", method: .post, headers: mara.sending,
                body: mara.form("reason=Late"))
            #expect(again.status == .unprocessableContent)
        }
        let now = try await trial.database.read { try $0.ticketRow(id)?.acknowledgeBy }
        #expect(now.map { $0 < due } == true)
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("a second agreement for the same categories is offered only after a manager confirms both")
    func beside() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.beginDraft("acme-extra", for: 2, by: mara.person)
        try await trial.office.saveDraft("acme-extra", over: 1, yaml: DemoAgreement.yaml, by: mara.person)
        await #expect(throws: Desk.Refusal.self) {
            try await trial.office.offer("acme-extra", days: 14, by: .agent(mara.person))
        }
        try await trial.run { client in
            let draft = try await client.execute(
                uri: "/agreements/acme-extra/draft", method: .get, headers: mara.headers)
            #expect(draft.text.contains("Confirm that both hold"))
            #expect(!draft.text.contains("act-offer"))
            let confirmed = try await client.execute(
                uri: "/agreements/acme-extra/beside", method: .post, headers: mara.sending,
                body: mara.form(""))
            #expect(confirmed.status == .seeOther, "\(confirmed.text)")
            let offered = try await client.execute(
                uri: "/agreements/acme-extra/offer", method: .post, headers: mara.sending,
                body: mara.form("days=14"))
            #expect(offered.status == .seeOther, "\(offered.text)")
            let shown = try await client.execute(
                uri: "/agreements/acme-extra", method: .get, headers: mara.headers)
            #expect(shown.text.contains("confirmed that it may hold beside"))
        }
    }

    @Test("before an amendment is sent and before notice is given, the page says what it comes to")
    func impacts() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        _ = try await trial.carlaAsks()
        try await trial.office.beginDraft("acme", for: 2, by: mara.person)
        let yaml = DemoAgreement.yaml.replacing("monthly_fee: 1200.00 EUR", with: "monthly_fee: 1500.00 EUR")
        try await trial.office.saveDraft("acme", over: 1, yaml: yaml, by: mara.person)
        try await trial.run { client in
            let draft = try await client.execute(
                uri: "/agreements/acme/draft", method: .get, headers: mara.headers)
            #expect(draft.text.contains("Monthly fee (1200.00 EUR to 1500.00 EUR)"), "\(draft.text)")
            let kept = "1 open ticket keeps its version, calendar and deadlines for life."
            #expect(draft.text.contains(kept))
            let page = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(page.text.contains("Tickets received after that have no promise."))
            #expect(page.text.contains(kept))
        }
    }
}
