/// A set of instants kept as sorted, disjoint, non-empty spans; spans that touch are one.
public struct SpanSet: Hashable, Sendable {
    public let spans: [Span]

    public static let none = SpanSet([])

    public init(_ spans: some Sequence<Span>) {
        var merged: [Span] = []
        for span in spans.filter({ !$0.isEmpty }).sorted(by: { $0.from < $1.from }) {
            if let last = merged.last, span.from <= last.to {
                merged[merged.count - 1] = Span(from: last.from, to: max(last.to, span.to))
            } else {
                merged.append(span)
            }
        }
        self.spans = merged
    }

    private init(normal spans: [Span]) {
        self.spans = spans
    }

    public var isEmpty: Bool { spans.isEmpty }

    public func union(_ other: SpanSet) -> SpanSet { SpanSet(spans + other.spans) }

    public func intersection(_ other: SpanSet) -> SpanSet {
        var shared: [Span] = []
        var (i, j) = (0, 0)
        while i < spans.count, j < other.spans.count {
            if let both = spans[i].intersection(other.spans[j]) { shared.append(both) }
            if spans[i].to < other.spans[j].to { i += 1 } else { j += 1 }
        }
        return SpanSet(normal: shared)
    }

    public func subtracting(_ other: SpanSet) -> SpanSet {
        var left: [Span] = []
        var j = 0
        for span in spans {
            while j < other.spans.count, other.spans[j].to <= span.from { j += 1 }
            var start = span.from
            var k = j
            while k < other.spans.count, other.spans[k].from < span.to {
                if start < other.spans[k].from { left.append(Span(from: start, to: other.spans[k].from)) }
                start = max(start, other.spans[k].to)
                k += 1
            }
            if start < span.to { left.append(Span(from: start, to: span.to)) }
        }
        return SpanSet(normal: left)
    }

    public func contains(_ instant: Instant) -> Bool {
        var (low, high) = (0, spans.count)
        while low < high {
            let middle = (low + high) / 2
            if spans[middle].to <= instant { low = middle + 1 } else { high = middle }
        }
        return low < spans.count && spans[low].from <= instant
    }

    /// The part inside `span`.
    public func clipped(to span: Span) -> SpanSet {
        SpanSet(normal: spans.compactMap { $0.intersection(span) })
    }
}

extension SpanSet: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Span].self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(spans)
    }
}
