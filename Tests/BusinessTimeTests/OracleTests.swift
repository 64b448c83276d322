import BusinessTime
import DulyTesting
import Testing

@Suite("The engine against a calendar painted minute by minute")
struct OracleTests {
    @Test("20,000 seeded questions in 18 zones have the same answers")
    func seededQuestions() throws {
        var trial = CalendarTrial(zones: try SeededZone.all())
        try trial.run(seed: 2026, cases: 20_000) { CalendarSubject(try $0.calendar()) }
        #expect(trial.cases == 20_000)
        #expect(trial.differences == 0, "\(trial.firstDifference ?? "")")
    }
}
