import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("K: answering a dispute on the statement's page")
struct CreditAnswerTests {
    /// November is issued with two lines; Carla disputes the resolution's, which Mara approved.
    private func disputed() async throws -> (WebTrial, Int64, WebTrial.Session) {
        let (trial, ticket, mara) = try await CreditTests.broken(withPassword: true)
        let key = BandEntry.Key(ticket: Ticket.ID(ticket), promise: .resolution, band: 0)
        let by = Actor.agent(mara.person)
        let month = try #require(CalendarMonth("2026-11"))
        for what in [
            LedgerCommand.What.approve(key), .issue(month), .dispute(key, reason: "It was worse"),
        ] {
            try await trial.office.decideCredits("acme", LedgerCommand(what, by: by))
        }
        return (trial, ticket, mara)
    }

    @Test("who approved it is not asked to answer, and reads why")
    func own() async throws {
        let (trial, _, mara) = try await disputed()
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/credits/acme/2026-11", method: .get, headers: mara.headers)
            #expect(!page.text.contains("id=\"act-answer\""))
            #expect(page.text.contains("you decided this credit, so another manager answers"))
        }
    }

    @Test("too late to dispute, no form offers it, and the page says until when it could be")
    func late() async throws {
        let (trial, _, mara) = try await CreditTests.broken(withPassword: true)
        let month = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: .agent(mara.person)))
        trial.clock.advance(by: 31 * 86_400)
        let later = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/credits/acme/2026-11", method: .get, headers: later.headers)
            #expect(!page.text.contains("id=\"act-dispute\""))
            #expect(page.text.contains("It could be disputed until 2027-01-01"), "\(page.text)")
        }
    }

    @Test("upheld, the next month's page has the reversal and the right line, each with its proof")
    func upheld() async throws {
        let (trial, ticket, _) = try await disputed()
        let dana = try await trial.dana()
        let answer = "key=\(ticket)/resolution/1&upheld=yes&reason=It+was"
        try await trial.run { client in
            for (more, problem) in [
                ("", "says what it should have been"), ("&amount=99999.00", "at most"),
                ("&amount=9.999", "be read"), ("&amount=90.00&severity=high", "both an amount and a fact"),
                ("&hours=soon", "no hours"),
            ] {
                let refused = try await client.execute(
                    uri: "/credits/acme/2026-11/answers", method: .post, headers: dana.sending,
                    body: dana.confirmed(answer + more))
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains(problem), "\(more): \(refused.text)")
            }
            let answered = try await client.execute(
                uri: "/credits/acme/2026-11/answers", method: .post, headers: dana.sending,
                body: dana.confirmed(answer + "&severity=critical"))
            #expect(answered.status == .seeOther, "\(answered.text)")
            let before = try await client.execute(
                uri: "/credits/acme/2026-11", method: .get, headers: dana.headers)
            #expect(before.text.contains("(severity critical)"))
            let next = try await client.execute(
                uri: "/credits/acme/2026-12", method: .get, headers: dana.headers)
            #expect(next.text.contains("reversed after a dispute") && next.text.contains("-12.00"))
            #expect(next.text.contains("a correction"))
            let proof = "href=\"/tickets/\(ticket)/proof/resolution\""
            #expect(next.text.ranges(of: proof).count >= 2)
            let json = try await client.execute(
                uri: "/credits/acme/2026-11/json", method: .get, headers: dana.headers)
            #expect(json.text.contains("\"correctedSeverity\":\"critical\""))
        }
    }
}
