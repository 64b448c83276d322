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

@Suite("Credits: from a broken promise to a settled statement")
struct CreditTests {
    /// Carla asks on Monday 16:50 and nobody answers; it is Wednesday 2 December, a new month.
    static func broken(
        withPassword: Bool = false
    ) async throws -> (WebTrial, Int64, WebTrial.Session) {
        let trial = try await WebTrial(withPassword: withPassword)
        let ticket = try await trial.carlaAsks()
        trial.clock.advance(by: 9 * 86_400)
        try await Alarm(office: trial.office).ring()
        return (trial, ticket, try await trial.session(of: "mara@harbor.example"))
    }

    @Test("a breach becomes a line with its proof, is issued after the month, and never changes")
    func issued() async throws {
        let (trial, ticket, mara) = try await Self.broken(withPassword: true)
        try await trial.run { client in
            let list = try await client.execute(uri: "/credits", method: .get, headers: mara.headers)
            #expect(list.text.contains("November 2026, due 10 December 2026"))
            let page = try await client.execute(
                uri: "/credits/acme/2026-11", method: .get, headers: mara.headers)
            // Normal severity: 0.50 % of 1200.00 for the acknowledgment, 1 % for the resolution.
            #expect(page.text.contains("href=\"/tickets/\(ticket)/proof/acknowledgment\""))
            #expect(page.text.contains("0.50 % of 1200.00 EUR"))
            #expect(page.text.contains("18.00 EUR"))
            #expect(page.text.contains("Credited earlier in this agreement year"))
            let early = try await client.execute(
                uri: "/credits/acme/2026-12/issue", method: .post, headers: mara.sending,
                body: mara.confirmed("x=1"))
            #expect(early.text.contains("2026-12 is not over"))
            let refused = try await client.execute(
                uri: "/credits/acme/2026-11/refusals", method: .post, headers: mara.sending,
                body: mara.confirmed(
                    "key=\(ticket)/acknowledgment/1&clause=H&reason=Their+mail+server+was+down"))
            #expect(refused.status == .seeOther, "\(refused.text)")
            let issued = try await client.execute(
                uri: "/credits/acme/2026-11/issue", method: .post, headers: mara.sending,
                body: mara.confirmed("x=1"))
            #expect(issued.status == .seeOther)
            let after = try await client.execute(
                uri: "/credits/acme/2026-11", method: .get, headers: mara.headers)
            #expect(after.text.contains(/Issued \d\d:\d\d today\./), "as a person says it, like the lines")
            #expect(after.text.contains("Refused under H: Their mail server was down"))
            #expect(after.text.contains("12.00 EUR"))
            let again = try await client.execute(
                uri: "/credits/acme/2026-11/approvals", method: .post, headers: mara.sending,
                body: mara.confirmed("key=\(ticket)/acknowledgment/1"))
            #expect(again.text.contains("Its statement is issued and never changes"))
            let json = try await client.execute(
                uri: "/credits/acme/2026-11/json", method: .get, headers: mara.headers)
            #expect(json.text.contains(#""issued":true"#) && json.text.contains(#""total":1200"#))
            let csv = try await client.execute(
                uri: "/credits/acme/2026-11/csv", method: .get, headers: mara.headers)
            #expect(csv.text.contains("\(ticket),resolution,1,entered,normal"))
        }
        let mail = try await trial.database.read { try $0.outbox().first }
        #expect(mail?.envelopeTo == "office@acme.example")
    }

