public import BusinessTime

/// How long an answer waits in which its writer can take it back.
public enum UndoTime {
    /// Wall seconds where nothing else is said.
    public static let usual: Int64 = 10
    /// A minute is long enough to see what one has written.
    public static let secondsMax: Int64 = 60
    /// Wall seconds that sending is left before a deadline.
    public static let spare: Int64 = 60

    /// Until when it waits; nil where it goes at once. Waiting never costs a promise: near a deadline that is
    /// open there is none.
    public static func end(from now: Instant, seconds: Int64, deadlines: [Instant]) -> Instant? {
        guard seconds > 0 else { return nil }
        let end = now.advanced(by: min(seconds, secondsMax))
        let isClose = deadlines.contains { $0 >= now && $0 <= end.advanced(by: spare) }
        return isClose ? nil : end
    }
}
