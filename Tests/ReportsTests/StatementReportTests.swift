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
            #""due":"2026-12-10""#, #""number":1,"ticket":17,"promise":"resolution","band":2"#,
            #""proof":"/tickets/17/proof/resolution""#,
            #""after":32400,"pauses":[{"from":1795441800,"to":1795445400,"clause":"H","#,
            #""ground":"Third party"}]"#,
            #""worthBefore":{"basisPoints":500},"worth":{"basisPoints":1000}"#,
            #""fee":120000,"feeDays":30,"monthDays":30,"capOfMonth":30000,"leftOfMonth":5500"#,
            #""capOfYear":216000,"leftOfYear":90000,"gross":6000,"allowed":5500,"cut":500,"payable":0"#,
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
        #expect(rows[1].contains(",2026-11-23T13:50:00Z/2026-11-23T14:50:00Z H,"))
        #expect(CSVCell.written("=1+1") == "'=1+1")
        #expect(CSVCell.written("-2+3") == "'-2+3")
        #expect(CSVCell.written("-12.50") == "-12.50")
        #expect(CSVCell.written("@x,y") == "\"'@x,y\"")
        #expect(CSVCell.written("two\nlines") == "\"two\nlines\"")
    }

    @Test("text for a terminal names the standing and the total")
    func text() throws {
        let lines = StatementReport(agreement: "acme", statement: try statement(), isIssued: false).text
        #expect(lines.first?.contains("as it stands now; due 2026-12-10") == true)
        #expect(lines.last == "  total 0.00 EUR, net of tax")
    }

    /// Acme's books: an issued line that is disputed and settled, the same again pending, a gift by hand.
    static func settled() throws -> (books: Books, month: CalendarMonth, at: Instant) {
        let demo = try DeskTerms.demo { terms in
            terms.conditions = [
                SpecialCondition(clause: .credits, text: "A gift in December.", handledByHand: "Eva")
            ]
        }
        let span = try #require(
            AgreementSpan([AgreementSpan.Period(terms: demo, from: .earliest, until: nil)]))
        let at = Instant(seconds: 1_795_449_000)
        let key = BandEntry.Key(ticket: Ticket.ID(17), promise: .resolution, band: 0)
        let entry = BandEntry(key: key, pinnedTo: demo, severity: .critical, deadline: at, at: at)
        let lines = span.lines([entry])
        let month = try #require(CalendarMonth("2026-11"))
        var ledger = Ledger()
        let later = at.advanced(by: 12 * 86_400)
        for what: LedgerCommand.What in [
            .issue(month), .dispute(key, reason: "it was worse"),
            .settle(month, reference: "Invoice 2026-118"),
        ] {
            let books = Books(span: span, ledger: ledger, lines: lines)
            for fact in try books.decide(LedgerCommand(what, by: Cast.eva), now: later) { ledger.take(fact) }
        }
        return (Books(span: span, ledger: ledger, lines: lines, pending: lines), month, later)
    }

    @Test("an issued statement says what became of it: disputes, the invoice, what is counted by hand")
    func fromBooks() throws {
        let (books, month, later) = try Self.settled()
        let report = StatementReport(agreement: "acme", books: books, month: month, now: later)
        for part in [
            #""issued":true"#, #""settlement":{"standing":"settled","reference":"Invoice 2026-118"}"#,
            #""dispute":{"at":1796485800,"reason":"it was worse"}"#, #""pending":[{"ticket":17,"#,
            #""handledByHand":[{"clause":"K","text":"A gift in December.","by":"Eva"}]"#,
        ] { #expect(report.json.contains(part), "\(part) in \(report.json)") }
        #expect(
            report.json == StatementReport(agreement: "acme", books: books, month: month, now: later).json)
        #expect(report.text.contains("  not counted by the program, clause K, by hand of Eva"))
    }

    @Test("exclusions that moved a promise stand beside the credits, with what shows them and who approved")
    func exclusions() throws {
        let at = Instant(seconds: 1_795_449_000)
        let file = Evidence(
            name: "report.pdf", digest: "ab12", size: 9, mediaType: "application/pdf", by: Person.ID(1),
            at: at)
        let exclusion = Exclusion(
            number: 1, span: Span(from: at.advanced(by: -7200), to: at.advanced(by: -3600)),
            ground: "Third party", reason: "The carrier", event: ExclusionEvent.ID(3), evidence: [file])
        var excluded = ExcludedSpan(what: exclusion, proposedBy: Cast.ana)
        (excluded.approvedBy, excluded.approvedAt) = (Cast.eva, at)
        excluded.dispute = Dispute(reason: "it was yours", by: Cast.carla, at: at)
        let move = ExclusionNote.Move(promise: .resolution, before: at, after: at.advanced(by: 3600))
        var report = StatementReport(agreement: "acme", statement: try statement(), isIssued: false)
        report.exclusions = [ExclusionNote(ticket: Ticket.ID(17), excluded: excluded, moves: [move])]
        report.names = [1: "Ana Lima", 3: "Eva"]
        for part in [
            #""exclusions":[{"ticket":17,"number":1,"event":"E-3","from":1795441800,"to":1795445400,"#,
            #""evidence":[{"name":"report.pdf","sha256":"ab12","size":9,"by":"Ana Lima","at":1795449000}]"#,
            #""approvedBy":"Eva","approvedAt":1795449000,"standing":"in-force","#,
            #""moves":[{"promise":"resolution","deadlineWithout":1795449000,"deadline":1795452600}],"#,
            #""dispute":{"at":1795449000,"reason":"it was yours"}"#,
        ] { #expect(report.json.contains(part), "\(part) in \(report.json)") }
        let rows = report.csv.split(separator: "\r\n")
        #expect(rows.count == 3)
        let cells = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
        #expect(rows[2].hasPrefix("17,resolution,,exclusion,,2026-11-23T15:50:00Z,2026-11-23T16:50:00Z,,"))
        #expect(rows[2].contains("\"in force, disputed\"") && rows[2].contains("sha256:ab12"))
        #expect(cells[0] == 15)
        let line = try #require(report.text.first { $0.contains("excluded: ticket 17") })
        #expect(line.contains("approved by Eva") && line.contains("event E-3") && line.contains("report.pdf"))
    }
}
