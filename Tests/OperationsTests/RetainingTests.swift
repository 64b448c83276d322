import BusinessTime
import Desk
import Foundation
import Storage
import Testing

@testable import Operations

@Suite("Erased because its time is over")
struct RetainingTests {
    /// Carla's ticket, resolved on Monday and closed a week later by the alarm.
    static func closed() async throws -> (Trial, Ticket.ID) {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ticket = try await trial.carlaAsks()
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.resolve(.fix), text: "Dear Carla, it is fixed.", on: ticket, by: ana)
        try await Delivery(office: trial.office, send: { _ in .accepted("250") }).drain()
        try trial.set("2026-12-15 10:00")
        try await Alarm(office: trial.office).ring()
        #expect(try await trial.ticket(ticket).ticket.state.word == "closed")
        return (trial, ticket)
    }

    @Test("after 36 months of clause J, on the day after, once, with the clocks as they were")
    func erased() async throws {
        let (trial, ticket) = try await Self.closed()
        let before = try await trial.ticket(ticket)
        let ended = try #require(before.ticket.endedAt)
        let day = try Trial.berlin("2029-12-01 00:00")
        #expect(ended < (try Trial.berlin("2026-12-01 00:00")))
        #expect(try await trial.office.retain(at: day.advanced(by: -86_400 * 2)).parts.isEmpty)
        try trial.set("2029-12-02 00:00")
        _ = try await trial.office.sealWhenDue()
        let messages = try await trial.database.read {
            try $0.messages(of: ticket.rawValue, includingInternal: true)
        }
        #expect(messages.allSatisfy { $0.erasedAt != nil && $0.text.isEmpty && $0.subject.isEmpty })
        let after = try await trial.ticket(ticket)
        #expect("\(after.clocks)" == "\(before.clocks)" && after.facts.count == before.facts.count + 1)
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
        #expect(try await trial.office.reindex().changed.isEmpty)
        let reports = try await trial.database.read { try trial.office.retentionReports(in: $0) }
        #expect(reports.count == 1 && reports[0].report.parts[0].agreement == "acme v1")
        #expect(reports[0].report.parts[0].months == 36 && reports[0].report.parts[0].done.tickets == 1)
        let letters = try await trial.mails(to: "ivo@harbor.example")
        #expect(letters.contains { $0.contains("acme v1, kept for 36 months") && $0.contains("clause J") })
        #expect(try await trial.office.retain(at: trial.office.clock()).parts.isEmpty, "once")
    }

    @Test("a legal hold keeps all of it, from the daily run and from the erasing of the person")
    func held() async throws {
        let (trial, ticket) = try await Self.closed()
        let (mara, ivo) = (
            try await trial.asker("mara@harbor.example"), try await trial.asker("ivo@harbor.example")
        )
        let office = trial.office
        await #expect(throws: Access.Denial.self) {
            try await office.setHold(true, on: ticket, reason: "Court", by: ivo)
        }
        await #expect(throws: Refusal.holdWithoutReason) {
            try await office.setHold(true, on: ticket, reason: " ", by: mara)
        }
        try await office.setHold(true, on: ticket, reason: "Court of Kiel, 3 O 17", by: mara)
        try trial.set("2029-12-02 00:00")
        let run = try await office.retain(at: office.clock())
        #expect(run.parts.isEmpty && run.held == [ticket.rawValue])
        let carla = try await trial.database.read { try $0.person(address: "carla@acme.example")?.id ?? 0 }
        let id = try await office.askErasure(of: Person.ID(carla), reason: "By letter", by: mara)
        await #expect(throws: Refusal.self) { try await office.settle(.confirm, on: id, by: ivo) }
        #expect(try await trial.database.read { try $0.person(carla)?.name } == "Carla Reyes")
        let holds = try await trial.database.read { try office.holds(in: $0) }
        #expect(holds.map(\.reason) == ["Court of Kiel, 3 O 17"] && holds[0].by == "Mara Voss")
        try await office.setHold(false, on: ticket, reason: "Judgement is final", by: mara)
        #expect(try await office.retain(at: office.clock()).parts[0].tickets == [ticket.rawValue])
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test("a ticket without a promise is kept as long as the desk says")
    func noPromise() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ana = try await trial.asker("ana@harbor.example")
        let ticket = try await trial.office.receive(
            Inquiry(address: "x@stranger.example", name: "X", subject: "Buy", text: "Now", way: .mail))
        try await trial.office.act(.markNotInquiry(reason: "Advertising"), on: ticket, by: ana)
        try await trial.database.write { try $0.set("2", for: "retention-months") }
        #expect(try await trial.office.retain(at: try Trial.berlin("2027-01-23 12:00")).parts.isEmpty)
        let run = try await trial.office.retain(at: try Trial.berlin("2027-01-24 02:00"))
        #expect(run.parts.map(\.agreement) == ["no promise"] && run.parts[0].done.reasons == 1)
    }
}
