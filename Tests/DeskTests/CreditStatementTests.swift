import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("K: a month's statement")
struct CreditStatementTests {
    /// The cap of the month is 10 % of 1200.00: two critical resolutions.
    private func tight() throws -> CreditBooks { try CreditBooks { $0.credits.monthlyCapPercent = 10 } }

    @Test("lines fill the cap by instant, then ticket; the excess is cut")
    func order() throws {
        var books = try tight()
        try books.enter("2026-07-09 12:00", books.key(3))
        try books.enter("2026-07-08 12:00", books.key(9))
        try books.enter("2026-07-09 12:00", books.key(1), .high)
        #expect(
            try books.told("2026-07") == [
                "9 entered 60.00", "1 entered 36.00", "3 entered 24.00, cut 36.00",
            ])
        #expect(try books.total("2026-07") == "120.00 EUR")
    }

    @Test("each line says what was left of the caps before it")
    func room() throws {
        var books = try tight()
        try books.enter("2026-07-08 12:00", books.key(9))
        try books.enter("2026-07-09 12:00", books.key(3))
        let lines = books.books.statement(of: try #require(CalendarMonth("2026-07"))).lines
        #expect(lines.map(\.room?.monthlyCap) == [12_000, 12_000])
        #expect(lines.map(\.room?.leftInMonth) == [12_000, 6_000])
        #expect(lines.map(\.room?.leftInYear) == [216_000, 210_000])
    }

    @Test("a breach that lapses before issue: its line and the exact negative, and its room to the first cut")
    func freed() throws {
        var books = try tight()
        for (ticket, day) in [(1, "06"), (2, "07"), (3, "08"), (4, "09")] {
            try books.enter("2026-07-\(day) 12:00", books.key(Int64(ticket)))
        }
        #expect(
            try books.told("2026-07") == [
                "1 entered 60.00", "2 entered 60.00", "3 entered 0.00, cut 60.00",
                "4 entered 0.00, cut 60.00",
            ])
        books.lapse("2026-07-20 12:00", books.key(1))
        let freed = [
            "2 entered 60.00", "3 entered 60.00", "4 entered 0.00, cut 60.00", "1 entered 60.00",
            "1 reversed -60.00",
        ]
        #expect(try books.told("2026-07") == freed)
        #expect(try books.total("2026-07") == "120.00 EUR")
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        #expect(try books.told("2026-07") == freed)
        #expect(try books.told("2026-08") == [], "what was cut has lapsed, what was reversed stays so")
    }

    @Test("a refused line that lapses is reversed without being paid")
    func refusedAndReversed() throws {
        var books = try CreditBooks { _ in }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-07-10 12:00", .refuse(books.key(1)))
        books.lapse("2026-07-20 12:00", books.key(1))
        #expect(try books.told("2026-07").first?.hasPrefix("1 entered 0.00") == true)
        #expect(try books.total("2026-07") == "0.00 EUR")
    }

    @Test("an issued statement never changes; what is found late comes on the next, under its month's caps")
    func late() throws {
        var books = try tight()
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        try books.enter("2026-07-07 12:00", books.key(2))
        try books.enter("2026-07-08 12:00", books.key(3))
        try books.enter("2026-08-03 12:00", books.key(4))
        #expect(try books.told("2026-07") == ["1 entered 60.00"])
        #expect(
            try books.told("2026-08") == [
                "2 late 60.00", "3 late 0.00, cut 60.00", "4 entered 60.00",
            ])
    }

    @Test("a line stands on one statement alone: a month behind the next has its own, one before has none")
    func once() throws {
        var books = try tight()
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.enter("2026-08-03 12:00", books.key(2))
        #expect(try books.told("2026-06") == [])
        #expect(try books.told("2026-07") == ["1 entered 60.00"])
        #expect(try books.told("2026-08") == ["2 entered 60.00"])
        #expect(try books.told("2026-09") == [] && books.told("2027-05") == [])
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        try books.enter("2026-07-08 12:00", books.key(3))
        #expect(try books.told("2026-08") == ["3 late 60.00", "2 entered 60.00"])
        #expect(try books.told("2026-09") == [])
    }

    @Test("what was credited before is what earlier months took of the year, issued or not")
    func usedBefore() throws {
        var books = try tight()
        func used(_ month: String) throws -> String {
            books.books.statement(of: try #require(CalendarMonth(month))).usedBefore.description
        }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.enter("2026-08-03 12:00", books.key(2))
        #expect(try used("2026-06") == "0.00 EUR" && used("2026-07") == "0.00 EUR")
        #expect(try used("2026-08") == "60.00 EUR" && used("2026-09") == "120.00 EUR")
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        #expect(try used("2026-06") == "0.00 EUR" && used("2026-08") == "60.00 EUR")
    }

    @Test("an issued line keeps everything needed to recompute it, whatever the facts say later")
    func basis() throws {
        var books = try CreditBooks { _ in }
        let line = try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        books.lapse("2026-08-06 12:00", books.key(1))
        let month = try #require(CalendarMonth("2026-07"))
        let issued = books.books.issuedStatement(of: month)
        #expect(issued?.lines.map(\.basis) == [line])
        #expect(issued?.lines.map(\.line) == [nil])
    }

    @Test("an issued statement is not reduced without the customer's consent; then by the exact negative")
    func consent() throws {
        var books = try CreditBooks { _ in }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        let consent = LedgerCommand.What.consent(books.key(1), reason: "Carla agrees")
        #expect(books.refusal("2026-08-06 09:00", consent) == "still-owed")
        books.lapse("2026-08-06 12:00", books.key(1))
        #expect(try books.told("2026-08") == [])
        try books.at("2026-08-07 09:00", consent)
        #expect(books.refusal("2026-08-07 10:00", consent) == "consented")
        #expect(try books.told("2026-08") == ["1 taken-back -60.00"])
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        #expect(try books.told("2026-09") == [])
        #expect(books.refusal("2026-09-03 09:00", consent) == "not-issued")
    }

    @Test("what was refused, paid after a dispute and lapsed then is taken back in full")
    func consentAfterDispute() throws {
        var books = try CreditBooks { _ in }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-07-10 12:00", .refuse(books.key(1)))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        try books.at("2026-08-06 09:00", Cast.carla, .dispute(books.key(1), reason: "our network was up"))
        try books.at(
            "2026-08-07 09:00", Cast.ana, .answerDispute(books.key(1), upheld: true, reason: "it was"))
        try books.at("2026-09-05 09:00", .issue("2026-08"))
        books.lapse("2026-09-06 12:00", books.key(1))
        try books.at("2026-09-07 09:00", .consent(books.key(1), reason: "Carla agrees"))
        #expect(try books.told("2026-09") == ["1 taken-back -60.00"])
    }

    @Test("what is taken back and owed again after all comes as a correction")
    func owedAgain() throws {
        var books = try CreditBooks { _ in }
        let line = try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        books.lapse("2026-08-06 12:00", books.key(1))
        try books.at("2026-08-07 09:00", .consent(books.key(1), reason: "Carla agrees"))
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        books.lines.append(line)
        #expect(try books.told("2026-09") == ["1 corrected 60.00"])
        try books.at("2026-10-02 09:00", .issue("2026-09"))
        #expect(try books.told("2026-10") == [])
    }

    @Test("of two promises the highest: what one was paid too much makes up for the other, until taken back")
    func highestCorrected() throws {
        var books = try CreditBooks { $0.credits.perTicket = .highest }
        let first = books.entry("2026-07-06 12:00", books.key(1, .acknowledgment))
        let second = books.entry("2026-07-07 12:00", books.key(1))
        books.lines = books.span.lines([first, second])
        #expect(try books.told("2026-07") == ["1 entered 24.00", "1 entered 36.00"])
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        // The acknowledgment was in time after all: the resolution alone is worth what both were paid.
        books.lines = books.span.lines([second])
        #expect(try books.told("2026-08") == [])
        try books.at("2026-08-07 09:00", .consent(books.key(1, .acknowledgment), reason: "Carla agrees"))
        #expect(try books.told("2026-08") == ["1 taken-back -24.00", "1 corrected 24.00"])
        #expect(try books.total("2026-08") == "0.00 EUR")
    }

    @Test("statements are issued in order, each after its month is over, and are due by the 10th of the next")
    func issued() throws {
        var books = try CreditBooks { _ in }
        try books.enter("2026-07-06 12:00", books.key(1))
        #expect(books.refusal("2026-07-31 23:59", .issue("2026-07")) == "month-runs")
        #expect(books.refusal("2026-09-01 09:00", .issue("2026-08")) == "other-month")
        #expect(CalendarMonth("2026-07")?.statementDue == LocalDate("2026-08-10"))
        #expect(books.books.due(at: books.instant("2026-08-09 23:59")) == nil)
        let due = books.books.due(at: books.instant("2026-08-10 00:00"))
        #expect(due == LedgerCommand(.issue("2026-07"), by: .desk))
        try books.at("2026-08-01 00:00", .issue("2026-07"))
        #expect(books.refusal("2026-09-01 09:00", .issue("2026-07")) == "other-month")
        try books.at("2026-09-01 09:00", .issue("2026-08"))
        #expect(try books.told("2026-08") == [])
    }
}
