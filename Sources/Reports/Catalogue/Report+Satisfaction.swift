import Agreements

extension Report {
    public static let satisfaction = Report(
        "satisfaction", "Satisfaction",
        says: "Ratings from 1 to 5 of tickets that were settled in the period.",
        clause: Clause("F"), question: .ratings,
        columns: [Column("Mean rating", .rating, .all), Column("Ratings", .count, .all)]
            + (1...5).reversed().map { Column("\($0)", key: "\($0)") },
        target: .satisfaction, isMoreBetter: true
    ) { counts in
        let marks = (1...5).map { counts["\($0)"] ?? 0 }
        let count = marks.reduce(0, +)
        let sum = zip(1..., marks).reduce(0) { $0 + $1.0 * $1.1 }
        return [count == 0 ? nil : (sum * 200 / count + 1) / 2, count] + marks.reversed()
    }
}
