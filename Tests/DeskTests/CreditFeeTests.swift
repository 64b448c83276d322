import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("K: which fee, which caps, which currency")
struct CreditFeeTests {
    private static let yen = Currency("JPY") ?? .euro
    private static let dinar = Currency("KWD") ?? .euro

    private func gross(_ books: CreditBooks, _ time: String, version: Int = 1) throws -> String {
        var books = books
        return try books.enter(time, books.key(7), version: version).gross.description
    }

    @Test("schedule by the ticket's version, fee and caps by the version in force at the line's instant")
    func versions() throws {
        let books = try CreditBooks([
            ("", { _ in }),
            (
                "2026-07-15 12:00",
                { terms in
                    terms.monthlyFee = Money(200_000, .euro)
                    terms.credits.monthlyCapPercent = 10
                    terms.credits.rows[3].bands[0].worth = .basisPoints(100)
                }
            ),
        ])
        #expect(try gross(books, "2026-07-15 11:59") == "60.00 EUR")
        #expect(try gross(books, "2026-07-15 12:00") == "100.00 EUR")
        #expect(try gross(books, "2026-07-15 12:00", version: 2) == "20.00 EUR")
        let (before, after) = (books.instant("2026-07-15 11:59"), books.instant("2026-07-15 12:00"))
        #expect(books.span.caps(at: before, in: .euro)?.month == Money(30_000, .euro))
        #expect(books.span.caps(at: after, in: .euro)?.month == Money(20_000, .euro))
    }

    @Test("the month is that of the agreement's zone")
    func zone() throws {
        var books = try CreditBooks { _ in }
        // 23:30 UTC on 31 July is August in Berlin.
        #expect(try books.enter("2026-08-01 01:30", books.key(7)).month.description == "2026-08")
        #expect(try books.enter("2026-07-31 23:59", books.key(8)).month.description == "2026-07")
    }

    @Test("a part month has fee x days / days of the month, at both ends")
    func partMonth() throws {
        let books = try CreditBooks(
            until: "2026-09-11 00:00",
            [("2026-02-10 09:00", { $0.effective = $0.effective.adding(days: 40) })])
        // 19 of 28 days of 1200.00 are 814.29; 5 % of them.
        #expect(try gross(books, "2026-02-20 12:00") == "40.71 EUR")
        #expect(try gross(books, "2026-03-01 12:00") == "60.00 EUR")
        // Until 10 September: 400.00.
        #expect(try gross(books, "2026-09-10 12:00") == "20.00 EUR")
    }

    @Test("after the end the last full month's fee counts")
    func afterTheEnd() throws {
        let books = try CreditBooks(
            until: "2026-09-11 00:00",
            [("", { _ in }), ("2026-09-01 00:00", { $0.monthlyFee = Money(500_000, .euro) })])
        // August was the last full month, under the first version.
        #expect(try gross(books, "2026-09-14 12:00") == "60.00 EUR")
        let atMonthsEnd = try CreditBooks(until: "2026-10-01 00:00")
        #expect(try gross(atMonthsEnd, "2026-10-05 12:00") == "60.00 EUR")
    }

    @Test("without a full month the full fee counts after the end")
    func noFullMonth() throws {
        let books = try CreditBooks(until: "2026-03-20 00:00", [("2026-03-05 00:00", { _ in })])
        #expect(try gross(books, "2026-03-10 12:00") == "29.03 EUR")
        #expect(try gross(books, "2026-03-25 12:00") == "60.00 EUR")
    }

