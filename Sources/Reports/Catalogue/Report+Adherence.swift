import Agreements

extension Report {
    static let acknowledgments = adherence(
        .acknowledgment, "acknowledgments", "Acknowledgments kept", target: .acknowledgment,
        apart: [("Automatic receipts", .automatic), ("Answered calls", .answeredCall)],
        says: " Automatic receipts, where the agreement lets them acknowledge (A.1), and answered inbound "
            + "calls stand for themselves and are in no share.")
    static let resolutions = adherence(.resolution, "resolutions", "Resolutions kept", target: .resolution)

    /// - Parameter apart: what is kept, but counted in columns of its own.
    private static func adherence(
        _ promise: Promise, _ name: String, _ title: String, target: Target,
        apart: [(title: String, decided: TicketFigures.Decided)] = [], says more: String = ""
    ) -> Report {
        Report(
            name, title,
            says: "Promises whose deadline lies in the period: kept ÷ (kept + broken). Open after the "
                + "deadline is broken; open before it is not counted yet." + more,
            clause: Clause("F"), question: .promises(promise),
            columns: [
                Column("Kept in time", .share, .keys(["kept", "broken"])), Column("Kept", key: "kept"),
                Column("Broken", key: "broken"), Column("Not due yet", key: "undecided"),
                Column("Ended without either", key: "ended"),
            ] + apart.map { Column($0.title, key: $0.decided.rawValue) },
            target: target, isMoreBetter: true
        ) { counts in
            let (kept, broken) = (counts["kept"] ?? 0, counts["broken"] ?? 0)
            return [
                share(kept, of: kept + broken), kept, broken, counts["undecided"] ?? 0, counts["ended"] ?? 0,
            ] + apart.map { counts[$0.decided.rawValue] ?? 0 }
        }
    }
}
