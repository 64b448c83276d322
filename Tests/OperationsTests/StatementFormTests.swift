import Agreements
import BusinessTime
import Desk
import DulyTesting
import Foundation
import Testing

@testable import Operations

@Suite("How an issued statement is written down")
struct StatementFormTests {
    private func statement() throws -> IssuedStatement {
        let terms = try DeskTerms.demo()
        let span = try #require(
            AgreementSpan([AgreementSpan.Period(terms: terms, from: .earliest, until: nil)]))
        let at = Instant(seconds: 1_795_449_000)
        let lines = span.lines(
            [Promise.acknowledgment, .resolution].map { promise in
                BandEntry(
                    key: BandEntry.Key(ticket: Ticket.ID(17), promise: promise, band: 1), pinnedTo: terms,
                    severity: .critical, deadline: at.advanced(by: -32_400), at: at)
            })
        let yen = try #require(Currency("JPY"))
        let last = try #require(LocalDate("2026-12-30"))
        let standings: [StatementLine.Standing] = [
            .approved, .refused(clause: .exclusions, reason: "their own network"), .unclaimed(until: last),
            .lapsed(on: last),
        ]
        let kept = StatementLine.Cause.allCases.enumerated().map { index, cause in
            IssuedStatement.Line(
                key: lines[index % 2].entry.key, cause: cause, at: at, gross: lines[index % 2].gross,
                allowed: Money(Int64(index), .euro), standing: standings[index % 4], basis: lines[index % 2],
                room: StatementLine.Room(monthlyCap: 4, yearlyCap: 3, leftInMonth: 2, leftInYear: -1))
        }
        let bare = IssuedStatement.Line(
            key: lines[0].entry.key, cause: .entered, at: at, gross: Money(-5, yen), allowed: Money(-5, yen),
            standing: .approved)
        let month = try #require(CalendarMonth("2026-11"))
        return IssuedStatement(month: month, currency: .euro, lines: kept + [bare], total: 77)
    }

    @Test("is read as it was written, every line with what it was reckoned from")
    func roundTrip() throws {
        let statement = try statement()
        let bytes = try JSONEncoder().encode(StatementForm(statement))
        #expect(try JSONDecoder().decode(StatementForm.self, from: bytes).statement == statement)
    }

    @Test("a statement from before basis and room were kept can be read")
    func before() throws {
        let old = """
            {"month":"2026-11","currency":"EUR","total":600,"lines":[{"key":{"ticket":17,
            "promise":"acknowledgment","band":0},"cause":"entered","at":1795449000,"gross":600,
            "allowed":600,"standing":"approved"}]}
            """
        let statement = try JSONDecoder().decode(StatementForm.self, from: Data(old.utf8)).statement
        #expect(statement.lines.map(\.gross) == [600] && statement.lines.map(\.currency) == [.euro])
        #expect(statement.lines.map(\.basis) == [nil])
    }

    @Test(
        "what says nothing known is refused by its part",
        arguments: [
            ("\"EUR\"", "\"EUX\"", "currency"), ("entered", "imagined", "cause"),
            ("approved", "odd", "standing"),
            ("2026-11", "2026-13", "month"), ("acknowledgment", "applause", "promise"),
        ])
    func unreadable(_ written: String, _ odd: String, _ part: String) throws {
        let text = """
            {"month":"2026-11","currency":"EUR","total":600,"lines":[{"key":{"ticket":17,
            "promise":"acknowledgment","band":0},"cause":"entered","at":1795449000,"gross":600,
            "allowed":600,"standing":"approved"}]}
            """.replacing(written, with: odd)
        let form = try JSONDecoder().decode(StatementForm.self, from: Data(text.utf8))
        let error = #expect(throws: StatementForm.Unreadable.self) { try form.statement }
        #expect(error?.part.contains(part) == true)
    }
}
