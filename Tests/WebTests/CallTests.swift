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

@Suite("Calls: the log of the telephone is the ticket's timeline and its clocks")
struct CallTests {
    static func carla(_ trial: WebTrial) async throws -> Int64 {
        let known = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id }
        if let known { return known }
        return try await trial.database.write { writer in
            try trial.office.caller("carla@acme.example", name: "Carla Reyes", writer).id
        }
    }

    static func post(
        _ client: any TestClientProtocol, _ uri: String, _ session: WebTrial.Session, _ fields: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post, headers: session.sending, body: session.form(fields))
    }

    static func ticket(_ answer: TestResponse) throws -> Int64 {
        let place = try #require(answer.headers[.location])
        return try #require(Int64(place.split(separator: "/").last ?? ""))
    }

    /// The clock of the trial stands at Monday 16:50.
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let fields: String
        let received: Int64
        /// Wall seconds after 16:50; nil where nothing acknowledges.
        let acknowledged: Int64?
        var testDescription: String { what }
    }

    private static let rows = [
        Row(
            what: "taken and logged at once: both count from when it was answered",
            fields: "started=2026-11-23+16:46&ended=2026-11-23+16:50", received: -240, acknowledged: -240),
        Row(
            what: "a long call: its end is not late",
            fields: "started=2026-11-23+16:20&ended=2026-11-23+16:49", received: -1800, acknowledged: -60),
        Row(
            what: "logged long after: the receipt stays, the acknowledgment counts from the log",
            fields: "started=2026-11-23+14:00&ended=2026-11-23+14:10", received: -10_200, acknowledged: 0),
        Row(
            what: "a voicemail is received and acknowledges nothing",
            fields: "kind=voicemail&started=2026-11-23+16:49&ended=2026-11-23+16:50", received: -60,
            acknowledged: nil),
    ]

    @Test("a call of the customer's is received when it was answered", arguments: rows)
    func received(row: Row) async throws {
        let trial = try await WebTrial()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let sent = try await Self.post(
                client, "/contacts/\(carla)/calls", ana,
                "subject=The+export+stops&summary=It+stops+at+40&\(row.fields)")
            let ticket = try await trial.ticket(try Self.ticket(sent))
            #expect(ticket.receivedAt == WebTrial.start.advanced(by: row.received))
            let expected = row.acknowledged.map { WebTrial.start.advanced(by: $0) }
            #expect(ticket.acknowledgedAt == expected)
            #expect(ticket.pinning == .version(AgreementVersion(agreement: "acme", number: 1)))
            let page = try await client.execute(
                uri: sent.headers[.location] ?? "", method: .get, headers: ana.headers)
            #expect(page.text.contains(row.acknowledged == nil ? "Voicemail from" : "Call from"))
            #expect(page.text.contains("Log a call"))
        }
        #expect(try await trial.office.reindex().changed.isEmpty)
    }

    @Test("what can't be is refused with its rule, and nothing is kept")
    func refused() async throws {
        let trial = try await WebTrial()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let cases = [
            ("kind=attempt&subject=S&summary=T", "is no inquiry"),
            ("direction=out&kind=voicemail&subject=S&summary=T", "acknowledge nothing"),
            ("subject=S&summary=+", "There is no summary"),
            ("subject=&summary=T", "The subject is one line"),
            ("subject=S&summary=T&ended=2026-11-23+18:00", "ends after now"),
            ("subject=S&summary=T&started=2026-11-23+16:00&ended=2026-11-23+15:00", "ends before it begins"),
            ("subject=S&summary=T&started=2026-10-01+09:00&ended=2026-10-01+09:05", "days back"),
            ("subject=S&summary=T&started=2026-11-21+09:00&ended=2026-11-23+09:05", "more than a day"),
            ("subject=S&summary=T&outcome=answered", "The answer that was given is not there"),
            ("subject=S&summary=T&outcome=999", "There is no ticket 999"),
            ("subject=S&summary=T&category=gardening", "knows no category"),
        ]
        try await trial.run { client in
            for (fields, words) in cases {
                let answer = try await Self.post(client, "/contacts/\(carla)/calls", ana, fields)
                #expect(answer.status == .unprocessableContent, "\(fields)")
                #expect(answer.text.contains(words), "\(fields)")
            }
        }
        #expect(try await trial.database.read { try $0.calls(.bound, limit: 10) }.isEmpty)
        #expect(try await trial.database.read { try $0.ticketRow(1) } == nil)
    }

    @Test("our own call acknowledges when we speak; an attempt is a note and acknowledges nothing")
    func outgoing() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        trial.clock.advance(by: 600)
        try await trial.run { client in
            let call = "direction=out&outcome=\(id)&summary="
            _ = try await Self.post(
                client, "/contacts/\(carla)/calls", ana, call + "No+answer&kind=attempt")
            #expect(try await trial.ticket(id).acknowledgedAt == nil)
            _ = try await Self.post(client, "/contacts/\(carla)/calls", ana, call + "We+look+into+it")
            #expect(try await trial.ticket(id).acknowledgedAt == WebTrial.start.advanced(by: 600))
            let page = try await client.execute(uri: "/tickets/\(id)", method: .get, headers: ana.headers)
            #expect(page.text.contains("Call that nobody answered, by") && page.text.contains("Call by"))
        }
        #expect(try await trial.messages(of: id).map(\.visibility) == [.public, .internal, .public])
        #expect(try await trial.letters(to: "carla@acme.example").isEmpty, "a call sends no mail")
    }

    @Test("answered at once, it is acknowledged and resolved with the words that were said")
    func answeredAtOnce() async throws {
        let trial = try await WebTrial()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let sent = try await Self.post(
                client, "/contacts/\(carla)/calls", ana,
                "outcome=answered&subject=Where&summary=Where+is+it&answer=In+the+menu&category=usage")
            let ticket = try await trial.ticket(try Self.ticket(sent))
            #expect(ticket.state == .resolved(at: WebTrial.start))
            #expect(ticket.acknowledgedAt == WebTrial.start && ticket.category == "usage")
        }
    }

    @Test("a call on a ticket ends waiting for the customer; another customer's ticket takes none")
    func onTicket() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let other = try await trial.ask("boris@beta.example", "Hello")
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let asker = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(
            .requestInformation(missing: ["The log"]), text: "The log, please", on: Ticket.ID(id), by: asker)
        try await trial.settle()
        #expect(try await trial.ticket(id).state == .waiting)
        trial.clock.advance(by: 900)
        try await trial.run { client in
            _ = try await Self.post(
                client, "/contacts/\(carla)/calls", ana, "outcome=\(id)&summary=She+read+the+log+out")
            #expect(try await trial.ticket(id).state == .open)
            let refused = try await Self.post(
                client, "/contacts/\(carla)/calls", ana, "outcome=\(other)&summary=She+read+it+out")
            #expect(refused.text.contains("is another customer&#39;s than Carla Reyes"))
        }
    }

    @Test("an unknown number lies in sight until somebody says whose it is; from then on it is known")
    func unmatched() async throws {
        let trial = try await WebTrial()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        let token = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            let kept = try await Self.post(
                client, "/calls", ana,
                "number=%2B49+(0)40+12-34-56&caller=A+lady&subject=Export&summary=It+stops")
            #expect(kept.headers[.location] == "/calls/1")
            let list = try await client.execute(uri: "/calls", method: .get, headers: ana.headers)
            #expect(list.text.contains("A lady, +4940123456") && list.text.contains("Calls (1)"))
            trial.clock.advance(by: 1800)
            let matched = try await Self.post(client, "/calls/1/contact", ana, "contact=\(carla)")
            let ticket = try await trial.ticket(try Self.ticket(matched))
            #expect(ticket.receivedAt == WebTrial.start)
            #expect(ticket.acknowledgedAt == WebTrial.start.advanced(by: 1800), "it is learnt late")
            let empty = try await client.execute(uri: "/calls", method: .get, headers: ana.headers)
            #expect(empty.text.contains("Carla Reyes") && !empty.text.contains("Calls (1)"))
            let again = try await client.execute(
                uri: "/api/calls", method: .post, headers: token,
                body: ByteBuffer(
                    string: #"{"number":"0049 40 123456","subject":"Again","summary":"It stops again"}"#))
            #expect(again.status == .created && again.text.contains(#""state":"bound""#))
        }
        let numbers = try await trial.database.read { try $0.phoneNumbers(of: carla) }
        #expect(numbers == ["+4940123456"])
    }

    @Test("discarded it stays in the list, and can still be matched")
    func discarded() async throws {
        let trial = try await WebTrial()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await Self.post(client, "/calls", ana, "subject=Ad&summary=Wants+to+sell")
            let bare = try await Self.post(client, "/calls/1/discarding", ana, "reason=+")
            #expect(bare.text.contains("A reason is needed"))
            _ = try await Self.post(client, "/calls/1/discarding", ana, "reason=An+advertisement")
            let list = try await client.execute(
                uri: "/calls?show=discarded", method: .get, headers: ana.headers)
            #expect(list.text.contains("No inquiry: An advertisement"))
            let matched = try await Self.post(client, "/calls/1/contact", ana, "contact=\(carla)")
            #expect(matched.status == .seeOther)
            let twice = try await Self.post(client, "/calls/1/contact", ana, "contact=\(carla)")
            #expect(twice.headers[.location]?.hasPrefix("/tickets/") == true, "it leads to its ticket")
        }
    }

    @Test("an agent opens a ticket for a contact: it counts where they asked, and not of our own accord")
    func opening() async throws {
        let trial = try await WebTrial()
        let carla = try await Self.carla(trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            func open(_ fields: String) async throws -> Ticket {
                let answer = try await Self.post(client, "/tickets", ana, "contact=\(carla)&\(fields)")
                return try await trial.ticket(try Self.ticket(answer))
            }
            let asked = try await open("subject=A+letter&text=It+stops&received=2026-11-23+10:00")
            #expect(!asked.receipt.openedByAgent)
            #expect(asked.receivedAt == WebTrial.start.advanced(by: -24_600))
            let own = try await open("subject=Renewal&text=The+certificate+ends&origin=own")
            #expect(own.receipt.openedByAgent && own.acknowledgedAt == nil)
            let late = try await Self.post(
                client, "/tickets", ana, "contact=\(carla)&subject=S&text=T&received=2026-12-01+10:00")
            #expect(late.status == .unprocessableContent)
            let page = try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers)
            #expect(page.text.contains("written down by Ana Lima"))
        }
    }
}
