import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("K: from a breach to a line")
struct CreditBandTests {
    /// What the ticket's breaches entered by then: "acknowledgment 1 Mon 12:00".
    private func entered(_ desk: Scenario, _ time: String) -> [String] {
        desk.ticket.bandEntries(under: desk.counted, upTo: desk.instant(time)).map {
            "\($0.key.promise.rawValue) \($0.key.band + 1) \(desk.words($0.at))"
        }
    }

    private func credits(_ desk: Scenario, _ time: String) throws -> TicketCredits {
        let span = try #require(
            AgreementSpan([AgreementSpan.Period(terms: desk.counted, from: .earliest, until: nil)]))
        return try #require(
            TicketCredits(
                of: desk.id, facts: desk.facts, under: desk.counted, in: span, upTo: desk.instant(time)))
    }

    private func amounts(_ lines: [CreditLine]) -> [String] {
        lines.map { "\($0.entry.key.promise.rawValue) \($0.gross)" }
    }

    private func critical(_ change: (inout Terms) -> Void = { _ in }) throws -> Scenario {
        var desk = try Scenario(change)
        try desk.at("Mon 10:00", Cast.carla, .receive(.critical))
        return desk
    }

    @Test("at the deadline the first band's line is written, and not before it is past")
    func deadline() throws {
        let desk = try critical()
        let due = desk.deadline(.acknowledgment)
        #expect(entered(desk, due) == [])
        let past = try #require(desk.clock(.acknowledgment)?.deadline).advanced(by: 1)
        let entries = desk.ticket.bandEntries(under: desk.counted, upTo: past)
        #expect(entries.map(\.at) == [desk.instant(due)])
        #expect(entries.first?.before == nil && entries.first?.worth == .basisPoints(200))
    }

    @Test("on entering a further band a line for the difference")
    func difference() throws {
        let desk = try critical()
        let due = try #require(desk.clock(.acknowledgment)?.deadline)
        let hour = due.advanced(by: 3600)
        #expect(desk.ticket.bandEntries(under: desk.counted, upTo: hour.advanced(by: -1)).count == 1)
        let entries = desk.ticket.bandEntries(under: desk.counted, upTo: hour)
        #expect(entries.map(\.at) == [due, hour])
        // 2 % of 1200.00, then 5 % less the 2 %.
        #expect(
            amounts(try credits(desk, desk.words(hour)).lines) == [
                "acknowledgment 24.00 EUR", "acknowledgment 36.00 EUR",
            ])
    }

    @Test("a line falls into the month in which its band is entered")
    func month() throws {
        var desk = try Scenario()
        // Due at 16:50 on Monday 30 November; four business hours later it is December.
        try desk.at("Mon+1 15:50", Cast.carla, .receive(.high))
        let lines = try credits(desk, "Wed+1 09:00").lines.filter { $0.entry.key.promise == .acknowledgment }
        #expect(lines.map(\.month.description) == ["2026-11", "2026-12"])
    }

    @Test("duration is business time: a night, a pause and an approved exclusion are not counted")
    func duration() throws {
        var desk = try critical()
        try desk.at("Mon 10:05", .acknowledge(2))
        let due = desk.deadline(.resolution)
        #expect(due == "Tue 09:05")
        // Nine business hours past it is the same time on Wednesday.
        #expect(entered(desk, "Wed 09:05").last == "resolution 2 Wed 09:05")
        try desk.at("Tue 12:00", .ask(3))
        try desk.at("Tue 14:00", Cast.carla, .answer(4))
        #expect(entered(desk, "Wed 11:05").last == "resolution 2 Wed 11:05")
        let entry = desk.ticket.bandEntries(under: desk.counted, upTo: desk.instant("Wed 11:05")).last
        #expect(entry?.pauses.map(\.clause) == [.customerDuties])
        let down = Span(from: desk.instant("Tue 15:00"), to: desk.instant("Tue 16:00"))
        try desk.at("Wed 09:00", .exclude(down, ground: "Third party", reason: "the carrier was down"))
        #expect(entered(desk, "Wed 11:05").last == "resolution 2 Wed 11:05")
        try desk.at("Wed 09:30", Cast.ben, .approveExclusion(number: 1))
        #expect(entered(desk, "Wed 12:05").last == "resolution 2 Wed 12:05")
    }

    @Test("fulfilment ends the duration: no band is entered after it")
    func fulfilled() throws {
        var desk = try critical()
        try desk.at("Mon 10:05", .acknowledge(2))
        try desk.at("Tue 18:00", .resolve(3))
        #expect(entered(desk, "Fri+3 09:00") == ["resolution 1 Tue 09:05"])
    }

    @Test("both promises pay")
    func both() throws {
        let desk = try critical()
        let promises = Set(try credits(desk, "Fri+1 09:00").lines.map(\.entry.key.promise))
        #expect(promises == [.acknowledgment, .resolution])
    }

    @Test("of two promises the highest pays: when the second overtakes, only by how much it does")
    func highest() throws {
        let desk = try critical { $0.credits.perTicket = .highest }
        // 2 % and 5 % for the acknowledgment; the resolution's 5 % adds nothing, its 10 % adds five more.
        #expect(
            amounts(try credits(desk, "Fri+2 09:00").lines) == [
                "acknowledgment 24.00 EUR", "acknowledgment 36.00 EUR", "resolution 60.00 EUR",
                "resolution 60.00 EUR",
            ])
    }

    @Test("a target is missed without credits; a ticket that ended or is no inquiry costs nothing")
    func nothing() throws {
        let target = try critical { $0.resolve.binding = .target }
        let promises = Set(try credits(target, "Fri+1 09:00").lines.map(\.entry.key.promise))
        #expect(promises == [.acknowledgment])
        var advertisement = try critical()
        try advertisement.at("Fri 09:00", .markNotInquiry(reason: "an advertisement"))
        #expect(entered(advertisement, "Fri+1 09:00") == [])
        var outside = try critical()
        try outside.at("Mon 10:05", .acknowledge(2))
        try outside.at("Mon 11:00", .markOutOfScope(reason: "custom work", notice: Cast.text(3)))
        #expect(entered(outside, "Fri+1 09:00") == [])
    }

    @Test("the credit uses the severity in force at the deadline")
    func severity() throws {
        var desk = try critical()
        try desk.at("Tue 09:00", .setSeverity(.normal, reason: "a workaround is in place"))
        let severities = desk.ticket.bandEntries(under: desk.counted, upTo: desk.instant("Fri+1 09:00"))
            .map { "\($0.key.promise.rawValue) \($0.severity.rawValue)" }
        #expect(Set(severities) == ["acknowledgment critical", "resolution normal"])
    }

    @Test("the next band of a running breach is known ahead, and none when it is over")
    func next() throws {
        var desk = try critical()
        try desk.at("Mon 10:05", .acknowledge(2))
        func next(_ time: String) -> String? {
            desk.ticket.nextBandEntry(under: desk.counted, after: desk.instant(time)).map(desk.words)
        }
        #expect(next("Mon 11:00") == "Tue 09:05")
        #expect(next("Tue 09:05") == "Wed 09:05")
        #expect(next("Wed 09:05") == "Fri 09:05")
        #expect(next("Fri 09:05") == nil)
        try desk.at("Wed 11:00", .resolve(3))
        #expect(next("Wed 11:00") == nil)
    }

    @Test("a breach that an approved exclusion lapses is reversed by a new line, not forgotten")
    func reversed() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.wake("Mon 12:01")
        try desk.at("Mon 14:00", .acknowledge(2))
        let down = Span(from: desk.instant("Mon 11:00"), to: desk.instant("Mon 14:00"))
        try desk.at("Mon 15:00", .exclude(down, ground: "Third party", reason: "the carrier was down"))
        #expect(try credits(desk, "Mon 15:00").reversed == [])
        try desk.at("Tue 09:00", Cast.ben, .approveExclusion(number: 1))
        try desk.wake("Tue 09:01")
        let credits = try credits(desk, "Tue 09:01")
        #expect(credits.lines == [])
        #expect(credits.reversed.map { $0.line.gross } == [Money(600, .euro)])
        #expect(credits.reversed.map { desk.words($0.at) } == ["Tue 09:00"])
        try desk.at("Tue 10:00", Cast.carla, .dispute(.exclusion(number: 1), reason: "it was up"))
        try desk.at(
            "Tue 11:00", Cast.eva, .answerDispute(.exclusion(number: 1), upheld: true, reason: "it was"))
        let again = try self.credits(desk, "Tue 11:00")
        #expect(again.reversed == [] && again.lines.map(\.gross) == [Money(600, .euro)])
    }

    @Test("credits that depend on a dispute stay pending until it is answered")
    func pending() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 14:00", .acknowledge(2))
        let down = Span(from: desk.instant("Mon 11:00"), to: desk.instant("Mon 14:00"))
        try desk.at("Mon 15:00", .exclude(down, ground: "Third party", reason: "the carrier was down"))
        try desk.at("Tue 09:00", Cast.ben, .approveExclusion(number: 1))
        #expect(try credits(desk, "Tue 09:30").pending == [])
        try desk.at("Tue 10:00", Cast.carla, .dispute(.exclusion(number: 1), reason: "it was up"))
        let disputed = try credits(desk, "Tue 10:30")
        #expect(disputed.lines == [])
        #expect(disputed.pending.map(\.gross) == [Money(600, .euro)])
        try desk.at("Tue 11:00", Cast.eva, .answerDispute(.exclusion(number: 1), upheld: false, reason: "no"))
        #expect(try credits(desk, "Tue 11:00").pending == [])
    }
}
