import Agreements
import BusinessTime
import Desk
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite("A mail without a ticket that did not arrive stands on the page of what it is about")
struct UndeliveredPageTests {
    private static let said = "550 5.1.1 no such user"

    /// Nothing reaches Acme's own addresses.
    private static func send(_ trial: WebTrial) async throws {
        try await Delivery(office: trial.office) { letter in
            letter.to == "office@acme.example" || letter.to == "legal@acme.example"
                ? .rejected(said) : .accepted("250 queued")
        }.drain()
    }

    private static func page(_ uri: String, _ trial: WebTrial) async throws -> String {
        let mara = try await trial.session(of: "mara@harbor.example")
        let app = Application(router: trial.server.router())
        return try await app.test(.router) { client in
            try await client.execute(uri: uri, method: .get, headers: mara.headers).text
        }
    }

    private static func told(_ trial: WebTrial, _ part: String) async throws -> Int {
        try await trial.letters(to: "mara@harbor.example").count {
            $0.contains(part) && $0.contains("550 5.1.1")
        }
    }

    @Test("notice of termination, on its agreement")
    func agreement() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.giveNotice(
            "acme", Office.NoticeOrder(from: .provider, way: .mail, received: .now, reference: "Mail"),
            by: .agent(mara.person))
        #expect(try await !Self.page("/agreements/acme", trial).contains("not delivered"))
        try await Self.send(trial)
        let page = try await Self.page("/agreements/acme", trial)
        #expect(page.contains("not delivered to legal@acme.example: refused: \(Self.said)"), "\(page)")
        #expect(try await Self.told(trial, "/agreements/acme") == 1)
    }

    @Test("a statement, on its month and no other")
    func statement() async throws {
        let (trial, _, mara) = try await CreditTests.broken()
        let november = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits(
            "acme", LedgerCommand(.issue(november), by: .agent(mara.person), hasPassword: true))
        try await Self.send(trial)
        let words = "not delivered to office@acme.example: refused: \(Self.said)"
        #expect(try await Self.page("/credits/acme/2026-11", trial).contains(words))
        #expect(try await !Self.page("/credits/acme/2026-12", trial).contains(words))
        #expect(try await Self.told(trial, "/credits/acme/2026-11") == 1)
    }

    @Test("an event, on its page")
    func event() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks()
        trial.clock.advance(by: 16 * 3600)
        let mara = try await trial.session(of: "mara@harbor.example")
        let manager = Access.Asker(person: mara.person, role: .manager, groups: [], means: .session)
        let ben = try await trial.session(of: "ben@harbor.example")
        let declarer = Access.Asker(
            person: ben.person, role: .tier2, groups: ["Front desk"], means: .session)
        let from = WebTrial.start
        let id = try await trial.office.declare(
            ExclusionEvent.Declaration(
                from: from, to: from.advanced(by: 3600), ground: "Third party",
                reason: "The carrier's line was down", scope: .init(agreements: ["acme"])), [], by: declarer)
        try await trial.office.settle(.approve, on: id, by: manager)
        try await Self.send(trial)
        let page = try await Self.page("/events/\(id)", trial)
        #expect(page.contains("not delivered to office@acme.example: refused: \(Self.said)"), "\(page)")
        #expect(try await Self.told(trial, "/events/\(id)") == 1)
    }
}
