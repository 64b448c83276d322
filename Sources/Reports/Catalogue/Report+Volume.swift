import Agreements

extension Report {
    static let volume = Report(
        "volume", "Volume",
        says: "Inquiries received in the period. Those without a promise and those opened by agents are "
            + "outside adherence and credits.",
        clause: Clause("B"), question: .received,
        columns: [
            Column("Received", .count, .all),
            Column("Under a promise", key: TicketFigures.Counting.promised.rawValue),
            Column("No promise", key: TicketFigures.Counting.noPromise.rawValue),
            Column("Opened by agents", key: TicketFigures.Counting.openedByAgent.rawValue),
            Column("Not an inquiry", key: TicketFigures.Counting.notInquiry.rawValue),
        ]
    ) { counts in
        let kinds = TicketFigures.Counting.allCases.map { counts[$0.rawValue] ?? 0 }
        return [kinds.reduce(0, +)] + kinds
    }
}
