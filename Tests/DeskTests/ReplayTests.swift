import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("The past under other terms")
struct ReplayTests {
    /// Answered after three hours: broken under two hours, kept under four.
    private func late(_ id: Int64) throws -> (ticket: Ticket, desk: Scenario) {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 13:00", .acknowledge(2))
        try desk.at("Mon 14:00", .resolve(3))
        guard let ticket = Ticket(id: Ticket.ID(id), facts: desk.facts) else {
            preconditionFailure("received")
        }
        return (ticket, desk)
    }

    private func span(_ terms: PinnedTerms) throws -> AgreementSpan {
        try #require(AgreementSpan([AgreementSpan.Period(terms: terms, from: .earliest, until: nil)]))
    }

    private func replay(
        _ name: String, _ change: (inout Terms) -> Void
    ) throws -> (was: Replay.Outcome, wouldBe: Replay.Outcome) {
        let (ticket, desk) = try late(1)
        let proposed = try DeskTerms.demo(change)
        let period = try #require(ReplayPeriod(name)?.span(desk.counted.calendar.rules))
        var replay = Replay(
            period: period, was: try span(desk.counted), wouldBe: try span(proposed),
            now: desk.instant("Fri 12:00"))
        replay.add(ticket, pinnedTo: desk.counted)
        return replay.outcomes
    }

    @Test("more time would have kept the promise and saved the credit")
    func saved() throws {
        let (was, wouldBe) = try replay("2026-Q4") { $0.acknowledge.within = .hours(4) }
        #expect(was.broken == [.acknowledgment: 1] && was.kept == [.resolution: 1])
        #expect(was.credits == Money(600, .euro))
        #expect(wouldBe.broken.isEmpty && wouldBe.kept == [.acknowledgment: 1, .resolution: 1])
        #expect(wouldBe.credits == .zero(.euro))
        #expect(was.adherence(.acknowledgment) == 0 && wouldBe.adherence(.acknowledgment) == 10_000)
    }

    @Test("the same terms give the same past")
    func same() throws {
        let (was, wouldBe) = try replay("2026-11") { _ in }
        #expect(was == wouldBe)
    }

    @Test("outside the period nothing counts: no promises is \"-\", never 100 %")
    func outside() throws {
        let (was, _) = try replay("2026-10") { _ in }
        #expect(was.adherence(.acknowledgment) == nil)
        #expect(was.credits == .zero(.euro))
    }

    @Test(
        "periods by name",
        arguments: [
            ("2026", "2026-01", "2026-12"), ("2026-Q3", "2026-07", "2026-09"),
            ("2026-10", "2026-10", "2026-10"),
        ])
    func periods(_ text: String, _ first: String, _ last: String) throws {
        let period = try #require(ReplayPeriod(text))
        #expect(period.first.description == first && period.last.description == last)
    }

    @Test(
        "what names no period",
        arguments: ["", "26", "2026-Q5", "2026-13", "2026-Q", "2026-10-01", "last year"])
    func noPeriod(_ text: String) {
        #expect(ReplayPeriod(text) == nil)
    }

    @Test("of all that were read those count that have something in the period")
    func counted() throws {
        let (ticket, desk) = try late(1)
        for (name, counted) in [("2026-11", 1), ("2026-10", 0)] {
            let period = try #require(ReplayPeriod(name)?.span(desk.counted.calendar.rules))
            let span = try span(desk.counted)
            var replay = Replay(period: period, was: span, wouldBe: span, now: desk.instant("Fri 12:00"))
            replay.add(ticket, pinnedTo: desk.counted)
            #expect(replay.tickets == 1 && replay.counted == counted, "\(name)")
        }
    }
}
