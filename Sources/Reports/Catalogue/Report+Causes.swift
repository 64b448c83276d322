import Agreements

extension Report {
    static let acknowledgmentCauses = causes(
        .acknowledgment, "acknowledgment-causes", "Why acknowledgments broke")
    static let resolutionCauses = causes(.resolution, "resolution-causes", "Why resolutions broke")

    private static func causes(_ promise: Promise, _ name: String, _ title: String) -> Report {
        Report(
            name, title,
            says: "Promises broken in the period, by where the ticket was when its deadline passed.",
            clause: promise == .acknowledgment ? Clause("A.1") : Clause("A.2"), question: .causes(promise),
            columns: [Column("Broken", .count, .all)]
                + BreachCause.allCases.map { Column($0.words, key: $0.rawValue) },
            isMoreBetter: false
        ) { counts in
            let causes = BreachCause.allCases.map { counts[$0.rawValue] ?? 0 }
            return [causes.reduce(0, +)] + causes
        }
    }
}
