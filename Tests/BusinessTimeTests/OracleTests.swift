import BusinessTime
import DulyTesting
import Testing

@Suite("The engine against a calendar painted minute by minute")
struct OracleTests {
    @Test("20,000 seeded questions in 18 zones have the same answers", arguments: [2026, 2027, 2028, 2029])
    func seededQuestions(seed: UInt64) throws {
        var trial = CalendarTrial(zones: try SeededZone.all())
        try trial.run(seed: seed, cases: 5000) { CalendarSubject(try $0.calendar()) }
        #expect(trial.cases == 5000)
        #expect(trial.differences == 0, "\(trial.firstDifference ?? "")")
    }

    @Test("elapsed to a deadline is the period, for every calendar")
    func inverses() throws {
        let zones = try SeededZone.all()
        var random = SplitMix64(seed: 11)
        for round in 0..<36 {
            let calendar = try CalendarWorld(in: zones[round % zones.count], using: &random).calendar()
            let coverage = calendar.coverage
            for _ in 0..<100 {
                let start = Instant(
                    seconds: .random(in: coverage.from.seconds...coverage.to.seconds, using: &random))
                let period = BusinessSeconds(.random(in: 0...2_000_000, using: &random))
                guard let due = calendar.deadline(after: period, from: start) else { continue }
                #expect(calendar.elapsed(from: start, to: due) == period)
                #expect(due >= start)
            }
        }
    }
}
