import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Mail
import NIOCore
import Operations
import Storage
import Testing

@Suite("Ending an agreement: clause I")
struct EndingTests {
    @Test(
        "notice by letter: the last day is computed, and later inquiries have no promise"
    )
    func notice() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(page.text.contains("Received today, the last day would be 23 December 2026"))
            let letter = "from=customer&way=letter&received=2026-11-20&reference=Letter+17"
            let looked = try await client.execute(
                uri: "/agreements/acme/notice/preview", method: .post, headers: mara.sending,
                body: mara.form(letter))
            #expect(looked.text.contains("The last day would be 20 December 2026"))
            #expect(looked.text.contains("name=\"lastDay\" value=\"2026-12-20\""))
            for (more, words) in [
                ("lastDay=2026-12-20", "Your password, given again"),
                ("lastDay=2026-12-20&password=guess", "This is not your password."),
                ("lastDay=2026-12-23&password=correct+horse+battery", "the last day is 2026-12-20"),
                ("password=correct+horse+battery", "The notice can"),
            ] {
                let refused = try await client.execute(
                    uri: "/agreements/acme/notice", method: .post, headers: mara.sending,
                    body: mara.form("\(letter)&\(more)"))
                #expect(refused.status == .unprocessableContent && refused.text.contains(words), "\(more)")
            }
            let given = try await client.execute(
                uri: "/agreements/acme/notice", method: .post, headers: mara.sending,
                body: mara.confirmed("\(letter)&lastDay=2026-12-20"))
            #expect(given.status == .seeOther, "\(given.text)")
            let shown = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(shown.text.contains("The last day is 20 December 2026"))
            trial.clock.now = try #require(Self.berlin("2026-12-20", 23 * 3600))
            let inTime = try await trial.carlaAsks("On the last day")
            #expect(try await trial.ticket(inTime).pinning != .noPromise(reason: ""))
            trial.clock.advance(by: 3600)
            let late = try await trial.carlaAsks("A day later")
            guard case .noPromise = try await trial.ticket(late).pinning else {
                Issue.record("an inquiry after the last day has a promise")
                return
            }
        }
    }

    @Test("notice is withdrawn when both parties agree, before the last day is over")
    func kept() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.giveNotice(
            "acme",
            Office.NoticeOrder(
                from: .provider, way: .mail, received: .on(try #require(LocalDate("2026-11-20"))),
                reference: "Mail of 20 November"), by: .agent(mara.person))
        try await trial.run { client in
            for side in ["provider", "customer"] {
                let agreed = try await client.execute(
                    uri: "/agreements/acme/notice/withdrawal", method: .post, headers: mara.sending,
                    body: mara.form("side=\(side)"))
                #expect(agreed.status == .seeOther)
            }
        }
        for address in ["carla@acme.example", "legal@acme.example", "notices@harbor.example"] {
            let told = try await SigningTests.letter(to: address, trial)
            #expect(told.subject == "Notice withdrawn: acme", "\(address)")
        }
        let until = try await trial.database.read {
            try $0.agreement(named: "acme", version: 1)?.inForceUntil
        }
        #expect(until == nil)
    }

    private static func berlin(_ date: String, _ second: Int64) -> Instant? {
        guard let date = LocalDate(date), let zone = TimeZoneName("Europe/Berlin"),
            let rules = try? ZoneFiles().rules(of: zone)
        else { return nil }
        return rules.instant(of: date, .midnight)?.advanced(by: second)
    }
}
