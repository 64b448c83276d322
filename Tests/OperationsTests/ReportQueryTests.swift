import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Testing

@testable import Storage

@Suite("F: reports are counted from the facts")
struct ReportQueryTests {
    private let rules: ZoneRules

    init() throws {
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        rules = try ZoneFiles().rules(of: zone)
    }

    private func period(_ first: String, _ last: String) throws -> ReportPeriod {
        let (first, last) = (try #require(LocalDate(first)), try #require(LocalDate(last)))
        return try #require(ReportPeriod(first, last))
    }

    /// Everything a second time: each ticket's facts folded, and counted one by one.
    private func slow(_ query: ReportQuery, _ trial: Trial) async throws -> ReportTable {
        let from = try #require(rules.instant(of: query.period.first, .midnight))
        let end = try #require(rules.instant(of: query.period.last.adding(days: 1), .midnight))
        let counts = try await trial.database.read { reader in
            var counts: [ReportTable.Count] = []
            for stream in try reader.streams(of: "ticket") {
                guard let desk = try trial.office.dossier(Ticket.ID(stream.id), in: reader) else { continue }
                let figures = TicketFigures(of: desk.ticket, facts: desk.facts, clocks: desk.clocks)
                for (key, amount) in SlowCount(desk.ticket, figures, from, end, query.now).keys(query.report)
                {
                    let severity = Severity.allCases.firstIndex(of: desk.ticket.severity) ?? 0
                    counts.append(
                        ReportTable.Count(
                            split: query.split == nil ? "" : "\(severity)", key: key, amount: amount))
                }
            }
            return counts
        }
        return ReportTable(query.report, counts: counts)
    }

    @Test(
        "each report says what a fold over all facts says, as one sum and split by severity",
        arguments: ["by rows", "most of them packed"])
    func fold(way: String) async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        try await trial.office.seed(tickets: 300)
        if way != "by rows" { #expect(try await trial.office.packFigures(over: 0) == 1) }
        var own = Inquiry(
            address: "carla@acme.example", name: "Carla Reyes", subject: "We looked ourselves",
            text: "It was the disk.", way: .mail)
        own.openedByAgent = true
        let opened = try await trial.office.receive(own)
        try trial.set("2026-11-23 18:00")
        try await Alarm(office: trial.office).ring()
        let now = trial.office.clock()
        var counted = 0
        for report in Report.catalogue {
            for split in [nil, ReportQuery.Split.column(.severity)] {
                for days in [try period("2026-11-01", "2026-11-30"), try period("2026-11-18", "2026-11-23")] {
                    let query = ReportQuery(report, days, split: split, rules: rules, now: now)
                    let found = try await trial.database.read { try query.table(in: $0) }
                    let expected = try await slow(query, trial)
                    #expect(found.total == expected.total, "\(report.name) \(days.first)")
                    // A severity of which nothing is counted may have a row or none.
                    for row in found.rows where row.values.contains(where: { $0 ?? 0 > 0 }) {
                        #expect(expected.row(row.split) == row, "\(report.name) \(row.split)")
                    }
                    counted += found.total.values.contains { $0 ?? 0 > 0 } ? 1 : 0
                }
            }
        }
        let volume = try await trial.database.read { reader in
            let report = try #require(Report.named("volume"))
            let days = try period("2026-11-01", "2026-11-30")
            return try ReportQuery(report, days, rules: rules, now: now).tickets(
                FigurePart(keys: ["opened-by-agent"]), after: 0, limit: 10, in: reader)
        }
        #expect(
            volume.map(\.id) == [opened.rawValue], "an agent's own ticket has deadlines and counts nowhere")
        #expect(counted >= 30, "the seeded desk has something to count for most reports")
    }

