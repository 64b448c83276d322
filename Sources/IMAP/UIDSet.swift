/// Messages by their numbers in a folder, as a command names them: `3:5,9`.
public struct UIDSet: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Numbers in a row become a range.
    public init(_ uids: some Sequence<UInt32>) {
        var ranges: [ClosedRange<UInt32>] = []
        for uid in Set(uids).sorted() {
            if let last = ranges.last, last.upperBound < UInt32.max, last.upperBound + 1 == uid {
                ranges[ranges.count - 1] = last.lowerBound...uid
            } else {
                ranges.append(uid...uid)
            }
        }
        description = ranges.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound):\(range.upperBound)"
        }.joined(separator: ",")
    }

    /// From a number on; a server names the last message even where its number is lower.
    public init(from first: UInt32) { description = "\(first):*" }

    public init(_ range: ClosedRange<UInt32>) { description = "\(range.lowerBound):\(range.upperBound)" }
}
