import Foundation

/// How long requests took, by route: counts in buckets, as Prometheus sums them up.
final class RouteTimes: @unchecked Sendable {
    struct Route: Hashable, Comparable {
        let method: String
        /// As the router names it; no address that anybody asked for.
        let path: String
        let status: Int

        static func < (a: Route, b: Route) -> Bool {
            (a.path, a.method, a.status) < (b.path, b.method, b.status)
        }
    }

    struct Count {
        var buckets = [Int](repeating: 0, count: RouteTimes.bounds.count)
        var count = 0
        var seconds = 0.0
    }

    /// Upper bounds in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
    /// Routes are few; something that is none must not fill the memory.
    private static let routesMax = 2_000

    private let lock = NSLock()
    private var counts: [Route: Count] = [:]

    func note(_ route: Route, _ seconds: Double) {
        lock.withLock {
            guard counts[route] != nil || counts.count < Self.routesMax else { return }
            var count = counts[route] ?? Count()
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { count.buckets[bucket] += 1 }
            count.count += 1
            count.seconds += seconds
            counts[route] = count
        }
    }

    var all: [(route: Route, count: Count)] {
        lock.withLock { counts }.sorted { $0.key < $1.key }.map { (route: $0.key, count: $0.value) }
    }
}
