import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("K: what an upheld dispute makes of a paid credit, and credits that nobody claims")
struct CreditCorrectionTests {
    /// A line of July that was paid on 5 August and is disputed on the 6th.
    private func disputed(
        _ severity: Severity = .critical, _ change: @escaping (inout Terms) -> Void = { _ in }
    ) throws -> CreditBooks {
        var books = try CreditBooks(change)
        try books.enter("2026-07-06 12:00", books.key(1), severity)
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        try books.at("2026-08-06 09:00", Cast.carla, .dispute(books.key(1), reason: "it was worse"))
        return books
    }

    private func uphold(_ key: BandEntry.Key, _ correction: CreditCorrection?) -> LedgerCommand.What {
        .answerDispute(key, upheld: true, reason: "it was", correction: correction)
    }

    @Test("the next statement reverses the line and has the right one; the one before stays")
    func corrected() throws {
        var books = try disputed()
        let before = try books.told("2026-07")
        try books.at("2026-08-07 09:00", Cast.ben, uphold(books.key(1), .amount("90.00")))
        #expect(try books.told("2026-08") == ["1 replaced -60.00", "1 corrected 90.00"])
        #expect(try books.total("2026-08") == "30.00 EUR")
        #expect(try books.told("2026-07") == before)
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        #expect(try books.told("2026-09") == [])
        #expect(books.ledger.paid(books.key(1)) == 9000)
    }

    @Test("both lines name the breach, so that its proof is found")
    func proof() throws {
        var books = try disputed()
        try books.at("2026-08-07 09:00", Cast.ben, uphold(books.key(1), .amount("90.00")))
        let month = try #require(CalendarMonth("2026-08"))
        let lines = books.books.statement(of: month).lines
        #expect(lines.map(\.key) == [books.key(1), books.key(1)])
        #expect(lines.allSatisfy { $0.basis?.entry.deadline == books.instant("2026-07-06 12:00") })
    }

    @Test("named by the fact that was wrong, the amount follows from the schedule")
    func fact() throws {
        var books = try disputed(.normal)
        let paid = try #require(books.ledger.issued.first?.statement.total)
        let right = CreditCorrection.fact(severity: .critical, late: nil)
        try books.at("2026-08-07 09:00", Cast.ben, uphold(books.key(1), right))
        let words = String(Money(paid, .euro).description.prefix { $0 != " " })
        #expect(try books.told("2026-08") == ["1 replaced -\(words)", "1 corrected 60.00"])
        #expect(books.ledger.correction(books.key(1))?.severity == .critical)
    }

    @Test(
        "the answer stays within the line's own rule, and says what is right",
        arguments: [
            (nil, "no-correction"), (.amount("60.00"), "not-more"), (.amount("12.00"), "not-more"),
            (.amount("999999.00"), "beyond-rule"), (.amount("90.005"), "bad-amount"),
            (.amount("ninety"), "bad-amount"), (.fact(severity: .normal, late: nil), "not-more"),
            (.fact(severity: .low, late: nil), "no-band"),
        ] as [(CreditCorrection?, String)])
    func refused(_ correction: CreditCorrection?, _ code: String) throws {
        let books = try disputed()
        #expect(books.refusal("2026-08-07 09:00", Cast.ben, uphold(books.key(1), correction)) == code)
    }

