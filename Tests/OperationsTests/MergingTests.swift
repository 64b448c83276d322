import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("Merge and split on a real store")
struct MergingTests {
    private func accept(_ trial: Trial) async throws {
        _ = try await Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }.drain()
    }

    private func open(_ trial: Trial) async throws -> [TicketRow] {
        try await trial.database.read { try $0.queue(QueueFilter(.all), after: .beginning, limit: 10) }
    }

    @Test("one answer fulfils both; the queue shows one row with the earlier deadline")
    func fulfilled() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let first = try await trial.carlaAsks()
        try trial.set("2026-11-23 11:00")
        let second = try await trial.carlaAsks("The export stops again")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.merge(first, into: second, by: ana)
        let rows = try await open(trial)
        #expect(rows.map(\.id) == [second.rawValue])
        #expect(rows[0].nextDue == (try Trial.berlin("2026-11-23 12:00")))
        try await trial.office.answer(.acknowledge, text: "We look at both.", on: second, by: ana)
        try await accept(trial)
        for id in [first, second] {
            #expect(
                try await trial.ticket(id).ticket.acknowledgedAt == (try Trial.berlin("2026-11-23 11:00")))
        }
        #expect(try await open(trial)[0].nextDue == (try Trial.berlin("2026-11-26 11:00")))
    }

    @Test("undone, each stands for itself: what only the other's answer fulfilled is open again")
    func undone() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let first = try await trial.carlaAsks()
        let second = try await trial.carlaAsks("The export stops again")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.merge(first, into: second, by: ana)
        try await trial.office.answer(.acknowledge, text: "We look at both.", on: second, by: ana)
        try await accept(trial)
        try await trial.office.unmerge(first, by: ana)
        #expect(try await open(trial).map(\.id).sorted() == [first.rawValue, second.rawValue])
        #expect(try await trial.ticket(first).ticket.merger == nil)
        #expect(try await trial.ticket(second).ticket.absorbed.isEmpty)
    }

    @Test("tickets of different requesters are not merged, and neither stream changes")
    func strangers() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let first = try await trial.carlaAsks()
        let other = try await trial.office.receive(
            Inquiry(address: "dora@acme.example", name: "Dora", subject: "Hello", text: "Hi", way: .mail))
        let ana = try await trial.asker("ana@harbor.example")
        await #expect(throws: Refusal.self) { try await trial.office.merge(first, into: other, by: ana) }
        #expect(try await trial.ticket(first).facts.count == 1)
        #expect(try await trial.ticket(other).facts.count == 1)
    }

    @Test("a split ticket is received when its message was, and acknowledged by the first answer after it")
    func split() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        try trial.set("2026-11-23 10:30")
        let message = try await reply(trial, id, "And the import stops, too.")
        let ana = try await trial.asker("ana@harbor.example")
        try trial.set("2026-11-23 10:45")
        try await trial.office.answer(.acknowledge, text: "We look at it.", on: id, by: ana)
        try await accept(trial)
        try trial.set("2026-11-23 11:30")
        let new = try await trial.office.split(message, off: id, by: ana)
        let desk = try await trial.ticket(new)
        #expect(desk.ticket.receivedAt == (try Trial.berlin("2026-11-23 10:30")))
        #expect(desk.ticket.acknowledgedAt == (try Trial.berlin("2026-11-23 10:45")))
        #expect(desk.ticket.receipt.splitFrom == id)
        let stored = try await trial.database.read { try $0.message(message.rawValue) }
        #expect(stored?.ticket == new.rawValue)
    }

    private func reply(_ trial: Trial, _ id: Ticket.ID, _ text: String) async throws -> Desk.Message.ID {
        let office = trial.office
        let now = office.clock()
        return try await trial.database.write { writer in
            let inquiry = Inquiry(
                address: "carla@acme.example", name: "Carla", subject: "Re", text: text, way: .mail)
            let sender = try office.person(of: inquiry, writer)
            let message = try writer.add(office.stored(inquiry, from: sender, ticket: id, at: now))
            let reference = Desk.Message.Reference(id: Desk.Message.ID(message.id), digest: message.digest)
            let command = Command(
                .customerReply(CustomerReply(message: reference, automatic: false)),
                by: .contact(Person.ID(sender.id)), way: .mail)
            guard let dossier = try office.dossier(id, in: writer) else { return reference.id }
            try office.append(command, to: dossier, id: id, now: now, writer)
            return reference.id
        }
    }
}
