/// Where to begin a search in a sorted table: the range of values is cut into equal buckets, about four to an
/// entry, and each bucket knows the entry in force at its beginning. The search goes on from there by steps.
struct BucketIndex: Sendable {
    private let origin: Int64
    private let shift: Int64
    private let starts: ContiguousArray<Int32>

    /// The values rise strictly; there is at least one.
    init(_ values: some RandomAccessCollection<Int64>, to end: Int64) {
        let origin = values.first ?? 0
        let width = max(1, (end - origin) / Int64(max(1, values.count * 4)))
        let shift = Int64(63 - width.leadingZeroBitCount)
        var starts = ContiguousArray<Int32>()
        starts.reserveCapacity(Int((end - origin) >> shift) + 1)
        var entry: Int32 = 0
        for value in values.dropFirst() {
            // The entry before this value is in force up to the bucket in which the value lies.
            let bucket = Int((value - origin - 1) >> shift)
            while starts.count <= bucket { starts.append(entry) }
            entry += 1
        }
        starts.append(entry)
        self.origin = origin
        self.shift = shift
        self.starts = starts
    }

    /// An entry at or before the one in force at `value`, which is not below the first value.
    @inline(__always)
    func start(for value: Int64) -> Int {
        let bucket = Int((value &- origin) &>> shift)
        return Int(starts[min(bucket, starts.count &- 1)])
    }
}
