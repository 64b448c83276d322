import Agreements

extension Report {
    static let uncounted = Report(
        "uncounted", "Time not counted",
        says: "Business time during which the clocks of tickets received in the period stood still, so that "
            + "nobody stops a clock unseen.",
        clause: Clause("H"), question: .uncounted,
        columns: [
            Column("In all", .minutes, .all), Column("Waiting for the customer", .minutes, .keys(["waited"])),
            Column("Approved exclusions", .minutes, .keys(["excluded"])),
        ],
        isMoreBetter: false
    ) { seconds in
        let parts = ["waited", "excluded"].map { ((seconds[$0] ?? 0) + 30) / 60 }
        return [parts.reduce(0, +)] + parts
    }
}
