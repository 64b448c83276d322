import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import DulyTesting
@testable import Operations

// What was broken is paid, and the agreement ends.
extension WholeStory {
    static func month(_ text: String) throws -> CalendarMonth { try #require(CalendarMonth(text)) }

    /// One credit is refused by a clause; the desk issues the statement by itself on the 10th.
    func issued() async throws {
        let september = try Self.month("2026-09")
        try await at("2026-10-05 10:00") { stage in
            try await decide(.approve(try key("Export", .resolution)), by: stage.mara)
            try await decide(
                .refuse(try key("Export", .acknowledgment), clause: .exclusions, reason: "Their network"),
                by: stage.mara)
        }
        try await at("2026-10-09 23:59") { try await $0.office.keepBooks() }
        #expect(try await books().books.ledger.issue(of: september) == nil)
        try await at("2026-10-10 00:05") { try await $0.office.keepBooks() }
        let statement = try #require(try await books().books.ledger.issue(of: september)?.statement)
        // Of 1200.00: 1 % for the export's resolution, 1 % and then 2 % more for the running ticket's.
        let lines = statement.lines.map { "\($0.key.ticket) \($0.key.promise.rawValue) \($0.payable)" }
        let (export, line, running) = (
            try stage.ticket("Export"), try stage.ticket("No line"), try stage.ticket("Running")
        )
        #expect(
            lines.sorted()
                == [
                    "\(export) acknowledgment 0", "\(export) resolution 1200",
                    "\(line) acknowledgment -600", "\(line) acknowledgment 600",
                    "\(running) resolution 1200", "\(running) resolution 2400",
                ].sorted())
        #expect(statement.total == 4800)
        #expect(try await letters().contains { $0.contains("Their network") })
    }

    private func letters() async throws -> [String] { try await trial.mails(to: "office@acme.example") }

    /// The refused credit is disputed. Mara refused it, so she does not answer.
    func disputed() async throws {
        let key = try key("Export", .acknowledgment)
        try await at("2026-10-12 10:00") { stage in
            try await decide(.dispute(key, reason: "Our network was up"), by: stage.mara)
            await #expect(throws: Refusal.self) {
                try await decide(.answerDispute(key, upheld: false, reason: "It was not"), by: stage.mara)
            }
        }
    }

    /// Dana does, and what she upholds is on the next statement.
    func corrected() async throws {
        let key = try key("Export", .acknowledgment)
        try await at("2026-10-20 10:00") { [dana] _ in
            try await decide(.answerDispute(key, upheld: true, reason: "Their logs say so"), by: dana)
        }
        try await at("2026-11-10 00:05") { try await $0.office.keepBooks() }
        let october = try Self.month("2026-10")
        let statement = try #require(try await books().books.ledger.issue(of: october)?.statement)
        #expect(statement.lines.map(\.cause) == [.upheld])
        #expect(statement.total == 600)
    }

    /// Thirty days after the day of the letter, until midnight.
    func noticed() async throws {
        try await at("2026-10-15 10:00") { stage in
            try await stage.giveNotice(Self.agreement, reference: "Letter of 15 October")
        }
        let notice = try await trial.database.read { reader in
            try office.agreementFile(Self.agreement, in: reader)?.agreement?.notice
        }
        #expect(notice?.lastDay == LocalDate("2026-11-14"))
    }

    /// Who asked before is still served; who asks afterwards has no promise.
    func ended() async throws {
        try await at("2026-11-13 10:00") { try await $0.receive("The last one", "It is slow.") }
        try await at("2026-11-16 10:00") { try await $0.receive("Afterwards", "Is it faster?") }
        #expect(try await desk("Afterwards").terms == nil)
        #expect(try await desk("The last one").terms?.version.number == 2)
        try await at("2026-11-16 11:00") { stage in
            try await stage.answer("The last one", .resolve(.fix), "It is fast.", by: stage.ana)
        }
        #expect(try await isBroken(.acknowledgment, of: "The last one"))
        #expect(try await isKept(.resolution, of: "The last one"))
    }

    /// What is owed is paid within thirty days of the end, a warning before.
    func paidOut() async throws {
        try await at("2026-12-10 00:05") { try await $0.office.keepBooks() }
        let december = LocalDate("2026-12-14")
        let now = office.clock()
        let payouts = try await books().books.payouts(at: now)
        // For the last ticket 0.50 % of 14 of November's 30 days of the second version's 1500.00.
        #expect(payouts.map { "\($0.amount)" } == ["48.00 EUR", "6.00 EUR", "3.50 EUR"])
        #expect(payouts.prefix(2).allSatisfy { $0.by == december && !$0.isLate }, "\(payouts)")
        try await at("2026-12-11 10:00") { stage in
            for payout in payouts {
                try await decide(.settle(payout.month, reference: "Transfer 1207"), by: stage.mara)
            }
        }
        #expect(try await books().books.payouts(at: office.clock()).isEmpty)
    }

    /// The chain holds, the facts say the same again, and every cent is found a second time.
    func verified() async throws {
        #expect(try await trial.database.read { try $0.verifyAudit() }.isSound)
        let now = office.clock()
        let anew = Office(database: trial.database, shelf: AgreementShelf(), clock: { now })
        let (kept, fresh) = (
            try await books().books,
            try #require(
                try await trial.database.read { try anew.books(Self.agreement, in: $0, now: now) }
            ).books
        )
        #expect(kept.lines == fresh.lines && kept.reversed == fresh.reversed && kept.ledger == fresh.ledger)
        let rebuilt = try await anew.reindex()
        #expect(rebuilt.changed.isEmpty && rebuilt.creditsChanged == 0 && !rebuilt.searchChanged)
        #expect(try await slowLines(fresh, now) == engineLines(fresh))
    }

    private func engineLines(_ books: Books) -> [String] {
        books.lines.map { "\($0.entry.key) \($0.entry.at.seconds) \($0.gross.minorUnits)" }.sorted()
    }

    /// Each broken ticket by the hours that were agreed for it: a slow calendar for each of them.
    private func slowLines(_ books: Books, _ now: Instant) async throws -> [String] {
        var calendars: [(definition: CalendarDefinition, slow: SlowCredits)] = []
        var lines: [String] = []
        for id in try await trial.database.read({ try $0.streams(of: "ticket") }).map(\.id) {
            let desk = try await trial.ticket(Ticket.ID(id))
            guard let terms = desk.terms, desk.clocks.contains(where: { $0.isBroken(at: now) }) else {
                continue
            }
            let definition = terms.calendar.definition
            let known = calendars.first { $0.definition == definition }?.slow
            let slow = try known ?? Self.slow(books.span, counting: terms)
            if known == nil { calendars.append((definition, slow)) }
            lines += slow.lines(of: Ticket.ID(id), desk.facts, under: terms, now: Int(now.seconds)).map {
                "\($0.key) \($0.at) \($0.gross)"
            }
        }
        return lines.sorted()
    }

    private static func slow(_ span: AgreementSpan, counting terms: PinnedTerms) throws -> SlowCredits {
        try SlowCredits(
            versions: span.periods.map { period in
                SlowCredits.Version(
                    terms: period.terms.version == terms.version ? terms : period.terms,
                    from: Int(period.from.seconds), until: period.until.map { Int($0.seconds) })
            })
    }
}
