import Agreements
import BusinessTime
import Desk
import Operations
import Reports
import Storage
import Testing

@Suite("F: each number of a report opens its tickets")
struct ReportNumberTests {
    /// A month of the demo desk with all that can happen to a ticket, and many more on top.
    private func told() async throws -> Trial {
        let trial = try await Trial(at: "2026-11-26 17:20")
        try await DemoStory.tell(trial.database, until: trial.office.clock())
        try await trial.office.seed(tickets: 150)
        try await rate("4", trial)
        _ = try await trial.office.receive(
            Inquiry(
                address: "somebody@nowhere.example", name: "Somebody", subject: "A question", text: "Hello?",
                way: .mail))
        return trial
    }

    /// Who asked rates the newest resolution that can be.
    private func rate(_ score: String, _ trial: Trial) async throws {
        let office = trial.office
        try await trial.database.write { writer in
            let desks = try (Int64(1)...200).compactMap { try office.dossier(Ticket.ID($0), in: writer) }
            let desk = try #require(
                desks.last { $0.ticket.ratingRefusal(at: office.clock(), under: $0.terms) == nil })
            let person = try #require(try writer.person(desk.ticket.requester.rawValue))
            let asker = try #require(try Access.Asker(person, .session, in: writer))
            let turn = Office.Turn(on: desk.ticket.id, by: asker, way: .portal, at: office.clock())
            try office.rateAsContact(Office.RatingWish(score: score, comment: ""), turn, writer)
        }
    }

    @Test("as many tickets as a count says, and those that a time or a share is made of, by every split")
    func law() async throws {
        let trial = try await told()
        let zone = try #require(TimeZoneName("Europe/Berlin"))
        let (first, last) = (try #require(LocalDate("2026-10-10")), try #require(LocalDate("2026-11-30")))
        let days = try #require(ReportPeriod(first, last))
        var seen: Set<String> = []
        for report in Report.catalogue {
            for split in [nil] + ReportQuery.Split.all(of: report).map(Optional.some) {
                let query = ReportQuery(
                    report, days, split: split, rules: try ZoneFiles().rules(of: zone),
                    now: trial.office.clock())
                let held = try await trial.database.read { reader in
                    var held: [String] = []
                    let table = try query.table(in: reader)
                    let rows = split == nil ? [] : table.rows.map { ($0, query.kept(to: $0.split)) }
                    for (row, kept) in rows + [(table.total, query)] {
                        let numbers = Numbers(report, row, kept, reader)
                        for index in report.columns.indices where try numbers.hold(index) {
                            held.append("\(report.name), \(report.columns[index].title)")
                        }
                    }
                    return held
                }
                seen.formUnion(held)
            }
        }
        for name in [
            "times-to-resolve, Nine of ten", "times-to-resolve, Longest", "tiers, Escalated",
            "tiers, Second tier", "uncounted, Waiting for the customer", "uncounted, Approved exclusions",
            "satisfaction, Mean rating", "volume, No promise",
        ] {
            #expect(seen.contains(name), "\(name) is tried with a number that is not 0")
        }
    }
}

/// One row of a report, and the tickets that its numbers open.
private struct Numbers {
    let report: Report
    let row: ReportTable.Row
    let query: ReportQuery
    let reader: Storage.Reader

    init(_ report: Report, _ row: ReportTable.Row, _ query: ReportQuery, _ reader: Storage.Reader) {
        (self.report, self.row, self.query, self.reader) = (report, row, query, reader)
    }

    private func opened(_ part: FigurePart) throws -> [StoredFigures] {
        try query.tickets(part, after: 0, limit: 10_000, in: reader).compactMap {
            try reader.figures(ofTicket: $0.id)
        }
    }

    /// False where there is nothing to open.
    func hold(_ index: Int) throws -> Bool {
        let (column, value) = (report.columns[index], row.values[index])
        guard let value, let part = FigurePart(behind: column, value) else {
            #expect(row.values[index] == nil, "\(report.name): nothing stands behind \(column.title)")
            return false
        }
        let found = try opened(part)
        let what = Comment(rawValue: "\(report.name), \(row.split): \(column.title) is \(value)")
        switch (column.unit, report.question) {
        case (.count, _): #expect(Int64(found.count) == value, what)
        case (.share, .tiers):
            let all = Double(try opened(.whole).count)
            #expect(found.allSatisfy { $0.escalations > 0 }, what)
            #expect(abs(Double(value) - Double(found.count) * 10_000 / all) <= 0.5, what)
        case (.share, _): #expect(Int64(found.count) == (row.values[1] ?? 0) + (row.values[2] ?? 0), what)
        case (.minutes, .uncounted): try holdUncounted(index, value, found, what)
        case (.minutes, _): try holdTimes(index, value, found, what)
        case (.rating, _): #expect(Int64(found.count) == row.values[1], what)
        case (.money, _): Issue.record("credits have lines, no tickets")
        }
        return value > 0
    }

    private func holdTimes(
        _ index: Int, _ value: Int64, _ found: [StoredFigures], _ what: Comment
    ) throws {
        let took = found.compactMap { figures -> Int64? in
            let promise =
                report.question == .minutes(.acknowledgment) ? figures.acknowledgment : figures.resolution
            return promise.took.map { $0 / 60 }
        }
        let all = row.values[3] ?? 0
        #expect(took.count == found.count, what)
        switch index {
        case 0: #expect(Int64(found.count) == all, what)
        default:
            // All that reach the number and no other: the rest, with those at it, make up nine of ten.
            #expect(took.min() == value, what)
            let below = all - Int64(found.count)
            #expect(index == 2 ? Set(took) == [value] : below * 100 < all * 90, what)
        }
    }

    private func holdUncounted(
        _ index: Int, _ value: Int64, _ found: [StoredFigures], _ what: Comment
    ) throws {
        let sum = found.reduce(Int64(0)) { sum, figures in
            switch (index, query.ground) {
            case (0, nil): sum + figures.waited + figures.excluded
            case (1, _), (0, ""): sum + figures.waited
            case (_, let ground?): sum + (figures.grounds[ground] ?? 0)
            default: sum + figures.excluded
            }
        }
        // Each part is rounded for itself.
        guard query.ground == nil || value > 0 else { return }
        #expect(abs(sum - value * 60) <= 60, what)
        #expect(found.allSatisfy { $0.waited + $0.excluded > 0 }, what)
    }
}
