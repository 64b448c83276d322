import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("K: deciding, disputing, claiming and settling credits")
struct CreditDecisionTests {
    /// A line of July, its statement issued on 5 August.
    private func issued(
        _ change: @escaping (inout Terms) -> Void = { _ in },
        before: (inout CreditBooks) throws -> Void = { _ in }
    ) throws -> CreditBooks {
        var books = try CreditBooks(change)
        try books.enter("2026-07-06 12:00", books.key(1))
        try before(&books)
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        return books
    }

    @Test("an automatic line is proposed; without a decision it stands approved when the statement is issued")
    func proposed() throws {
        var books = try CreditBooks { _ in }
        try books.enter("2026-07-06 12:00", books.key(1))
        let month = try #require(CalendarMonth("2026-07"))
        #expect(books.books.statement(of: month).lines.map(\.standing) == [.proposed])
        try books.at("2026-08-05 09:00", .desk, .issue("2026-07"))
        #expect(books.ledger.issue(of: month)?.statement.lines.map(\.standing) == [.approved])
        #expect(try books.total("2026-07") == "60.00 EUR")
    }

    @Test("a manager approves a line, or refuses it by clause and reason, before the statement is issued")
    func decided() throws {
        var books = try CreditBooks { _ in }
        try books.enter("2026-07-06 12:00", books.key(1))
        #expect(books.refusal("2026-07-05 09:00", .approve(books.key(1))) == "no-line")
        #expect(books.refusal("2026-07-07 09:00", .approve(books.key(2))) == "no-line")
        try books.at("2026-07-07 09:00", .approve(books.key(1)))
        #expect(books.refusal("2026-07-07 10:00", .approve(books.key(1))) == "approved")
        let vague = LedgerCommand.What.refuse(books.key(1), clause: .exclusions, reason: " ")
        #expect(books.refusal("2026-07-07 10:00", vague) == "no-reason")
        let unclear = LedgerCommand.What.refuse(books.key(1), clause: Clause("Z"), reason: "why not")
        #expect(books.refusal("2026-07-07 10:00", unclear) == "no-clause")
        try books.at("2026-07-08 09:00", .refuse(books.key(1)))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        #expect(books.refusal("2026-08-05 10:00", .approve(books.key(1))) == "issued")
        #expect(books.refusal("2026-08-05 10:00", .refuse(books.key(1))) == "issued")
    }

    @Test(
        "a refusal appears on the statement, keeps its room, and is paid by the next if a dispute is upheld"
    )
    func refused() throws {
        var books = try issued({ $0.credits.monthlyCapPercent = 5 }) { books in
            try books.enter("2026-07-07 12:00", books.key(2))
            try books.at("2026-07-08 09:00", .refuse(books.key(1)))
        }
        #expect(try books.told("2026-07") == ["1 entered 0.00", "2 entered 0.00, cut 60.00"])
        let dispute = LedgerCommand.What.dispute(books.key(1), reason: "our network was up")
        try books.at("2026-08-06 09:00", Cast.carla, dispute)
        #expect(books.refusal("2026-08-06 10:00", Cast.carla, dispute) == "disputed")
        let uphold = LedgerCommand.What.answerDispute(books.key(1), upheld: true, reason: "it was up")
        #expect(books.refusal("2026-08-07 09:00", Cast.eva, uphold) == "own-decision")
        try books.at("2026-08-07 09:00", Cast.ben, uphold)
        #expect(books.refusal("2026-08-07 10:00", Cast.ben, uphold) == "answered")
        #expect(try books.told("2026-08") == ["1 upheld 60.00"])
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        #expect(try books.told("2026-09") == [])
    }

    @Test("a dispute that is not upheld changes nothing; the answer is due within ten business days")
    func rejected() throws {
        var books = try issued(before: { try $0.at("2026-07-08 09:00", .refuse($0.key(1))) })
        #expect(books.books.answerDue(books.key(1)) == nil)
        try books.at("2026-08-06 09:00", Cast.carla, .dispute(books.key(1), reason: "our network was up"))
        // Thursday the 6th is not counted.
        #expect(books.books.answerDue(books.key(1)) == books.instant("2026-08-20 18:00"))
        try books.at("2026-08-20 09:00", Cast.ben, .answerDispute(books.key(1), upheld: false, reason: "no"))
        #expect(try books.told("2026-08") == [])
    }

