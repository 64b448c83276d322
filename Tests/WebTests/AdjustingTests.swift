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

@Suite("Other hours for an agreement in force: clause A.3")
struct AdjustingTests {
    /// Monday to Friday in a form.
    static func hours(_ spans: String, from: String, running: Bool = false, side: String = "provider")
        -> String
    {
        let days = ["mon", "tue", "wed", "thu", "fri"].map { "\($0)=\(spans)" } + ["sat=closed", "sun="]
        return (days + ["from=\(from)", "reason=Acme+starts+earlier", "side=\(side)"])
            .joined(separator: "&") + (running ? "&running=yes" : "")
    }

    /// The word of the newest link to answer a change.
    static func word(_ trial: WebTrial, at address: String = "carla@acme.example") async throws -> String {
        let mail = try await SigningTests.letter(to: address, trial)
        return String(try #require(mail.text.firstMatch(of: /\/changes\/([0-9a-f]{40})/)?.1))
    }

    private func acknowledgeBy(_ trial: WebTrial, _ id: Int64) async throws -> Instant? {
        try await trial.database.read { try $0.ticketRow(id)?.acknowledgeBy }
    }

    private func propose(
        _ trial: WebTrial, _ mara: WebTrial.Session, _ fields: String
    ) async throws {
        try await trial.run { client in
            let proposed = try await client.execute(
                uri: "/agreements/acme/hours", method: .post, headers: mara.sending,
                body: mara.confirmed(fields))
            #expect(proposed.status == .seeOther, "\(proposed.text)")
        }
    }

    /// Posts to proposal 1; gives the answer.
    private func answer(
        _ trial: WebTrial, _ mara: WebTrial.Session, _ noun: String, _ fields: String
    ) async throws -> (status: HTTPResponse.Status, text: String) {
        nonisolated(unsafe) var answer: (HTTPResponse.Status, String) = (.ok, "")
        try await trial.run { client in
            let given = try await client.execute(
                uri: "/agreements/acme/proposals/adjustment/1/\(noun)", method: .post,
                headers: mara.sending, body: mara.confirmed(fields))
            answer = (given.status, given.text)
        }
        return answer
    }

    @Test(
        "Mara sees what it touches, Carla confirms behind her link, later inquiries are counted by it"
    )
    func agreed() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        // Monday 16:50: by the signed hours, two hours end on Tuesday at 9:50.
        let before = try await trial.carlaAsks("Before")
        let due = try #require(try await acknowledgeBy(trial, before))
        trial.clock.advance(by: 60)
        let fields = Self.hours("08:00-18:00", from: "2026-11-23")
        try await trial.run { client in
            let preview = try await client.execute(
                uri: "/agreements/acme/hours/preview", method: .post, headers: mara.sending,
                body: mara.form(fields))
            #expect(
                preview.text.contains("1 open ticket keeps its version, calendar and deadlines for life."))
            #expect(preview.text.contains("Nothing is proposed yet."))
        }
        let file = try await trial.database.read { try trial.office.agreementFile("acme", in: $0) }
        #expect(file?.facts ?? [] == [])
        try await propose(trial, mara, fields)
        let word = try await Self.word(trial)
        try await trial.run { client in
            let asked = try await client.execute(uri: "/changes/\(word)", method: .get)
            #expect(asked.text.contains("Monday: 08:00-18:00"))
            let unticked = try await client.execute(
                uri: "/changes/\(word)/acceptance", method: .post, headers: Self.local)
            #expect(unticked.status == .unprocessableContent)
            let confirmed = try await client.execute(
                uri: "/changes/\(word)/acceptance", method: .post, headers: Self.local,
                body: ByteBuffer(string: "consent=yes"))
            #expect(confirmed.text.contains("Both parties have agreed to it now."), "\(confirmed.text)")
            let again = try await client.execute(uri: "/changes/\(word)", method: .get)
            #expect(again.status == .notFound)
        }
        let after = try await trial.carlaAsks("After")
        #expect(try await acknowledgeBy(trial, before) == due)
        #expect(try await acknowledgeBy(trial, after) == due.advanced(by: 60 - 3600))
        try await told(trial, mara, before: before, after: after)
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    /// Mails, tickets and pages say what is agreed, and an older ticket doesn't.
    private func told(
        _ trial: WebTrial, _ mara: WebTrial.Session, before: Int64, after: Int64
    ) async throws {
        for address in ["carla@acme.example", "legal@acme.example", "notices@harbor.example"] {
            let told = try await SigningTests.letter(to: address, trial)
            #expect(told.subject == "Agreed: support hours of acme", "\(address)")
        }
        try await trial.run { client in
            for (page, words) in [
                ("/tickets/\(after)", "Hours adjusted for inquiries received from Mon 2026-11-23 16:51"),
                ("/agreements/acme", "by Carla Reyes"), ("/agreements/acme/1/promises", "08:00 to 18:00"),
                ("/agreements/acme/proposals/adjustment/1", "Confirmed by Carla Reyes"),
            ] {
                let shown = try await client.execute(uri: page, method: .get, headers: mara.headers)
                #expect(shown.text.contains(words), "\(page)")
            }
            let old = try await client.execute(
                uri: "/tickets/\(before)", method: .get, headers: mara.headers)
            #expect(!old.text.contains("Hours adjusted"))
        }
    }

