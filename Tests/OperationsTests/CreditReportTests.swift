import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Storage
import Testing

@Suite("K: the report of credits is what the statements say")
struct CreditReportTests {
    private func query(
        _ trial: Trial, _ first: String, _ last: String, split: String = "", currency: Currency = .euro
    ) throws -> ReportQuery {
        let (first, last) = (try #require(LocalDate(first)), try #require(LocalDate(last)))
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        let report = Report.credits(currency)
        let period = try #require(ReportPeriod(first, last))
        return ReportQuery(
            report, period, split: ReportQuery.Split(split, of: report),
            rules: try ZoneFiles().rules(of: zone), now: trial.office.clock())
    }

    /// Three breaches; one line is refused, the month is issued, and one line is disputed.
    private func disputed() async throws -> (Trial, Ticket.ID) {
        let trial = try await Trial(at: "2026-11-23 16:50")
        let ticket = try await trial.carlaAsks()
        for subject in ["The import stops", "Nothing prints"] { _ = try await trial.carlaAsks(subject) }
        try trial.set("2026-12-02 10:00")
        try await Alarm(office: trial.office).ring()
        let month = try #require(CalendarMonth("2026-11"))
        let mara = try await trial.asker("mara@harbor.example").actor
        let key = BandEntry.Key(ticket: ticket, promise: .acknowledgment, band: 0)
        let refused = LedgerCommand(
            .refuse(key, clause: .exclusions, reason: "Their server was down"), by: mara)
        try await trial.office.decideCredits("acme", refused)
        try await trial.office.decideCredits(
            "acme", LedgerCommand(.issue(month), by: mara, hasPassword: true))
        try await trial.office.decideCredits(
            "acme", LedgerCommand(.dispute(key, reason: "It was up"), by: mara))
        return (trial, ticket)
    }

    @Test("its total and parts are those of the statement's lines, by every split")
    func statement() async throws {
        let (trial, _) = try await disputed()
        let month = try #require(CalendarMonth("2026-11"))
        let now = trial.office.clock()
        let issued = try await trial.database.read { reader in
            try trial.office.books("acme", in: reader, now: now)?.books.ledger.issue(of: month)?.statement
        }
        let lines = try #require(issued).lines
        #expect(lines.count == 6)
        let refused = lines.filter { if case .refused = $0.standing { true } else { false } }
        for split in ["", "organisation", "month", "promise", "severity", "tier", "agent", "channel"] {
            let query = try query(trial, "2026-11-01", "2026-11-30", split: split)
            let table = try await trial.database.read { try trial.office.table(of: query, in: $0) }
            let values = Dictionary(
                uniqueKeysWithValues: zip(query.report.columns.map(\.title), table.total.values))
            #expect(values["Credits"] == lines.reduce(0) { $0 + $1.gross }, "\(split)")
            #expect(values["Issued"] == issued?.total, "\(split)")
            #expect(values["Refused"] == refused.reduce(0) { $0 + $1.allowed }, "\(split)")
            #expect(values["Disputed"] == refused[0].allowed, "\(split)")
            #expect(values["Waiting for a decision"] == 0)
            // The whole is the sum of its parts, and the rows are the whole.
            let parts = table.total.values[1...5].reduce(0) { $0 + ($1 ?? 0) }
            #expect(parts == table.total.values[0], "\(split)")
            for index in table.total.values.indices {
                #expect(
                    table.rows.reduce(0) { $0 + ($1.values[index] ?? 0) } == table.total.values[index],
                    "\(split) \(index)")
            }
            #expect(split != "promise" || table.rows.map(\.split) == ["acknowledgment", "resolution"])
        }
    }

    @Test("each number opens as many lines as it is made of; another currency and another month have none")
    func behind() async throws {
        let (trial, ticket) = try await disputed()
        let query = try query(trial, "2026-11-01", "2026-11-30")
        let lines = try await trial.database.read { try trial.office.credits(behind: query, in: $0) }
        let disputed = lines.filter { $0.count.parts[.disputed] != nil }
        #expect(disputed.map(\.count.line.key.ticket) == [ticket])
        let francs = try #require(Currency("CHF"))
        for other in [
            try self.query(trial, "2026-11-01", "2026-11-30", currency: francs),
            try self.query(trial, "2026-11-02", "2026-11-30"),
            try self.query(trial, "2026-10-01", "2026-10-31"),
        ] {
            #expect(try await trial.database.read { try trial.office.credits(behind: other, in: $0) }.isEmpty)
        }
    }

    @Test("before the month is issued its lines wait for a decision")
    func waiting() async throws {
        let trial = try await Trial(at: "2026-11-23 16:50")
        _ = try await trial.carlaAsks()
        try trial.set("2026-11-26 10:00")
        try await Alarm(office: trial.office).ring()
        let query = try query(trial, "2026-11-01", "2026-11-30")
        let table = try await trial.database.read { try trial.office.table(of: query, in: $0) }
        #expect(table.total.values[0] ?? 0 > 0)
        #expect(table.total.values[1] == table.total.values[0])
        #expect(table.total.values[7] == 0)
        #expect(try await trial.database.read { try trial.office.creditCurrencies($0) } == [.euro])
    }
}
