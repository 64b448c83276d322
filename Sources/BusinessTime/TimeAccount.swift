/// Every second from a start to an end with the reason it counts or not: the raw material of a proof.
public struct TimeAccount: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case counted
        /// Open, but the clock was paused.
        case paused
        case closed
        case holiday(Holiday)
        /// A special opening without hours closed the date.
        case specialClosing
    }

    public struct Line: Hashable, Sendable {
        public let span: Span
        public let reason: Reason
        /// The business date of open time, the first local date of closed time.
        public let date: LocalDate?

        public init(span: Span, reason: Reason, date: LocalDate?) {
            self.span = span
            self.reason = reason
            self.date = date
        }
    }

    /// Contiguous; together they cover the account's whole span.
    public let lines: [Line]

    public init(lines: [Line]) {
        self.lines = lines
    }

    /// The answer: the sum of the counted lines.
    public var counted: BusinessSeconds { sum(of: .counted) }

    /// Business time in which the clock stood still.
    public var paused: BusinessSeconds { sum(of: .paused) }

    private func sum(of reason: Reason) -> BusinessSeconds {
        BusinessSeconds(lines.reduce(0) { $1.reason == reason ? $0 + $1.span.wallSeconds : $0 })
    }
}
