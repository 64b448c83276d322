import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("K: the last steps of money: invoice, payout, and notes that were wrong")
struct SettlementTests {
    /// A credit of July, issued on 5 August; the agreement ended on 31 August.
    private func ended() throws -> CreditBooks {
        var books = try CreditBooks(until: "2026-09-01 00:00")
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        return books
    }

    private var july: CalendarMonth {
        get throws { try #require(CalendarMonth("2026-07")) }
    }

    private func payouts(_ books: CreditBooks, _ time: String) -> [String] {
        books.books.payouts(at: books.instant(time)).map {
            "\($0.month) \($0.amount) by \($0.by)\($0.isLate ? " late" : "")"
        }
    }

    @Test("what is left is paid out within 30 days of the end, and late after that")
    func payout() throws {
        var books = try ended()
        #expect(payouts(books, "2026-08-31 23:59") == [])
        #expect(payouts(books, "2026-09-01 00:00") == ["2026-07 60.00 EUR by 2026-09-30"])
        #expect(payouts(books, "2026-09-30 23:59") == ["2026-07 60.00 EUR by 2026-09-30"])
        #expect(payouts(books, "2026-10-01 00:00") == ["2026-07 60.00 EUR by 2026-09-30 late"])
        try books.at("2026-10-01 09:00", .settle("2026-07", "Transfer of 1 October"))
        #expect(payouts(books, "2026-10-01 10:00") == [])
    }

    @Test("the managers are warned once, a week before it is late")
    func warned() throws {
        var books = try ended()
        func due(_ time: String) -> [CalendarMonth] {
            books.books.payoutsToWarnOf(at: books.instant(time))
        }
        #expect(due("2026-09-22 23:59") == [])
        #expect(due("2026-09-23 00:00") == [try july])
        try books.at("2026-09-23 09:00", .desk, .warnOfPayout(try july))
        #expect(due("2026-09-24 09:00") == [])
        #expect(books.refusal("2026-09-24 09:00", .desk, .warnOfPayout(try july)) == "not-settled")
    }

    @Test("a wrong note is taken back by a new one; both stay, and the month is open again")
    func reversed() throws {
        var books = try ended()
        let july = try july
        let back = LedgerCommand.What.reverseSettlement(july, reason: "It was Globex' transfer")
        #expect(books.refusal("2026-09-10 09:00", back) == "not-settled")
        try books.at("2026-09-10 09:00", .settle("2026-07", "Transfer 17"))
        #expect(books.refusal("2026-09-11 09:00", .reverseSettlement(july, reason: " ")) == "no-reason")
        try books.at("2026-09-11 09:00", back)
        #expect(payouts(books, "2026-09-11 10:00") == ["2026-07 60.00 EUR by 2026-09-30"])
        try books.at("2026-09-12 09:00", .settle("2026-07", "Transfer 18"))
        #expect(books.ledger.settlements.map(\.reference) == ["Transfer 17", "Transfer 18"])
        #expect(books.ledger.settlements.map { $0.reversal?.reason } == ["It was Globex' transfer", nil])
        #expect(
            books.books.settlement(of: july, now: books.instant("2026-09-13 09:00"))
                == .settled(reference: "Transfer 18"))
        #expect(try books.total("2026-07") == "60.00 EUR", "the statement itself never changes")
    }

    @Test("what was set off in time and noted wrongly is noted right after it would have expired")
    func afterExpiry() throws {
        var books = try CreditBooks()
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        try books.at("2026-09-01 09:00", .settle("2026-07", "Invoice 2026-118"))
        try books.at("2027-09-01 09:00", .reverseSettlement(try july, reason: "It was invoice 119"))
        #expect(books.refusal("2027-09-01 10:00", .settle("2026-07", "Invoice 2026-119")) == nil)
    }

    @Test("an exclusion moves the promises of the month in which their deadlines lie, also one taken back")
    func notes() throws {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        let span = Span(from: desk.instant("Mon 11:00"), to: desk.instant("Mon 14:00"))
        try desk.at("Mon 15:00", .exclude(span, ground: "Third party", reason: "the carrier was down"))
        #expect(desk.ticket.exclusionNotes(under: desk.counted) { _ in true } == [], "not approved yet")
        try desk.at("Mon 16:00", Cast.ben, .approveExclusion(number: 1))
        let notes = desk.ticket.exclusionNotes(under: desk.counted) { _ in true }
        #expect(notes.map { $0.moves.map(\.promise) } == [[.acknowledgment, .resolution]])
        #expect(notes[0].moves[0].before == desk.instant("Mon 12:00"))
        #expect(notes[0].moves[0].after == desk.instant("Mon 15:00"))
        let tuesday = desk.instant("Tue 00:00")
        let early = desk.ticket.exclusionNotes(under: desk.counted) { $0 < tuesday }
        #expect(early.map { $0.moves.map(\.promise) } == [[.acknowledgment]])
        try desk.at("Tue 10:00", Cast.ben, .reverse(.exclusion(number: 1), reason: "the wrong ticket"))
        let reversed = desk.ticket.exclusionNotes(under: desk.counted) { _ in true }
        #expect(reversed.map(\.moves) == notes.map(\.moves))
        #expect(reversed.map(\.excluded.isReversed) == [true])
    }
}
