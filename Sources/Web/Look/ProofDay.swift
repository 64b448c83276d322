/// A span inside one day, in minutes since its midnight by the agreement's wall clock.
struct MinuteSpan: Sendable, Equatable {
    var from: Int
    var to: Int
}

/// One day of a proof.
struct ProofDay: Sendable, Equatable {
    /// For example "Mon 23 Nov".
    var label: String
    var open: [MinuteSpan] = []
    var counted: [MinuteSpan] = []
    var paused: [MinuteSpan] = []
    /// A holiday's name, or "Sunday, closed".
    var note: String?
    /// What was counted that day, for example "2 h 5 min".
    var sum: String?
}

/// A point of a proof: the day by its place in the list, and the minute of that day.
struct ProofPoint: Sendable, Equatable {
    var day: Int
    var minute: Int
    /// For example "due 16:40" or "received 09:12".
    var words: String
}

/// A line of the table: a span, why it counts or does not, and how much it adds.
struct ProofLine: Sendable, Equatable {
    var from: String
    var to: String
    var reason: String
    var clause: String
    var seconds: Int
    /// Whether the seconds are part of the sum.
    var isCounted: Bool
}
