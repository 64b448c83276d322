import Agreements
import BusinessTime
import Desk
import Foundation
import Mail
import Storage
import Testing

@testable import Operations

@Suite("A declared event, from its declaration to the last of its tickets")
struct EventTests {
    private static func declaration(
        to: String? = "2026-11-23 14:00", scope: ExclusionEvent.Scope = .init(agreements: ["acme"])
    ) throws -> ExclusionEvent.Declaration {
        ExclusionEvent.Declaration(
            from: try Trial.berlin("2026-11-23 11:00"), to: try to.map(Trial.berlin), ground: "Third party",
            reason: "The carrier's line was down", scope: scope)
    }

    private static let report = GivenFile(
        name: "report.txt", mediaType: "text/plain", bytes: Array("The line was down.".utf8))

    @Test("touches tickets received before and during it, and tells the customer once")
    func carriedOut() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let early = try await trial.carlaAsks()
        try trial.set("2026-11-23 11:30")
        let (ben, mara) = (
            try await trial.asker("ben@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let id = try await trial.office.declare(try Self.declaration(to: nil), [Self.report], by: ben)
        try trial.set("2026-11-23 12:00")
        let during = try await trial.carlaAsks("It stops again")
        try trial.set("2026-11-23 15:00")
        let after = try await trial.carlaAsks("Another thing")
        await #expect(throws: Refusal.self) { try await trial.office.settle(.approve, on: id, by: mara) }
        try await trial.office.settle(.end(at: try Trial.berlin("2026-11-23 14:00")), on: id, by: ben)
        #expect(try await trial.mails(to: "mara@harbor.example").contains { $0.contains("E-1 waits") })
        await #expect(throws: Access.Denial.self) { try await trial.office.settle(.approve, on: id, by: ben) }
        try await trial.office.settle(.approve, on: id, by: mara)
        let deadlines = [early, during, after]
        let found = try await deadlines.asyncMap {
            try await trial.ticket($0).clock(.acknowledgment)?.deadline
        }
        #expect(
            found
                == [
                    try Trial.berlin("2026-11-23 15:00"), try Trial.berlin("2026-11-23 16:00"),
                    try Trial.berlin("2026-11-23 17:00"),
                ])
        #expect(try await trial.ticket(after).ticket.exclusions.isEmpty)
        let letters = try await trial.mails(to: "office@acme.example")
        #expect(letters.count == 1)
        #expect(letters[0].contains("Ticket \(early)") && letters[0].contains("Ticket \(during)"))
        #expect(letters[0].contains("report.txt") && letters[0].contains("20 business days"))
        #expect(try await trial.mails(to: "carla@acme.example").allSatisfy { !$0.contains("not counted") })
        try await trial.office.catchUpWithEvents()
        #expect(try await trial.mails(to: "office@acme.example").count == 1)
    }

    @Test("a mail that is released afterwards is found by the next look, and told by itself")
    func caughtUp() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        let (ben, mara) = (
            try await trial.asker("ben@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let id = try await trial.office.declare(try Self.declaration(), [], by: ben)
        try await trial.office.settle(.approve, on: id, by: mara)
        #expect(try await trial.mails(to: "office@acme.example").isEmpty)
        var inquiry = Inquiry(
            address: "carla@acme.example", name: "Carla Reyes", subject: "Quarantined", text: "It stops.",
            way: .mail)
        inquiry.receivedAt = try Trial.berlin("2026-11-23 11:30")
        let late = try await trial.office.receive(inquiry)
        try await trial.office.catchUpWithEvents()
        #expect(
            try await trial.ticket(late).clock(.acknowledgment)?.deadline
                == (try Trial.berlin("2026-11-23 16:00")))
        #expect(try await trial.mails(to: "office@acme.example").count == 1)
    }

