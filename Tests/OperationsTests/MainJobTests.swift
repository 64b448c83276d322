import Agreements
import BusinessTime
import Desk
import Operations
import Storage
import Testing

@Suite("The main job on a real store")
struct MainJobTests {
    @Test("a mail on Monday 16:50 is to be acknowledged by Tuesday 09:50, over the night")
    func deadlines() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let id = try await trial.carlaAsks()
        let desk = try await trial.ticket(id)
        let terms = try #require(desk.terms)
        let acknowledgment = try #require(desk.ticket.clock(.acknowledgment, under: terms))
        #expect(acknowledgment.deadline == (try Trial.berlin("2026-11-24 09:50")))
        #expect(terms.version == AgreementVersion(agreement: "acme", number: 1))
        let row = try #require(try await trial.database.read { try $0.ticketRow(id.rawValue) })
        #expect(row.acknowledgeBy == acknowledgment.deadline)
        #expect(row.nextDue == acknowledgment.deadline)
        #expect(row.subject == "The export stops")
    }

    @Test("Ana's answer acknowledges when our server accepts it, not when she writes it")
    func acknowledged() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try trial.set("2026-11-23 10:30")
        _ = try await trial.office.answer(.reply, text: "I am looking at it.", on: id, by: ana)
        #expect(try await trial.ticket(id).ticket.acknowledgedAt == nil)
        try trial.set("2026-11-23 10:31")
        let delivery = Delivery(office: trial.office) { _ in .accepted("250 2.0.0 queued") }
        #expect(try await delivery.drain() == 1)
        #expect(try await trial.ticket(id).ticket.acknowledgedAt == (try Trial.berlin("2026-11-23 10:31")))
    }

    @Test("a server that refuses for now leaves the clock running and the mail waiting")
    func deferred() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        _ = try await trial.office.answer(.reply, text: "I am looking at it.", on: id, by: ana)
        let delivery = Delivery(office: trial.office) { _ in .deferred("451 4.3.0 later") }
        _ = try await delivery.drain()
        #expect(try await trial.ticket(id).ticket.acknowledgedAt == nil)
        let waiting = try #require(try await trial.database.read { try $0.outbox() }.first)
        #expect(waiting.state == .waiting)
        #expect(waiting.answer == "451 4.3.0 later")
        #expect(waiting.nextAttempt > (try Trial.berlin("2026-11-23 10:00")))
    }

    @Test("without a mail server the answer stays in the outbox, in sight")
    func noServer() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        _ = try await trial.office.answer(.reply, text: "I am looking at it.", on: id, by: ana)
        #expect(try await Delivery(office: trial.office, send: nil).drain() == 0)
        #expect(try await trial.database.read { try $0.outbox() }.map(\.state) == [.waiting])
    }

    @Test("a breach is dated by its deadline, however late the alarm rings, and written once")
    func breach() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let alarm = Alarm(office: trial.office)
        try trial.set("2026-11-23 11:59")
        try await alarm.ring()
        #expect(try await broken(trial, id).isEmpty)
        try trial.set("2026-11-26 15:00")
        try await alarm.ring()
        try await alarm.ring()
        let breaches = try await broken(trial, id).filter { $0.what == .broken(.acknowledgment) }
        #expect(breaches.map(\.happened) == [try Trial.berlin("2026-11-23 12:00")])
        #expect(breaches.map(\.recorded) == [try Trial.berlin("2026-11-26 15:00")])
    }

    private func broken(_ trial: Trial, _ id: Ticket.ID) async throws -> [Fact] {
        try await trial.ticket(id).facts.filter { if case .broken = $0.what { true } else { false } }
    }

    @Test("a stranger's mail is a ticket without a promise")
    func stranger() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.office.receive(
            Inquiry(address: "dora@nowhere.example", name: "Dora", subject: "Hello", text: "Hi", way: .mail))
        let desk = try await trial.ticket(id)
        #expect(desk.terms == nil)
        guard case .noPromise = desk.ticket.pinning else { return #expect(Bool(false), "a promise was made") }
    }

    @Test("a manager's act is refused to the first line, and leaves no fact")
    func access() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        let before = try await trial.ticket(id).facts.count
        await #expect(throws: Access.Denial.self) {
            try await trial.office.act(.approveExclusion(number: 1), on: id, by: ana)
        }
        #expect(try await trial.ticket(id).facts.count == before)
    }

    @Test("an empty answer is refused by its field, and nothing is queued")
    func emptyAnswer() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        await #expect(throws: Refusal.self) {
            try await trial.office.answer(.reply, text: " \n", on: id, by: ana)
        }
        #expect(try await trial.database.read { try $0.outbox() }.isEmpty)
    }
}