    @Test("an agreement that ended and began again has a part month of its own")
    func gap() throws {
        let terms = try DeskTerms.demo()
        func at(_ text: String) -> Instant { CreditBooks.instant(text, terms) }
        let span = try #require(
            AgreementSpan([
                AgreementSpan.Period(
                    terms: terms, from: at("2026-01-01 00:00"), until: at("2026-06-11 00:00")),
                AgreementSpan.Period(terms: terms, from: at("2026-06-21 08:00"), until: nil),
            ]))
        #expect(span.fee(at: at("2026-06-05 12:00"), in: .euro)?.days == 10)
        #expect(span.fee(at: at("2026-06-15 12:00"), in: .euro)?.days == 31)
        #expect(span.fee(at: at("2026-06-25 12:00"), in: .euro)?.days == 10)
        #expect(span.fee(at: at("2026-07-01 12:00"), in: .euro)?.days == 31)
    }

    @Test("the yearly cap counts by agreement year, from the day the agreement began")
    func year() throws {
        let books = try CreditBooks([("2026-02-10 09:00", { $0.credits.yearlyCapPercent = 1 })])
        var yearly = books
        // One percent of twelve fees is 144.00.
        for (ticket, time) in [
            (1, "2026-12-01 12:00"), (2, "2026-12-02 12:00"), (3, "2027-01-05 12:00"),
            (4, "2027-02-09 12:00"), (5, "2027-02-10 12:00"),
        ] { try yearly.enter(time, yearly.key(Int64(ticket))) }
        #expect(try yearly.told("2026-12") == ["1 entered 60.00", "2 entered 60.00"])
        try yearly.at("2027-01-05 09:00", .issue("2026-12"))
        #expect(try yearly.told("2027-01") == ["3 entered 24.00, cut 36.00"])
        try yearly.at("2027-02-01 09:00", .issue("2027-01"))
        #expect(try yearly.told("2027-02") == ["4 entered 0.00, cut 60.00", "5 entered 60.00"])
    }

    @Test(
        "integer minor units by ISO 4217, half up once per line",
        arguments: [
            (Self.yen, 1_009, "50 JPY"), (Self.yen, 1_010, "51 JPY"), (.euro, 1_009, "0.50 EUR"),
            (.euro, 1_010, "0.51 EUR"), (Self.dinar, 1_009, "0.050 KWD"), (Self.dinar, 1_010, "0.051 KWD"),
        ])
    func decimals(_ currency: Currency, _ fee: Int64, _ gross: String) throws {
        let books = try CreditBooks { terms in
            terms.currency = currency
            terms.monthlyFee = Money(fee, currency)
        }
        #expect(try self.gross(books, "2026-07-15 12:00") == gross)
    }

    @Test("a currency changes with a month and nothing is converted: earlier tickets keep theirs")
    func currencyChange() throws {
        var books = try CreditBooks([
            ("", { _ in }),
            (
                "2026-08-01 00:00",
                { terms in
                    terms.currency = Self.yen
                    terms.monthlyFee = Money(200_000, Self.yen)
                }
            ),
        ])
        try books.enter("2026-07-20 12:00", books.key(1))
        try books.enter("2026-08-10 12:00", books.key(2))
        try books.enter("2026-08-11 12:00", books.key(3), version: 2)
        #expect(try books.total("2026-07") == "60.00 EUR")
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        #expect(try books.told("2026-08") == ["2 entered 60.00", "3 entered 10000"])
        #expect(try books.total("2026-08") == "10000 JPY")
        try books.at("2026-09-05 09:00", .issue("2026-08"))
        let month = try #require(CalendarMonth("2026-08"))
        let issued = books.books.issuedStatement(of: month)
        #expect(issued?.others == [Money(6000, .euro)])
        let statement = try #require(books.ledger.issue(of: month)?.statement)
        #expect("\(statement.totals)" == "10000 JPY and 60.00 EUR")
        #expect(statement.totals == issued?.totals)
        // Only what is owed is told: an amount of nothing in another currency is none.
        try books.enter("2026-09-03 12:00", books.key(4))
        try books.at("2026-10-05 09:00", .issue("2026-09"))
        #expect("\(books.ledger.issued[2].statement.totals)" == "60.00 EUR")
    }

    @Test("each currency has its own caps")
    func currencyCaps() throws {
        var books = try CreditBooks([
            ("", { $0.credits.monthlyCapPercent = 5 }),
            (
                "2026-08-01 00:00",
                { terms in
                    terms.currency = Self.yen
                    terms.monthlyFee = Money(200_000, Self.yen)
                    terms.credits.monthlyCapPercent = 5
                }
            ),
        ])
        try books.enter("2026-08-10 12:00", books.key(1))
        try books.enter("2026-08-11 12:00", books.key(2), version: 2)
        try books.enter("2026-08-12 12:00", books.key(3))
        #expect(
            try books.told("2026-08") == [
                "1 entered 60.00", "2 entered 10000", "3 entered 0.00, cut 60.00",
            ])
    }
}
