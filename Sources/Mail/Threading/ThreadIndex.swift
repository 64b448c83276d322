/// Where a mail stands in the thread of its sender's program: the field Thread-Index, by which Outlook groups
/// mails ([MS-OXOMSG] 2.2.1.3). 22 bytes say when the thread began and which it is; each answer adds 5.
public struct ThreadIndex: Hashable, Sendable {
    static let headerLength = 22
    static let levelLength = 5
    /// Answers. A longer thread keeps its place and is not extended any more.
    public static let levelCountMax = 100

    private let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// nil for what is no such value.
    public init?(_ text: String) {
        guard text.utf8.count <= 2 * (Self.headerLength + Self.levelCountMax * Self.levelLength) else {
            return nil
        }
        let bytes = Base64.decode(Array(text.utf8))
        let levels = bytes.count - Self.headerLength
        guard levels >= 0, levels % Self.levelLength == 0, levels / Self.levelLength <= Self.levelCountMax,
            bytes[0] == 1
        else { return nil }
        self.bytes = bytes
    }

    public var text: String { String(decoding: TransferEncoding.base64(bytes), as: UTF8.self) }

    public var levelCount: Int { (bytes.count - Self.headerLength) / Self.levelLength }

    /// An answer written so many seconds after 1970. `id` stands for chance: two answers of one moment
    /// differ by it.
    public func answered(at seconds: Int64, id: String) -> ThreadIndex {
        guard levelCount < Self.levelCountMax else { return self }
        let passed = max(0, Self.ticks(seconds) - began)
        // Up to 1.7 years are told by finer steps than what is longer.
        let isLong = passed >> 49 > 0
        let steps = UInt32(truncatingIfNeeded: passed >> (isLong ? 23 : 18)) & 0x7FFF_FFFF
        let word = steps | (isLong ? 0x8000_0000 : 0)
        let chance = id.utf8.reduce(0) { $0 &* 31 &+ $1 } & 0xF0
        return ThreadIndex(
            bytes: bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } + [chance])
    }

    /// When the thread began, in ticks of 100 ns since 1601. Some programs write a byte of 1 before the time,
    /// others let the time begin with its own.
    private var began: Int64 {
        let written = bytes[1] == 1 ? bytes[1..<6] : bytes[0..<6]
        let number = written.reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return number << (bytes[1] == 1 ? 24 : 16)
    }

    private static func ticks(_ seconds: Int64) -> Int64 {
        let (ticks, overflow) = (seconds + 11_644_473_600).multipliedReportingOverflow(by: 10_000_000)
        return overflow ? 0 : ticks
    }
}
