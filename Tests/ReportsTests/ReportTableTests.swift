import Reports
import Testing

@Suite("F: what counts come to")
struct ReportTableTests {
    private func table(_ name: String, _ counts: [(String, String, Int64)]) throws -> ReportTable {
        let report = try #require(Report.named(name))
        return ReportTable(
            report, counts: counts.map { ReportTable.Count(split: $0.0, key: $0.1, amount: $0.2) })
    }

    @Test("adherence is kept ÷ (kept + broken); what is undecided or ended stands beside it")
    func adherence() throws {
        let table = try table(
            "acknowledgments",
            [
                ("1", "kept", 2), ("1", "broken", 1), ("1", "undecided", 4), ("2", "ended", 3),
                ("3", "kept", 5),
            ])
        #expect(table.rows.map(\.split) == ["1", "2", "3"])
        #expect(table.rows.map { $0.values[0] } == [6667, nil, 10_000])
        #expect(table.total.values == [8750, 7, 1, 4, 3, 0, 0])
    }

    @Test("automatic receipts and answered calls are columns of their own, and in no share")
    func apart() throws {
        let both = try table(
            "acknowledgments",
            [("", "kept", 3), ("", "broken", 1), ("", "automatic", 9), ("", "answered-call", 5)])
        #expect(both.total.values == [7500, 3, 1, 0, 0, 9, 5])
        let alone = try table("acknowledgments", [("", "automatic", 9)])
        #expect(alone.total.values[0] == nil, "receipts alone are no adherence of people")
    }

    @Test("no promises are no percentage, never 100 %")
    func nothing() throws {
        let table = try table("resolutions", [])
        #expect(table.total.values[0] == nil)
        #expect(Report.Column.Unit.share.words(nil) == "-")
    }

    @Test("the median and nine of ten are values that occurred, by the nearest rank")
    func times() throws {
        let table = try table(
            "times-to-acknowledge", (1...10).map { ("", "\($0 * 10)", 1) } + [("", "5", 1)])
        #expect(table.total.values == [50, 90, 100, 11])
        let one = try self.table("times-to-acknowledge", [("", "7", 3)])
        #expect(one.total.values == [7, 7, 7, 3])
    }

    @Test("a mean rating is rounded half up to hundredths")
    func ratings() throws {
        let table = try table("satisfaction", [("", "5", 2), ("", "4", 1), ("", "1", 3)])
        #expect(table.total.values == [283, 6, 2, 1, 0, 0, 3])
    }

    @Test("escalated tickets are counted with their tier")
    func tiers() throws {
        let table = try table("tiers", [("", "1", 6), ("", "2+", 3), ("", "3+", 1), ("", "2", 2)])
        #expect(table.total.values == [3333, 6, 5, 1, 12])
    }

    @Test(
        "numbers in words",
        arguments: [
            (.count, 1_204, "1,204"), (.count, 0, "0"), (.share, 9_744, "97.4 %"),
            (.share, 10_000, "100.0 %"),
            (.share, 9_995, "100.0 %"), (.share, 5, "0.1 %"), (.minutes, 72, "1 h 12 min"),
            (.minutes, 120, "2 h"), (.minutes, 0, "0 min"), (.rating, 435, "4.35"), (.rating, 400, "4.00"),
        ] as [(Report.Column.Unit, Int64, String)])
    func words(_ unit: Report.Column.Unit, _ value: Int64, _ words: String) {
        #expect(unit.words(value) == words)
    }

    @Test("differences carry their sign and say points, not percent of percent")
    func differences() {
        #expect(Report.Column.Unit.share.difference(9_500, from: 9_000) == "+5.0 points")
        #expect(Report.Column.Unit.minutes.difference(60, from: 90) == "−30 min")
        #expect(Report.Column.Unit.count.difference(4, from: 4) == "as before")
        #expect(Report.Column.Unit.count.difference(nil, from: 4) == nil)
    }

    @Test("as CSV each row has its name, and formulas are no formulas")
    func csv() throws {
        let report = try #require(Report.named("volume"))
        let table = try table("volume", [("1", "promised", 3), ("2", "no-promise", 1)])
        let csv = table.csv(report, split: "Customer") { $0 == "1" ? "=SUM(A1)" : "Acme, Inc" }
        let lines = csv.split(separator: "\r\n").map(String.init)
        #expect(lines[0] == "Customer,Received,Under a promise,No promise,Opened by agents,Not an inquiry")
        #expect(lines[1].hasPrefix("'=SUM(A1)") || lines[1].hasPrefix("\"'=SUM(A1)\""))
        #expect(lines[2] == "\"Acme, Inc\",1,0,1,0,0")
        #expect(lines[3] == "All,4,3,1,0,0")
    }

    @Test("every report has a column for each value, and its name once")
    func catalogue() throws {
        #expect(Set(Report.catalogue.map(\.name)).count == Report.catalogue.count)
        for report in Report.catalogue {
            let table = ReportTable(report, counts: [])
            #expect(table.total.values.count == report.columns.count, "\(report.name)")
            #expect(report.columns.indices.contains(report.main), "\(report.name)")
        }
    }

    @Test("a split that has to be there is there with nothing in it")
    func empty() throws {
        let report = try #require(Report.named("resolutions"))
        let counts = [ReportTable.Count(split: "2026-10", key: "kept", amount: 2)]
        let table = ReportTable(report, counts: counts, splits: ["2026-10", "2026-11"])
        #expect(table.rows.map(\.split) == ["2026-10", "2026-11"])
        #expect(table.rows[1].values == [nil, 0, 0, 0, 0] && table.total.values[1] == 2)
        #expect(report.words(of: ["kept", "broken"]) == "kept or broken")
        #expect(report.words(of: ["broken"]) == "broken" && report.words(of: []) == nil)
    }
}
