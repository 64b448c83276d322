import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk
@testable import Reports

@Suite("A statement for programs")
struct StatementReportTests {
    private func statement() throws -> Statement {
        let terms = try DeskTerms.demo()
        let span = try #require(
            AgreementSpan([AgreementSpan.Period(terms: terms, from: .earliest, until: nil)]))
        let key = BandEntry.Key(ticket: Ticket.ID(17), promise: .resolution, band: 1)
        let at = Instant(seconds: 1_795_449_000)
        let pause = Pause(
            ground: .excluded(number: 1, ground: "Third party"), clause: .exclusions, by: .desk,
            from: at.advanced(by: -7200), to: at.advanced(by: -3600))
        let entry = BandEntry(
            key: key, pinnedTo: terms, severity: .critical, deadline: at.advanced(by: -32_400), at: at,
            pauses: [pause])
        let line = try #require(span.lines([entry]).first)
        return Statement(
            month: line.month,
            lines: [
                StatementLine(
                    key: key, cause: .entered, line: line, at: at, gross: line.gross,
                    allowed: Money(5500, .euro),
                    standing: .refused(clause: .exclusions, reason: "=their, \"own\" network"),
                    room: StatementLine.Room(
                        monthlyCap: 30_000, yearlyCap: 216_000, leftInMonth: 5_500, leftInYear: 90_000))
            ], monthlyCap: Money(30_000, .euro), yearlyCap: Money(216_000, .euro),
            usedBefore: Money(0, .euro),
            total: Money(0, .euro))
    }

    @Test("JSON holds every number needed to recompute each line")
    func json() throws {
        let text = StatementReport(agreement: "acme", statement: try statement(), isIssued: false).json
        for part in [
            #""agreement":"acme","month":"2026-11","currency":"EUR","decimals":2,"issued":false"#,
            #""due":"2026-12-10""#, #""ticket":17,"promise":"resolution","band":2"#,
            #""after":32400,"worthBefore":{"basisPoints":500},"worth":{"basisPoints":1000}"#,
            #""fee":120000,"feeDays":30,"monthDays":30,"gross":6000,"allowed":5500,"cut":500,"payable":0"#,
            #""reason":"H: =their, \"own\" network""#,
        ] { #expect(text.contains(part), "\(part) in \(text)") }
    }

    @Test("CSV by RFC 4180; no cell begins a formula")
    func csv() throws {
        let text = StatementReport(agreement: "acme", statement: try statement(), isIssued: true).csv
        let rows = text.split(separator: "\r\n")
        #expect(rows.count == 2)
        #expect(rows[1].hasPrefix("17,resolution,2,entered,critical,"))
        #expect(
            rows[1].hasSuffix(#","60.00","5.00","0.00",EUR,refused,"H: =their, ""own"" network""#)
                || rows[1].hasSuffix(#",60.00,5.00,0.00,EUR,refused,"H: =their, ""own"" network""#))
        #expect(CSVCell.written("=1+1") == "'=1+1")
        #expect(CSVCell.written("-2+3") == "'-2+3")
        #expect(CSVCell.written("-12.50") == "-12.50")
        #expect(CSVCell.written("@x,y") == "\"'@x,y\"")
    }

    @Test("text for a terminal names the standing and the total")
    func text() throws {
        let lines = StatementReport(agreement: "acme", statement: try statement(), isIssued: false).text
        #expect(lines.first?.contains("as it stands now; due 2026-12-10") == true)
        #expect(lines.last == "  total 0.00 EUR, net of tax")
    }
}
