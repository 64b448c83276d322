extension Report {
    /// The names are those of the store's ages.
    static let backlog = Report(
        "backlog", "Backlog and its age",
        says: "Tickets open at the end of the period, by calendar days since they were received.",
        question: .open,
        columns: [
            Column("Open", .count, .all), Column("Up to a day", key: "day"),
            Column("Up to 3 days", key: "three-days"), Column("Up to a week", key: "week"),
            Column("Up to 30 days", key: "month"), Column("Older", key: "older"),
        ],
        isMoreBetter: false
    ) { counts in
        let ages = ["day", "three-days", "week", "month", "older"].map { counts[$0] ?? 0 }
        return [ages.reduce(0, +)] + ages
    }
}