    @Test("refused and withdrawn events touch nothing; tickets that nobody knows are refused")
    func nothing() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ticket = try await trial.carlaAsks()
        try trial.set("2026-11-23 15:00")
        let (ben, mara) = (
            try await trial.asker("ben@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        for what in [EventCommand.What.refuse(reason: "It was ours"), .withdraw(reason: "A mistake")] {
            let scope = ExclusionEvent.Scope(tickets: [ticket])
            let id = try await trial.office.declare(try Self.declaration(scope: scope), [], by: ben)
            let would = try await trial.database.read { reader in
                let event = try #require(try trial.office.event(id, in: reader)?.event)
                return try trial.office.tickets(
                    of: event, now: try Trial.berlin("2026-11-23 15:00"), in: reader)
            }
            #expect(would.count == 1 && would[0].untouched == nil)
            try await trial.office.settle(what, on: id, by: mara)
            #expect(try await trial.ticket(ticket).ticket.exclusions.isEmpty)
        }
        let unknown = await #expect(throws: Refusal.self) {
            _ = try await trial.office.declare(
                try Self.declaration(scope: .init(tickets: [Ticket.ID(99)])), [], by: ben)
        }
        #expect(unknown?.code == "unknown-ticket")
        let other = await #expect(throws: Refusal.self) {
            _ = try await trial.office.declare(
                try Self.declaration(scope: .init(agreements: ["globex"])), [], by: ben)
        }
        #expect(other?.code == "unknown-agreement")
    }

    @Test("taken back as a whole: time counts again, breaches fall where they fell, credits are owed anew")
    func takenBack() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let tickets = [try await trial.carlaAsks(), try await trial.carlaAsks("It stops again")]
        let month = try #require(CalendarMonth("2026-11"))
        try trial.set("2026-11-23 14:30")
        let (ben, mara) = (
            try await trial.asker("ben@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let id = try await trial.office.declare(try Self.declaration(), [], by: ben)
        try await trial.office.settle(.approve, on: id, by: mara)
        for ticket in tickets {
            try await trial.office.answer(.acknowledge, text: "I look.", on: ticket, by: ben)
        }
        try await Delivery(office: trial.office, send: { _ in .accepted("250") }).drain()
        try trial.set("2026-12-02 10:00")
        try await Alarm(office: trial.office).ring()
        let acknowledged = try await tickets.asyncMap { try await trial.ticket($0).clock(.acknowledgment) }
        #expect(acknowledged.allSatisfy { $0?.isBroken(at: trial.office.clock()) == false })
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: mara.actor))
        try await trial.office.settle(.takeBack(reason: "It was our own router"), on: id, by: mara)
        try await Alarm(office: trial.office).ring()
        for ticket in tickets {
            let clock = try #require(try await trial.ticket(ticket).clock(.acknowledgment))
            #expect(clock.deadline == (try Trial.berlin("2026-11-23 12:00")))
            #expect(clock.isBroken(at: trial.office.clock()))
        }
        let letters = try await trial.mails(to: "office@acme.example").filter { $0.contains("after all") }
        #expect(letters.count == 1)
        #expect(letters[0].contains("our own router"))
        #expect(tickets.allSatisfy { letters[0].contains("Ticket \($0)") })
        let now = trial.office.clock()
        let file = try await trial.database.read { try trial.office.books("acme", in: $0, now: now) }
        let next = try #require(file?.statement(of: month.next))
        for ticket in tickets {
            #expect(
                next.lines.contains {
                    $0.key.ticket == ticket && $0.key.promise == .acknowledgment && $0.cause == .late
                })
        }
        try await trial.office.catchUpWithEvents()
        #expect(try await trial.ticket(tickets[0]).ticket.exclusions.map(\.isInForce) == [false])
        #expect(
            try await trial.mails(to: "office@acme.example").filter { $0.contains("after all") }.count == 1)
    }

    @Test("files are bounded, and an event that is refused keeps none")
    func files() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        let ben = try await trial.asker("ben@harbor.example")
        let large = GivenFile(
            name: "huge.bin", mediaType: "x", bytes: [UInt8](repeating: 1, count: GivenFile.sizeMax + 1))
        let refused = await #expect(throws: Refusal.self) {
            _ = try await trial.office.declare(try Self.declaration(), [large], by: ben)
        }
        #expect(refused?.code == "file-too-large")
        let id = try await trial.office.declare(try Self.declaration(), [], by: ben)
        #expect(id == ExclusionEvent.ID(1))
        try await trial.office.give([Self.report], to: id, by: ben)
        let event = try await trial.database.read { try trial.office.event(id, in: $0)?.event }
        #expect(event?.evidence.map(\.name) == ["report.txt"])
        #expect(event?.evidence.first?.by == ben.person)
    }

    @Test("facts of events are read as they were written, for ever", arguments: samples)
    func forms(_ what: EventFact.What, _ line: String) throws {
        let fact = EventFact(
            what, by: .agent(Person.ID(3)), happened: Instant(seconds: 1_795_000_000),
            recorded: Instant(seconds: 1_795_000_060))
        let stored = try EventFactForm.encode(fact)
        #expect(String(decoding: stored.body, as: UTF8.self) == line)
        #expect(try EventFactForm.decode(stored) == fact)
        #expect(Set(Self.samples.map(\.0.kind)) == Set(EventFact.Kind.allCases))
    }

    private static let by = #"{"by":{"kind":"agent","person":3},"what":"#
    private static let samples: [(EventFact.What, String)] = [
        (
            .declared(
                ExclusionEvent.Declaration(
                    from: Instant(seconds: 10), to: nil, ground: "Third party", reason: "Down",
                    scope: ExclusionEvent.Scope(
                        agreements: ["acme"], categories: ["usage"], tickets: [Ticket.ID(7)]))),
            by + #"{"agreements":["acme"],"categories":["usage"],"from":10,"ground":"Third party","#
                + #""kind":"declared","reason":"Down","tickets":[7]}}"#
        ),
        (.ended(at: Instant(seconds: 20)), by + #"{"kind":"ended","to":20}}"#),
        (
            .evidenceGiven(
                Evidence(
                    name: "a.pdf", digest: "cd34", size: 9, mediaType: "application/pdf", by: Person.ID(3),
                    at: Instant(seconds: 15))),
            by + #"{"evidence":{"at":15,"by":3,"digest":"cd34","mediaType":"application/pdf","#
                + #""name":"a.pdf","size":9},"kind":"evidenceGiven"}}"#
        ),
        (.approved, by + #"{"kind":"approved"}}"#),
        (.refused(reason: "Ours"), by + #"{"kind":"refused","reason":"Ours"}}"#),
        (.withdrawn(reason: "Wrong"), by + #"{"kind":"withdrawn","reason":"Wrong"}}"#),
        (.takenBack(reason: "Ours"), by + #"{"kind":"takenBack","reason":"Ours"}}"#),
    ]
}

extension Trial {
    /// What is queued to an address, as it reads.
    func mails(to address: String) async throws -> [String] {
        try await database.read { reader in
            try reader.outbox().filter { $0.envelopeTo == address }.compactMap { entry in
                try reader.blob(entry.blob).map {
                    let message = Mail.Message.parse(try self.database.blobs.bytes(of: $0))
                    return "\(message.subject)\n\(message.readableText)"
                }
            }
        }
    }
}

extension Array {
    func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
        var mapped: [T] = []
        for element in self { mapped.append(try await body(element)) }
        return mapped
    }
}
