import Agreements

extension Report {
    static let timesToAcknowledge = times(
        .acknowledgment, "times-to-acknowledge", "Time to acknowledge", "acknowledged",
        says: " Automatic receipts and answered calls take no time and are left out.")
    static let timesToResolve = times(.resolution, "times-to-resolve", "Time to resolve", "resolved")

    private static func times(
        _ promise: Promise, _ name: String, _ title: String, _ done: String, says more: String = ""
    ) -> Report {
        Report(
            name, title,
            says: "Business time, in whole minutes, of promises \(done) in the period, less pauses and "
                + "approved exclusions. Nine of ten took no longer than the second number." + more,
            clause: promise == .acknowledgment ? Clause("A.1") : Clause("A.2"), question: .minutes(promise),
            columns: [
                Column("Median", .minutes, .all), Column("Nine of ten", .minutes, .atLeast),
                Column("Longest", .minutes, .atLeast), Column("Counted", .count, .all),
            ],
            isMoreBetter: false
        ) { counts in
            let minutes = counts.compactMap { key, count in Int64(key).map { ($0, count) } }
                .sorted { $0.0 < $1.0 }
            return [
                rank(50, in: minutes), rank(90, in: minutes), minutes.last?.0,
                minutes.reduce(0) { $0 + $1.1 },
            ]
        }
    }

    /// The smallest value that at least so many of a hundred do not pass (nearest rank).
    static func rank(_ percent: Int64, in counts: [(value: Int64, count: Int64)]) -> Int64? {
        let all = counts.reduce(0) { $0 + $1.count }
        var passed: Int64 = 0
        for (value, count) in counts {
            passed += count
            if passed * 100 >= all * percent { return value }
        }
        return nil
    }
}
