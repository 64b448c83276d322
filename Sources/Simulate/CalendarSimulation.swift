import BusinessTime
import DulyTesting

/// Calendars in many zones, the engine against the slow calendar.
struct CalendarSimulation {
    let seed: UInt64
    let cases: Int

    /// Prints one line to compare, and the first difference if there is one.
    func run() throws -> Bool {
        let clock = ContinuousClock()
        var trial = CalendarTrial(zones: try SeededZone.all())
        let time = try clock.measure {
            try trial.run(seed: seed, cases: cases) { CalendarSubject(try $0.calendar()) }
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            "calendar: seed \(seed), \(trial.cases) cases, \(trial.zones.count) zones, "
                + "\(trial.differences) differences, \((seconds * 10).rounded() / 10) s")
        if let first = trial.firstDifference { print(first) }
        return trial.differences == 0
    }
}