    @Test(
        "a line can be disputed within 30 calendar days of its statement, then it is final",
        arguments: [("2026-09-04 23:59", nil), ("2026-09-05 00:00", "final")])
    func final(_ time: String, _ code: String?) throws {
        let books = try issued()
        let dispute = LedgerCommand.What.dispute(books.key(1), reason: "it was worse")
        #expect(books.refusal(time, Cast.carla, dispute) == code)
        #expect(
            books.refusal(time, Cast.carla, .dispute(books.key(2), reason: "what about it")) == "not-issued")
    }

    @Test("where the terms give longer to object, that counts; never less than 30 days")
    func objecting() throws {
        let dispute = LedgerCommand.What.dispute(try issued().key(1), reason: "it was worse")
        let long = try issued { $0.credits.claimWindowDays = 60 }
        #expect(long.refusal("2026-10-04 12:00", Cast.carla, dispute) == nil)
        #expect(long.refusal("2026-10-05 00:00", Cast.carla, dispute) == "final")
        let short = try issued { $0.credits.claimWindowDays = 10 }
        #expect(short.refusal("2026-09-04 12:00", Cast.carla, dispute) == nil)
    }

    @Test("undisputed lines stay payable")
    func undisputed() throws {
        var books = try issued(before: { books in
            try books.enter("2026-07-07 12:00", books.key(2))
            try books.at("2026-07-08 09:00", .refuse(books.key(1)))
        })
        try books.at("2026-08-06 09:00", Cast.carla, .dispute(books.key(1), reason: "our network was up"))
        #expect(try books.total("2026-07") == "60.00 EUR")
        try books.at("2026-08-06 10:00", .settle("2026-07", "Invoice 2026-118"))
    }

    @Test(
        "a line is claimed within the window of its month's end, even after the statement"
    )
    func claimed() throws {
        var books = try issued({ $0.credits.claiming = .claimed }) { books in
            try books.enter("2026-07-07 12:00", books.key(2))
            try books.at("2026-07-20 12:00", Cast.carla, .claim(books.key(2)))
        }
        #expect(try books.told("2026-07") == ["1 entered 0.00", "2 entered 60.00"])
        #expect(books.refusal("2026-08-06 09:00", .claim(books.key(2))) == "claimed")
        #expect(books.refusal("2026-08-30 23:59", .claim(books.key(1))) == nil)
        #expect(books.refusal("2026-08-31 00:00", .claim(books.key(1))) == "claimed-late")
        try books.at("2026-08-20 12:00", Cast.carla, .claim(books.key(1)))
        #expect(try books.told("2026-08") == ["1 claimed 60.00"])
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        #expect(try books.told("2026-09") == [])
    }

    @Test("a line claimed after its statement can still be refused before the next")
    func claimedAndRefused() throws {
        var books = try issued { $0.credits.claiming = .claimed }
        #expect(books.refusal("2026-08-06 09:00", .refuse(books.key(1))) == "issued")
        try books.at("2026-08-20 12:00", Cast.carla, .claim(books.key(1)))
        try books.at("2026-08-21 12:00", .refuse(books.key(1)))
        #expect(try books.told("2026-08") == ["1 claimed 0.00"])
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        #expect(books.refusal("2026-09-03 12:00", .approve(books.key(1))) == "issued")
        try books.at("2026-09-04 09:00", Cast.carla, .dispute(books.key(1), reason: "our network was up"))
        try books.at(
            "2026-09-05 09:00", Cast.ben, .answerDispute(books.key(1), upheld: true, reason: "it was"))
        #expect(try books.told("2026-09") == ["1 upheld 60.00"])
    }

    @Test("an amendment makes no older ticket's automatic credit one that has to be claimed, nor the reverse")
    func pinned() throws {
        let july = try #require(CalendarMonth("2026-07"))
        for (first, then) in [
            (CreditSchedule.Claiming.automatic, CreditSchedule.Claiming.claimed), (.claimed, .automatic),
        ] {
            var books = try CreditBooks([
                ("", { $0.credits.claiming = first }), ("2026-07-10 00:00", { $0.credits.claiming = then }),
            ])
            try books.enter("2026-07-20 12:00", books.key(1), version: 1)
            try books.enter("2026-07-21 12:00", books.key(2), version: 2)
            let standings = books.books.statement(of: july).lines.map(\.standing)
            let isFirst = first == .claimed
            let last = try #require(LocalDate("2026-08-30"))
            #expect(
                standings == [
                    isFirst ? .unclaimed(until: last) : .proposed,
                    isFirst ? .proposed : .unclaimed(until: last),
                ])
        }
    }

    @Test("an automatic credit needs no claim")
    func automatic() throws {
        #expect(try issued().refusal("2026-08-06 09:00", .claim(issued().key(1))) == "not-claimed")
    }

    @Test("a credit is set off once against an invoice, within its months; then it has expired")
    func settled() throws {
        var books = try issued()
        let month = try #require(CalendarMonth("2026-07"))
        func settlement(_ time: String) -> Settlement? {
            books.books.settlement(of: month, now: books.instant(time))
        }
        let last = try #require(LocalDate("2027-08-05"))
        #expect(settlement("2026-08-06 09:00") == .open(until: last))
        #expect(settlement("2027-08-05 23:59") == .open(until: last))
        #expect(settlement("2027-08-06 00:00") == .expired(last))
        #expect(books.refusal("2027-08-06 00:00", .settle("2026-07", "Invoice 2027-8")) == "expired")
        #expect(books.refusal("2026-09-01 09:00", .settle("2026-08", "Invoice 2026-9")) == "not-issued")
        #expect(books.refusal("2026-09-01 09:00", .settle("2026-07", " ")) == "no-reason")
        try books.at("2026-09-01 09:00", .settle("2026-07", "Invoice 2026-118"))
        #expect(settlement("2027-09-01 09:00") == .settled(reference: "Invoice 2026-118"))
        #expect(books.refusal("2026-09-01 10:00", .settle("2026-07", "Invoice 2026-119")) == "settled")
    }

    @Test("after termination credits are paid out within 30 days of the end, or of a later statement")
    func paidOut() throws {
        var books = try CreditBooks(until: "2026-09-01 00:00")
        for (ticket, time) in [(1, "2026-07-06 12:00"), (2, "2026-08-20 12:00")] {
            try books.enter(time, books.key(Int64(ticket)))
        }
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        try books.at("2026-09-08 09:00", .issue("2026-08"))
        func settlement(_ month: String, _ time: String) throws -> Settlement? {
            books.books.settlement(of: try #require(CalendarMonth(month)), now: books.instant(time))
        }
        #expect(try settlement("2026-07", "2026-08-31 12:00") != .payOut(by: try date("2026-09-30")))
        #expect(try settlement("2026-07", "2026-09-01 12:00") == .payOut(by: try date("2026-09-30")))
        #expect(try settlement("2026-08", "2026-09-09 12:00") == .payOut(by: try date("2026-10-08")))
        #expect(try settlement("2026-07", "2030-01-01 12:00") == .payOut(by: try date("2026-09-30")))
        try books.at("2026-09-20 09:00", .settle("2026-07", "Payment of 20 September"))
    }

    private func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    @Test(
        "months are added as calendars do",
        arguments: [
            ("2026-08-31", 6, "2027-02-28"), ("2026-01-31", 1, "2026-02-28"),
            ("2026-12-15", 12, "2027-12-15"),
            ("2026-11-30", 1, "2026-12-30"),
        ])
    func months(_ from: String, _ months: Int, _ to: String) throws {
        #expect(try date(from).adding(months: months) == date(to))
    }
}