    @Test("a refused line is disputed, answered by another, and owed on the next statement")
    func disputed() async throws {
        let (trial, ticket, mara) = try await Self.broken()
        let key = BandEntry.Key(ticket: Ticket.ID(ticket), promise: .acknowledgment, band: 0)
        let by = Actor.agent(mara.person)
        func act(_ what: LedgerCommand.What, by actor: Actor = by) async throws {
            try await trial.office.decideCredits("acme", LedgerCommand(what, by: actor))
        }
        try await act(.refuse(key, clause: .exclusions, reason: "Their network"))
        let month = try #require(CalendarMonth("2026-11"))
        try await act(.issue(month))
        try await act(.dispute(key, reason: "Our network was up"))
        let own = await #expect(throws: Refusal.self) {
            try await act(.answerDispute(key, upheld: true, reason: "It was"))
        }
        #expect(own?.code == "own-decision")
        try await act(.answerDispute(key, upheld: true, reason: "It was"), by: .agent(Desk.Person.ID(99)))
        trial.clock.advance(by: 40 * 86_400)
        try await act(.issue(month.next))
        let file = try await trial.database.read {
            try trial.office.books("acme", in: $0, now: trial.clock.now)
        }
        let next = try #require(file?.books.ledger.issue(of: month.next)?.statement)
        let upheld = next.lines.first { $0.cause == .upheld }
        #expect(upheld?.key == key && upheld?.payable == 600)
        await #expect(throws: Refusal.self) { try await act(.settle(month.next.next, reference: "x")) }
        try await act(.settle(month, reference: "Invoice 2026-118"))
    }

    @Test("disputed within 30 calendar days of the statement, then final")
    func final() async throws {
        for (days, isFinal) in [(30, false), (31, true)] as [(Int64, Bool)] {
            let (trial, ticket, mara) = try await Self.broken()
            let month = try #require(CalendarMonth("2026-11"))
            let by = Actor.agent(mara.person)
            try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: by))
            trial.clock.advance(by: days * 86_400)
            let key = BandEntry.Key(ticket: Ticket.ID(ticket), promise: .resolution, band: 0)
            do {
                try await trial.office.decideCredits(
                    "acme", LedgerCommand(.dispute(key, reason: "It was worse"), by: by))
                #expect(!isFinal)
            } catch let refusal as Refusal {
                #expect(isFinal && refusal.code == "final")
            }
        }
    }

    @Test("an exclusion that moved a promise is listed on page and files, and told in the statement's mail")
    func exclusions() async throws {
        let trial = try await WebTrial()
        let ticket = try await trial.carlaAsks()
        trial.clock.advance(by: 86_400)
        let mara = try await trial.session(of: "mara@harbor.example")
        let (ben, from) = (try await trial.session(of: "ben@harbor.example"), WebTrial.start)
        let asker = Access.Asker(person: ben.person, role: .tier2, groups: ["Front desk"], means: .session)
        let span = Span(from: from, to: from.advanced(by: 3600))
        _ = try await trial.office.act(
            .exclude(span, ground: "Third party", reason: "The carrier was down"), on: Ticket.ID(ticket),
            by: asker)
        let manager = Access.Asker(person: mara.person, role: .manager, groups: [], means: .session)
        _ = try await trial.office.act(.approveExclusion(number: 1), on: Ticket.ID(ticket), by: manager)
        trial.clock.advance(by: 9 * 86_400)
        try await Alarm(office: trial.office).ring()
        let now = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for (uri, part) in [
                ("/credits/acme/2026-11", "Exclusions that moved a promise of the month"),
                ("/credits/acme/2026-11", "approved by Mara Voss"),
                ("/credits/acme/2026-11/json", #""reason":"The carrier was down""#),
                ("/credits/acme/2026-11/csv", ",exclusion,"),
            ] {
                let page = try await client.execute(uri: uri, method: .get, headers: now.headers)
                #expect(page.text.contains(part), "\(uri): \(page.text)")
            }
            let other = try await client.execute(
                uri: "/credits/acme/2026-12", method: .get, headers: now.headers)
            #expect(!other.text.contains("The carrier was down"))
        }
        try await trial.office.keepBooks()
        #expect(try await trial.letters(to: "office@acme.example").isEmpty, "the 10th has not come")
        trial.clock.advance(by: 8 * 86_400)
        try await trial.office.keepBooks()
        let letters = try await trial.letters(to: "office@acme.example")
        #expect(letters.count == 1 && letters[0].contains("Time that is not counted (H)"), "\(letters)")
        try await trial.office.keepBooks()
        #expect(try await trial.letters(to: "office@acme.example").count == 1)
    }

    @Test("after the end: the list says what to pay out by when, managers are warned, the payment is noted")
    func payout() async throws {
        let (trial, _, mara) = try await Self.broken(withPassword: true)
        try await trial.office.giveNotice(
            "acme",
            Office.NoticeOrder(
                from: .provider, way: .mail, received: .on(try #require(LocalDate("2026-12-01"))),
                reference: "Mail"), by: .agent(mara.person))
        let november = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(november), by: .agent(mara.person)))
        trial.clock.advance(by: 40 * 86_400)
        try await trial.office.keepBooks()
        let month = "/credits/acme/2026-11"
        let january = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let list = try await client.execute(uri: "/credits", method: .get, headers: january.headers)
            #expect(list.text.contains("to pay out: 18.00 EUR, by 30 January 2027"), "\(list.text)")
            let page = try await client.execute(uri: month, method: .get, headers: january.headers)
            #expect(
                page.text.contains("to be paid out by 30 January 2027")
                    && page.text.contains("Note the payment"))
            trial.clock.advance(by: 14 * 86_400)
            try await trial.office.keepBooks()
            try await trial.office.keepBooks()
            let told = try await trial.letters(to: "mara@harbor.example")
            #expect(told.count { $0.contains("Pay out 18.00 EUR") } == 1)
            trial.clock.advance(by: 7 * 86_400)
            let mara = try await trial.session(of: "mara@harbor.example")
            let late = try await client.execute(uri: "/credits", method: .get, headers: mara.headers)
            #expect(late.text.contains("late since 30 January 2027"))
            func post(_ noun: String, _ form: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "\(month)/\(noun)", method: .post, headers: mara.sending,
                    body: mara.confirmed(form))
            }
            #expect(try await post("settlement", "reference=Transfer+17").status == .seeOther)
            #expect(try await post("settlement-reversal", "reason=Another+customer").status == .seeOther)
            #expect(try await post("settlement", "reference=Transfer+18").status == .seeOther)
            let after = try await client.execute(uri: month, method: .get, headers: mara.headers)
            #expect(after.text.contains("Settled: Transfer 18."))
            #expect(after.text.contains("Taken back: Transfer 17") && after.text.contains("Another customer"))
        }
    }

    @Test("the newest checkpoint is there for anyone, and goes to the customer with a statement")
    func published() async throws {
        let (trial, _, mara) = try await Self.broken(withPassword: true)
        let month = try #require(CalendarMonth("2026-11"))
        try await trial.run { client in
            #expect(try await client.execute(uri: "/audit/head", method: .get).status == .notFound)
            let checkpoint = try await trial.database.writeCheckpoint(at: trial.clock.now)
            let head = try await client.execute(uri: "/audit/head", method: .get)
            #expect(head.text == checkpoint.line + "\n")
            try await trial.office.decideCredits(
                "acme", LedgerCommand(.issue(month), by: .agent(mara.person)))
            let entry = try #require(try await trial.database.read { try $0.outbox().first })
            let blob = try #require(try await trial.database.read { try $0.blob(entry.blob) })
            let mail = Mail.Message.parse(try trial.database.blobs.bytes(of: blob)).readableText
            #expect(mail.contains(checkpoint.line), "\(mail)")
        }
    }

    @Test("agents and administrators see no money; nobody sees the books of an agreement that is not there")
    func access() async throws {
        let (trial, _, mara) = try await Self.broken(withPassword: true)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for uri in ["/credits", "/credits/acme/2026-11", "/credits/acme/2026-11/json"] {
                #expect(
                    try await client.execute(uri: uri, method: .get, headers: ana.headers).status
                        == .forbidden)
            }
            for uri in ["/credits/globex/2026-11", "/credits/acme/2026-13", "/credits/acme/x/csv"] {
                #expect(
                    try await client.execute(uri: uri, method: .get, headers: mara.headers).status
                        == .notFound)
            }
            let issue = try await client.execute(
                uri: "/credits/acme/2026-11/issue", method: .post, headers: ana.sending, body: ana.form("x=1")
            )
            #expect(issue.status == .forbidden)
        }
    }
}
