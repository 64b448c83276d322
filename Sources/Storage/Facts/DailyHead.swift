/// The checkpoint that is published for a day: the first that was sealed on it. Checkpoints are never changed
/// nor taken out, so neither is the list of these.
public struct DailyHead: Hashable, Sendable {
    /// In UTC, for example `2026-11-23`.
    public let day: String
    public let checkpoint: Checkpoint
}

extension Reader {
    /// The newest day first.
    public func dailyHeads(before number: Int64 = .max, limit: Int = 400) throws -> [DailyHead] {
        try rows(
            """
            SELECT \(Checkpoint.columns) FROM checkpoint WHERE number IN
                (SELECT min(number) FROM checkpoint GROUP BY at / 86400) AND number < $1
            ORDER BY number DESC LIMIT $2
            """, number, limit
        ) { row in
            let checkpoint = try Checkpoint(&row)
            return DailyHead(day: String("\(checkpoint.at)".prefix(10)), checkpoint: checkpoint)
        }
    }
}