    @Test("further bands of a corrected breach add no more than is left up to its dearest")
    func laterBands() throws {
        var books = try disputed()
        let bands = try #require(try DeskTerms.demo().terms.credits.row(.resolution, .critical)?.bands)
        let right = CreditCorrection.fact(severity: nil, late: try #require(bands.last).from)
        try books.at("2026-08-07 09:00", Cast.ben, uphold(books.key(1), right))
        let most = try #require(books.ledger.correction(books.key(1))?.gross)
        for band in 2...bands.count { try books.enter("2026-08-10 12:0\(band)", books.key(1, band: band)) }
        try books.at("2026-09-02 09:00", .issue("2026-08"))
        try books.at("2026-10-02 09:00", .issue("2026-09"))
        let paid = (1...bands.count).map { books.ledger.paid(books.key(1, band: $0)) }
        #expect(paid == [most] + Array(repeating: 0, count: bands.count - 1))
        #expect(try books.told("2026-10") == [])
    }

    @Test("a rejected dispute corrects nothing")
    func rejected() throws {
        let books = try disputed()
        let answer = LedgerCommand.What.answerDispute(
            books.key(1), upheld: false, reason: "no", correction: .amount("90.00"))
        #expect(books.refusal("2026-08-07 09:00", Cast.ben, answer) == "rejected-corrected")
    }

    @Test("the right line fills the room that the reversal frees, and no more than the cap")
    func cap() throws {
        var books = try disputed(.critical) { $0.credits.monthlyCapPercent = 5 }
        try books.at("2026-08-07 09:00", Cast.ben, uphold(books.key(1), .amount("90.00")))
        #expect(try books.told("2026-08") == ["1 replaced -60.00", "1 corrected 60.00, cut 30.00"])
    }

    @Test("a refused credit is owed in part, or as it was shown")
    func refusedLine() throws {
        for (correction, told) in [
            (nil, ["1 upheld 60.00"]), (CreditCorrection.amount("60.00"), ["1 upheld 60.00"]),
            (.amount("30.00"), ["1 replaced 0.00", "1 corrected 30.00"]),
        ] as [(CreditCorrection?, [String])] {
            var books = try CreditBooks { _ in }
            try books.enter("2026-07-06 12:00", books.key(1))
            try books.at("2026-07-08 09:00", .refuse(books.key(1)))
            try books.at("2026-08-05 09:00", .issue("2026-07"))
            try books.at("2026-08-06 09:00", Cast.carla, .dispute(books.key(1), reason: "it was up"))
            try books.at("2026-08-07 09:00", Cast.ben, uphold(books.key(1), correction))
            #expect(try books.told("2026-08") == told)
            try books.at("2026-09-02 09:00", .issue("2026-08"))
            #expect(try books.told("2026-09") == [])
        }
    }

    @Test("unclaimed when its window is over, a credit has lapsed and leaves its room to what is issued then")
    func lapsedBefore() throws {
        for (time, told) in [
            ("2026-08-05 09:00", ["1 entered 0.00", "2 entered 0.00, cut 60.00"]),
            ("2026-08-31 09:00", ["1 entered 0.00", "2 entered 60.00"]),
        ] {
            var books = try CreditBooks {
                $0.credits.claiming = .claimed
                $0.credits.monthlyCapPercent = 5
            }
            try books.enter("2026-07-06 12:00", books.key(1))
            try books.enter("2026-07-07 12:00", books.key(2))
            try books.at("2026-07-20 12:00", Cast.carla, .claim(books.key(2)))
            try books.at(time, .issue("2026-07"))
            #expect(try books.told("2026-07") == told)
        }
    }

    @Test("lapsed before its statement, it can't be disputed: it took no room that an answer could pay from")
    func lapsedUndisputed() throws {
        var books = try CreditBooks { $0.credits.claiming = .claimed }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.at("2026-08-31 09:00", .issue("2026-07"))
        let late = LedgerCommand.What.dispute(books.key(1), reason: "we never saw it")
        #expect(books.refusal("2026-08-31 10:00", Cast.carla, late) == "claimed-late")
    }

    @Test("lapsed after its statement, it leaves its room in the year; what was cut before stays cut")
    func lapsedAfter() throws {
        var books = try CreditBooks {
            $0.credits.claiming = .claimed
            $0.credits.yearlyCapPercent = 1
        }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.enter("2026-07-07 12:00", books.key(2))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        let issued = try books.told("2026-07")
        try books.enter("2026-08-10 12:00", books.key(3))
        try books.at("2026-08-20 12:00", Cast.carla, .claim(books.key(3)))
        #expect(try books.told("2026-08") == ["3 entered 24.00, cut 36.00"])
        books.wait("2026-08-31 00:00")
        #expect(try books.told("2026-08") == ["3 entered 60.00"])
        #expect(books.books.lapsed(books.key(1), at: books.instant("2026-08-31 00:00")) != nil)
        #expect(books.books.lapsed(books.key(1), at: books.instant("2026-08-30 23:59")) == nil)
        #expect(try books.told("2026-07") == issued)
    }

    @Test("what lapsed can't be disputed any more; a dispute from before keeps its room until it is rejected")
    func lapsedAndDisputed() throws {
        var books = try CreditBooks {
            $0.credits.claiming = .claimed
            $0.credits.yearlyCapPercent = 1
        }
        try books.enter("2026-07-06 12:00", books.key(1))
        try books.enter("2026-07-07 12:00", books.key(2))
        try books.at("2026-08-05 09:00", .issue("2026-07"))
        let late = LedgerCommand.What.dispute(books.key(2), reason: "we never saw it")
        try books.at("2026-08-10 09:00", Cast.carla, .dispute(books.key(1), reason: "it was worse"))
        #expect(books.refusal("2026-08-30 12:00", Cast.carla, late) == nil)
        #expect(books.refusal("2026-08-31 12:00", Cast.carla, late) == "claimed-late")
        try books.enter("2026-08-12 12:00", books.key(3))
        try books.at("2026-08-20 12:00", Cast.carla, .claim(books.key(3)))
        books.wait("2026-08-31 12:00")
        #expect(try books.told("2026-08") == ["3 entered 60.00"])
        try books.at("2026-08-31 13:00", Cast.ben, uphold(books.key(1), nil))
        #expect(try books.told("2026-08").contains("1 upheld 60.00"))
    }
}