    @Test("the backlog month by month ends with the month that it is")
    func monthsToCome() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        try await trial.office.seed(tickets: 30)
        let query = ReportQuery(
            try #require(Report.named("backlog")), try period("2026-10-01", "2027-02-28"), split: .month,
            rules: rules, now: trial.office.clock())
        let rows = try await trial.database.read { try query.table(in: $0).rows }
        #expect(rows.map(\.split) == ["2026-11"])
        #expect(rows[0].values[0] ?? 0 > 0)
    }

    @Test("rebuilding finds packed figures that say other than the rows, and packs them anew")
    func rebuilding() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        try await trial.office.seed(tickets: 30)
        let now = trial.office.clock()
        let query = ReportQuery(
            try #require(Report.named("volume")), try period("2026-11-01", "2026-11-30"),
            split: .column(.severity), rules: rules, now: now
        )
        let rows = try await trial.database.read { try query.table(in: $0).rows }
        try await trial.office.packFigures(over: 0)
        #expect(try await trial.office.reindex().figureBlocksChanged == 0)
        try await trial.database.write { writer in
            let tiers = try writer.first("SELECT packed FROM figures_column WHERE name = 'tier'") {
                try $0.bytes()
            }
            try writer.run("UPDATE figures_column SET packed = $1 WHERE name = 'severity'", tiers)
        }
        #expect(try await trial.database.read { try query.table(in: $0).rows } != rows)
        #expect(try await trial.office.reindex().figureBlocksChanged == 1)
        #expect(try await trial.database.read { try query.table(in: $0).rows } == rows)
    }

    @Test("a desk from before there were figures fills them by itself, and once")
    func filling() async throws {
        let trial = try await Trial(at: "2026-11-23 15:00")
        try await trial.office.seed(tickets: 30)
        let before = try await trial.database.read { try $0.digest(of: .figures) }
        try await trial.database.write { writer in try writer.clear(.figures) }
        var rounds = 1
        while try await trial.office.fillFigures(limit: 8) { rounds += 1 }
        #expect(rounds == 4)
        #expect(try await trial.database.read { try $0.digest(of: .figures) } == before)
        #expect(try await trial.office.fillFigures() == false)
    }
}

/// What one ticket adds to a report.
private struct SlowCount {
    let ticket: Ticket
    let figures: TicketFigures
    let from: Instant
    let end: Instant
    let now: Instant

    init(_ ticket: Ticket, _ figures: TicketFigures, _ from: Instant, _ end: Instant, _ now: Instant) {
        self.ticket = ticket
        self.figures = figures
        self.from = from
        self.end = end
        self.now = now
    }

    private func isWithin(_ instant: Instant?) -> Bool { instant.map { from <= $0 && $0 < end } ?? false }

    private func state(_ figure: TicketFigures.Figure) -> String {
        let isLate = figure.decided == .undecided && (figure.deadline.map { $0 < now } ?? false)
        return isLate ? "broken" : figure.decided.rawValue
    }

    func keys(_ report: Report) -> [(String, Int64)] {
        switch report.question {
        case .promises(let promise):
            let figure = promise == .acknowledgment ? figures.acknowledgment : figures.resolution
            return one(state(figure), isWithin(figure.deadline) && figures.counting == .promised)
        case .causes(let promise):
            let figure = promise == .acknowledgment ? figures.acknowledgment : figures.resolution
            guard isWithin(figure.deadline), figures.counting == .promised, state(figure) == "broken",
                let cause = figure.cause
            else { return [] }
            return [(cause.rawValue, 1)]
        case .minutes(let promise):
            let figure = promise == .acknowledgment ? figures.acknowledgment : figures.resolution
            guard isWithin(figure.done), figures.counting == .promised, let took = figure.took,
                ![.automatic, .answeredCall].contains(figure.decided)
            else { return [] }
            return [("\(took.count / 60)", 1)]
        case .received: return one(figures.counting.rawValue, isWithin(ticket.receivedAt))
        case .tiers:
            let key = "\(ticket.tier.rawValue)" + (figures.escalations > 0 ? "+" : "")
            return one(key, isWithin(ticket.receivedAt))
        case .open: return open
        case .uncounted:
            guard isWithin(ticket.receivedAt) else { return [] }
            return [("waited", figures.waited.count), ("excluded", figures.excluded.count)]
        case .ratings:
            guard isWithin(figures.settled), let rating = figures.rating else { return [] }
            return [("\(rating)", 1)]
        case .credits: return []
        }
    }

    private func one(_ key: String, _ isCounted: Bool) -> [(String, Int64)] {
        guard isCounted else { return [] }
        return [(key, Int64(1))]
    }

    private var open: [(String, Int64)] {
        let at = min(end, max(from, now))
        guard ticket.receivedAt < at, figures.settled.map({ $0 >= at }) ?? true else { return [] }
        let days = (at.seconds - ticket.receivedAt.seconds) / 86_400
        let name =
            days < 1 ? "day" : days < 3 ? "three-days" : days < 7 ? "week" : days < 30 ? "month" : "older"
        return [(name, 1)]
    }
}
