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

@Suite("The portal for those who act for their company: notice, proposals, claims, figures")
struct PortalPartyTests {
    private static func get(
        _ client: any TestClientProtocol, _ who: WebTrial.Session, _ uri: String
    ) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .get, headers: who.headers)
    }

    private static func post(
        _ client: any TestClientProtocol, _ who: WebTrial.Session, _ uri: String, _ body: ByteBuffer
    ) async throws -> TestResponse {
        try await client.execute(uri: uri, method: .post, headers: who.sending, body: body)
    }

    @Test(
        "Carla, who signs for Acme, sees the last day and gives notice with her password, once (I)"
    )
    func notice() async throws {
        let trial = try await WebTrial(withPassword: true)
        let carla = try await trial.session(of: "carla@acme.example")
        let page = "/portal/agreements/acme/notice"
        try await trial.run { client in
            let list = try await Self.get(client, carla, "/portal/agreements")
            #expect(list.text.contains("href=\"\(page)\""))
            let shown = try await Self.get(client, carla, page)
            #expect(shown.text.contains("The last day would be 23 December 2026. Nothing is given yet."))
            for (fields, words) in [
                ("lastDay=2026-12-23", "Your password, given again"),
                ("lastDay=2026-12-23&password=guess", "This is not your password."),
                ("lastDay=2026-12-20&password=correct+horse+battery", "the last day is 2026-12-23"),
                ("password=correct+horse+battery", "The notice can"),
            ] {
                let refused = try await Self.post(client, carla, page, carla.form(fields))
                #expect(refused.status == .unprocessableContent && refused.text.contains(words), "\(fields)")
            }
            let given = try await Self.post(client, carla, page, carla.confirmed("lastDay=2026-12-23"))
            #expect(given.status == .seeOther, "\(given.text)")
            let again = try await Self.get(client, carla, page)
            #expect(again.text.contains("Notice is given already; the last day is 23 December 2026 (I)."))
            let twice = try await Self.post(client, carla, page, carla.confirmed("lastDay=2026-12-23"))
            #expect(twice.status == .unprocessableContent)
        }
        let notice = try #require(
            try await trial.database.read {
                try trial.office.standingNotice("acme", in: $0)
            })
        #expect(notice.lastDay == LocalDate("2026-12-23"))
        #expect(try await !trial.letters(to: "notices@harbor.example").isEmpty, "the provider is told")
    }

    @Test("a colleague who is not named to sign may not: neither give notice nor answer a proposal")
    func colleague() async throws {
        let world = try await AccessWorld.make()
        try await world.trial.run { client in
            for uri in [
                "/portal/agreements/acme/notice", "/portal/agreements/acme/proposals/adjustment/1",
            ] {
                let answer = try await world.ask(client, "GET", uri, .peer)
                #expect(answer.status != .ok, "\(uri)")
            }
        }
    }

    @Test("other hours that the provider proposes are awaited of Carla, who accepts them in the portal (A.3)")
    func proposal() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let page = "/portal/agreements/acme/proposals/adjustment/1"
        try await trial.run { client in
            let proposed = try await Self.post(
                client, mara, "/agreements/acme/hours",
                mara.confirmed(AdjustingTests.hours("08:00-18:00", from: "2026-11-25")))
            #expect(proposed.status == .seeOther, "\(proposed.text)")
            let home = try await Self.get(client, carla, "/portal")
            #expect(home.text.contains("Awaited from you") && home.text.contains("href=\"\(page)\""))
            let shown = try await Self.get(client, carla, page)
            #expect(
                shown.text.contains("Monday: 08:00-18:00") && shown.text.contains("Nothing changes before"))
            let unticked = try await Self.post(client, carla, "\(page)/acceptance", carla.confirmed("x=1"))
            #expect(unticked.status == .unprocessableContent)
            for (more, words) in [
                ("", "confirms that it is you"), ("&password=guess", "This is not your password."),
            ] {
                let mute = try await Self.post(
                    client, carla, "\(page)/acceptance", carla.form("consent=yes\(more)"))
                #expect(mute.status == .unprocessableContent && mute.text.contains(words))
                #expect(mute.text.contains("id=\"confirm-password\""))
            }
            let agreed = try await Self.post(
                client, carla, "\(page)/acceptance", carla.confirmed("consent=yes"))
            #expect(agreed.status == .seeOther, "\(agreed.text)")
            let after = try await Self.get(client, carla, "/portal")
            #expect(!after.text.contains("Awaited from you"))
            #expect(try await Self.get(client, carla, page).status == .notFound, "it waits for nobody")
        }
        let file = try await trial.database.read { try trial.office.agreementFile("acme", in: $0) }
        guard case .confirmed = file?.agreement?.adjustments.first?.end else {
            Issue.record("her word counts: the hours are agreed")
            return
        }
    }

    @Test("she refuses a proposal with a reason, and both sides are told")
    func refusal() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let page = "/portal/agreements/acme/proposals/adjustment/1"
        try await trial.run { client in
            _ = try await Self.post(
                client, mara, "/agreements/acme/hours",
                mara.confirmed(AdjustingTests.hours("08:00-18:00", from: "2026-11-25")))
            let mute = try await Self.post(client, carla, "\(page)/refusal", carla.form("reason="))
            #expect(mute.status == .unprocessableContent)
            let refused = try await Self.post(
                client, carla, "\(page)/refusal", carla.form("reason=We+start+at+nine"))
            #expect(refused.status == .seeOther, "\(refused.text)")
            #expect(try await Self.get(client, carla, page).status == .notFound)
        }
    }

    @Test(
        "a credit paid only when claimed is awaited of Carla; claimed, the next statement has it (K)"
    )
    func claim() async throws {
        let yaml = DemoAgreement.yaml.replacing("claiming: automatic", with: "claiming: claimed")
        let trial = try await WebTrial(withPassword: true, agreement: yaml)
        let (ticket, mara) = try await Self.broken(trial)
        let carla = try await trial.session(of: "carla@acme.example")
        let page = "/portal/statements/acme/2026-11"
        let key = "\(ticket)/resolution/1"
        try await trial.run { client in
            let home = try await Self.get(client, carla, "/portal")
            #expect(home.text.contains("Credits of November 2026: acme"))
            #expect(home.text.contains("To be claimed until 30 December 2026, else they lapse (K)."))
            let shown = try await Self.get(client, carla, page)
            #expect(shown.text.contains("Claim a credit") && !shown.text.contains("name=\"password\""))
            let wrong = try await Self.post(client, carla, "\(page)/claims", carla.form("key=9/resolution/1"))
            #expect(wrong.status == .unprocessableContent)
            let claimed = try await Self.post(client, carla, "\(page)/claims", carla.form("key=\(key)"))
            #expect(claimed.status == .seeOther, "\(claimed.text)")
            let twice = try await Self.post(client, carla, "\(page)/claims", carla.form("key=\(key)"))
            #expect(twice.status == .unprocessableContent)
        }
        trial.clock.advance(by: 40 * 86_400)
        let december = try #require(CalendarMonth("2026-12"))
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(december), by: mara.actor))
        let lines = try await trial.database.read { reader -> [BandEntry.Key] in
            let books = try trial.office.booksAtHand("acme", in: reader, now: trial.clock.now)
            guard case .books(let file) = books else { return [] }
            return file.statement(of: december).lines.map(\.key)
        }
        #expect(lines.contains { $0.promise == .resolution }, "\(lines)")
    }

    /// A ticket of Carla's that nobody answered in time, on the statement that Mara issued.
    private static func broken(
        _ trial: WebTrial
    ) async throws -> (ticket: Int64, mara: Access.Asker) {
        let ticket = try await trial.carlaAsks()
        trial.clock.advance(by: 9 * 86_400)
        try await Alarm(office: trial.office).ring()
        let mara = try await trial.asker("mara@harbor.example")
        let month = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: mara.actor))
        return (ticket, mara)
    }

    @Test("a dispute is confirmed: that it was sent, by whom and when, and by when it is answered")
    func disputed() async throws {
        let trial = try await WebTrial(withPassword: true)
        let (ticket, _) = try await Self.broken(trial)
        let carla = try await trial.session(of: "carla@acme.example")
        let page = "/portal/statements/acme/2026-11"
        try await trial.run { client in
            #expect(try await !Self.get(client, carla, page).text.contains("The dispute of"))
            let sent = try await Self.post(
                client, carla, "\(page)/disputes",
                carla.form("key=\(ticket)/resolution/1&reason=It+was+down+for+longer"))
            #expect(sent.headers[.location] == page, "\(sent.text)")
            for _ in 1...2 {
                let shown = try await Self.get(client, carla, page).text
                #expect(shown.contains("The dispute of ticket \(ticket) was sent by Carla Reyes, "))
                #expect(shown.contains("; it is answered by 16 Dec 18:00."), "\(shown)")
                trial.clock.advance(by: 600)
            }
        }
    }

    @Test("Carla reads her company's figures and no other's; a colleague without the right reads none")
    func figures() async throws {
        let world = try await AccessWorld.make()
        try await world.trial.run { client in
            let list = try await world.ask(client, "GET", "/portal/reports", .signatory)
            #expect(list.status == .ok && list.text.contains("Acknowledgments kept"))
            #expect(!list.text.contains("/portal/reports/tiers"), "how the desk is divided is its own matter")
            let wide = "/portal/reports/volume?organisation=1&split=organisation&agent=1"
            let page = try await world.ask(client, "GET", wide, .signatory)
            #expect(page.status == .ok && !page.text.contains("Harbor Software GmbH"))
            #expect(!page.text.contains("name=\"organisation\""))
            for split in ["tier", "agent", "organisation"] {
                #expect(!page.text.contains("<option value=\"\(split)\""), "\(split)")
            }
            for form in ["csv", "pdf", "tickets"] {
                let uri = "/portal/reports/volume/\(form)?period=this-year"
                #expect(try await world.ask(client, "GET", uri, .signatory).status == .ok, "\(form)")
            }
            #expect(try await world.ask(client, "GET", "/portal/reports", .peer).status != .ok)
            #expect(
                try await world.ask(client, "GET", "/portal/reports/tiers", .signatory).status == .notFound)
        }
    }
}
