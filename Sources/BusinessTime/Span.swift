/// A half-open stretch of the world's clock, [from, to).
public struct Span: Hashable, Sendable, Codable {
    public let from: Instant
    public let to: Instant

    public init(from: Instant, to: Instant) {
        precondition(from <= to, "a span ends no earlier than it begins")
        self.from = from
        self.to = to
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let from = try container.decode(Instant.self, forKey: .from)
        let to = try container.decode(Instant.self, forKey: .to)
        guard from <= to else {
            throw DecodingError.dataCorruptedError(
                forKey: .to, in: container, debugDescription: "a span ends no earlier than it begins")
        }
        self.init(from: from, to: to)
    }

    public var isEmpty: Bool { from == to }

    /// Seconds by the world's clock.
    public var wallSeconds: Int64 { to.wallSeconds(since: from) }

    public func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }

    /// What both spans share; nil when that is nothing.
    public func intersection(_ other: Span) -> Span? {
        let start = max(from, other.from)
        let end = min(to, other.to)
        return start < end ? Span(from: start, to: end) : nil
    }
}
