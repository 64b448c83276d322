/// A length of counted time: seconds inside opening hours, never wall-clock seconds.
public struct BusinessSeconds: Hashable, Comparable, Sendable, AdditiveArithmetic, ExpressibleByIntegerLiteral
{
    public let count: Int64

    public init(_ count: Int64) {
        self.count = count
    }

    public init(integerLiteral value: Int64) {
        count = value
    }

    public static let zero = BusinessSeconds(0)

    public static func minutes(_ count: Int64) -> BusinessSeconds {
        BusinessSeconds(clamped(count, times: 60))
    }
    public static func hours(_ count: Int64) -> BusinessSeconds {
        BusinessSeconds(clamped(count, times: 3600))
    }

    public static func < (left: BusinessSeconds, right: BusinessSeconds) -> Bool { left.count < right.count }

    /// Sums stay at the ends of Int64 instead of overflowing: a period that long is unreachable anyway.
    public static func + (left: BusinessSeconds, right: BusinessSeconds) -> BusinessSeconds {
        let (sum, overflow) = left.count.addingReportingOverflow(right.count)
        return BusinessSeconds(overflow ? (right.count < 0 ? .min : .max) : sum)
    }

    public static func - (left: BusinessSeconds, right: BusinessSeconds) -> BusinessSeconds {
        let (difference, overflow) = left.count.subtractingReportingOverflow(right.count)
        return BusinessSeconds(overflow ? (right.count < 0 ? .max : .min) : difference)
    }

    static func clamped(_ count: Int64, times factor: Int64) -> Int64 {
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? ((count < 0) == (factor < 0) ? .max : .min) : product
    }
}

extension BusinessSeconds: Codable {
    public init(from decoder: any Decoder) throws {
        count = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }
}
