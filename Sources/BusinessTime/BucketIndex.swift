/// Where to begin a search in a sorted table: the range of values is cut into equal buckets, about four to an
/// entry, and each bucket knows the entry in force at its beginning. The search goes on from there by steps.
struct BucketIndex: Sendable {
    private let origin: Int64
    private let shift: Int64
    private let starts: ContiguousArray<Int32>

    /// Answers for values in the range. The values never fall, and the first is at or before the range.
    init(_ values: some RandomAccessCollection<Int64>, over range: ClosedRange<Int64>) {
        let length = range.upperBound - range.lowerBound
        let width = max(1, length / Int64(values.count * 4))
        let shift = Int64(63 - width.leadingZeroBitCount)
        let count = Int(length >> shift) + 1
        var starts = ContiguousArray<Int32>()
        starts.reserveCapacity(count)
        var entry: Int32 = 0
        for value in values.dropFirst() {
            // The entry before this value is in force up to the bucket in which the value lies.
            let bucket = min((value - range.lowerBound - 1) >> shift, Int64(count - 1))
            while starts.count <= bucket { starts.append(entry) }
            entry += value <= range.upperBound ? 1 : 0
        }
        while starts.count < count { starts.append(entry) }
        origin = range.lowerBound
        self.shift = shift
        self.starts = starts
    }

    /// An entry at or before the one in force at `value`, never the last of the table. Stops the program when
    /// the value lies outside the range, in one comparison where the array alone would take two.
    @inline(__always)
    func start(for value: Int64) -> Int {
        let bucket = Int((value &- origin) &>> shift)
        precondition(UInt(bitPattern: bucket) < UInt(bitPattern: starts.count))
        return Int(starts[bucket])
    }
}