    @Test("running tickets change too where both say so, from the next day on, and are indexed anew")
    func running() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let id = try await trial.carlaAsks()
        let due = try #require(try await acknowledgeBy(trial, id))
        try await propose(trial, mara, Self.hours("10:00-18:00", from: "2026-11-23", running: true))
        trial.clock.advance(by: 60)
        let unsaid = try await answer(
            trial, mara, "acceptance", "side=customer&on=2026-11-23&reference=")
        #expect(unsaid.status == .unprocessableContent)
        #expect(unsaid.text.contains("noted with where it stands"))
        let logged = try await answer(
            trial, mara, "acceptance", "side=customer&on=2026-11-23&reference=Call+with+Carla")
        #expect(logged.status == .seeOther, "\(logged.text)")
        // Tuesday opens an hour later; what was counted on Monday stays.
        #expect(try await acknowledgeBy(trial, id) == due.advanced(by: 3600))
        #expect(try await trial.office.reindex().changed.isEmpty)
        try await trial.run { client in
            let shown = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(shown.text.contains("as the customer said on 2026-11-23: Call with Carla"))
        }
    }

    @Test("by which a running ticket would be due earlier, nobody can confirm it")
    func earlier() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        _ = try await trial.carlaAsks()
        try await propose(trial, mara, Self.hours("08:00-18:00", from: "2026-11-24", running: true))
        let word = try await Self.word(trial)
        try await trial.run { client in
            let asked = try await client.execute(uri: "/changes/\(word)", method: .get)
            #expect(asked.text.contains("1 running ticket would be due earlier."))
            #expect(!asked.text.contains("Confirm it"))
            let forced = try await client.execute(
                uri: "/changes/\(word)/acceptance", method: .post, headers: Self.local,
                body: ByteBuffer(string: "consent=yes"))
            #expect(forced.status == .unprocessableContent)
        }
        let said = "side=customer&on=2026-11-23&reference=Call"
        #expect(try await answer(trial, mara, "acceptance", said).status == .unprocessableContent)
    }

    @Test("taken back or refused it never counts, its link is dead, and both are told why")
    func refused() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await propose(trial, mara, Self.hours("08:00-18:00", from: "2026-11-24"))
        let first = try await Self.word(trial)
        #expect(try await answer(trial, mara, "links", "").status == .seeOther)
        let word = try await Self.word(trial)
        #expect(first != word)
        try await trial.run { client in
            #expect(try await client.execute(uri: "/changes/\(first)", method: .get).status == .notFound)
            let refused = try await client.execute(
                uri: "/changes/\(word)/refusal", method: .post, headers: Self.local,
                body: ByteBuffer(string: "reason=We+start+at+nine"))
            #expect(refused.text.contains("Nothing changes."), "\(refused.text)")
            #expect(try await client.execute(uri: "/changes/\(word)", method: .get).status == .notFound)
        }
        let told = try await SigningTests.letter(to: "notices@harbor.example", trial)
        #expect(told.text.contains("We start at nine"))
        #expect(try await answer(trial, mara, "refusal", "reason=Late").status == .unprocessableContent)
    }

    @Test("what the customer proposes a manager agrees to, and nobody confirms what he proposed himself")
    func customers() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await propose(trial, mara, Self.hours("08:00-18:00", from: "2026-11-24", side: "customer"))
        let own = try await answer(trial, mara, "acceptance", "side=customer&on=2026-11-23&reference=Call")
        #expect(own.text.contains("Who proposes a change can"))
        #expect(try await answer(trial, mara, "acceptance", "side=provider").status == .seeOther)
    }

    @Test("hours outside the bounds, in the past, or that can't be read are refused with what was typed")
    func bounds() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for (spans, from, words) in [
                ("06:00-18:00", "2026-11-24", "outside the agreed bounds"),
                ("08:00-18:00", "2026-11-22", "Nothing past is changed."),
                ("8 to 6", "2026-11-24", "These hours can"), ("08:00-18:00", "soon", "This is no date."),
            ] {
                let shown = try await client.execute(
                    uri: "/agreements/acme/hours/preview", method: .post, headers: mara.sending,
                    body: mara.form(Self.hours(spans, from: from).replacing(" ", with: "+")))
                #expect(shown.status == .unprocessableContent)
                #expect(shown.text.contains(words), "\(spans) from \(from)")
                #expect(shown.text.contains("value=\"\(spans)\""))
            }
        }
    }

    @Test("single dates with other hours: shown, proposed inside the bounds, confirmed, counted, taken away")
    func special() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let week = Self.hours("09:00-18:00", from: "2026-11-23")
        let held = ["2026-12-24", "2026-12-31", "2027-12-24", "2027-12-31"].map { "\($0):+09:00-12:00" }
            .joined(separator: "%0A")
        try await trial.run { client in
            for (lines, words) in [
                ("2026-11-28:+06:00-12:00", "outside the agreed bounds"), ("Saturday", "can&#39;t be read"),
                ("2026-11-28:+nine", "These hours can"), ("2026-11-22:+closed", "lies before the day"),
                ("2026-11-28:+closed%0A2026-11-28:+09:00-12:00", "stands there twice"),
                (held, "nothing is changed"),
            ] {
                let refused = try await client.execute(
                    uri: "/agreements/acme/hours/preview", method: .post, headers: mara.sending,
                    body: mara.form("\(week)&special=\(lines)"))
                #expect(refused.status != .seeOther)
                #expect(refused.text.contains(words), "\(lines)")
            }
        }
        let lines = "2026-11-28:+09:00-12:00%0A2026-11-24:+closed"
        try await propose(trial, mara, "\(week)&special=\(lines)")
        trial.clock.advance(by: 60)
        let agreed = "side=customer&on=2026-11-23&reference=Call"
        #expect(try await answer(trial, mara, "acceptance", agreed).status == .seeOther)
        // Monday 16:51, closed on Tuesday: of two hours, 51 minutes are left for Wednesday.
        let id = try await trial.carlaAsks()
        let due = WebTrial.start.advanced(by: 2 * 86_400 - 7 * 3600 + 60)
        #expect(try await acknowledgeBy(trial, id) == due)
        let adjustment = try await trial.database.read {
            try trial.office.agreementFile("acme", in: $0)?.agreement?.adjustments.first?.adjustment
        }
        #expect(adjustment?.change.weekly == nil, "what stays is not named")
        trial.clock.advance(by: 86_400)
        let tuesday = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let form = try await client.execute(
                uri: "/agreements/acme/hours", method: .get, headers: tuesday.headers)
            #expect(form.text.contains("2026-11-24: closed\n2026-11-28: 09:00-12:00</textarea>"))
            let away = try await client.execute(
                uri: "/agreements/acme/hours/preview", method: .post, headers: tuesday.sending,
                body: tuesday.form(
                    Self.hours("09:00-18:00", from: "2026-11-25") + "&special=2026-11-24:+closed"))
            #expect(away.text.contains("2026-11-24: closed") && !away.text.contains("2026-11-28: 09:00"))
        }
    }

    @Test("a manager alone proposes: agents may not", arguments: ["ana", "ben"])
    func others(name: String) async throws {
        let trial = try await WebTrial()
        let other = try await trial.session(of: "\(name)@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/agreements/acme/hours", method: .get, headers: other.headers)
            #expect(page.status != .ok)
        }
    }

    private static let local: HTTPFields = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]
}
