import Agreements

extension Report {
    static let acknowledgments = adherence(
        .acknowledgment, "acknowledgments", "Acknowledgments kept", target: .acknowledgment)
    static let resolutions = adherence(.resolution, "resolutions", "Resolutions kept", target: .resolution)

    private static func adherence(
        _ promise: Promise, _ name: String, _ title: String, target: Target
    ) -> Report {
        Report(
            name, title,
            says: "Promises whose deadline lies in the period: kept ÷ (kept + broken). Open after the "
                + "deadline is broken; open before it is not counted yet.",
            clause: Clause("F"), question: .promises(promise),
            columns: [
                Column("Kept in time", .share, .keys(["kept", "broken"])), Column("Kept", key: "kept"),
                Column("Broken", key: "broken"), Column("Not due yet", key: "undecided"),
                Column("Ended without either", key: "ended"),
            ],
            target: target, isMoreBetter: true
        ) { counts in
            let (kept, broken) = (counts["kept"] ?? 0, counts["broken"] ?? 0)
            return [
                share(kept, of: kept + broken), kept, broken, counts["undecided"] ?? 0, counts["ended"] ?? 0,
            ]
        }
    }
}
