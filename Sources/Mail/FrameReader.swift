/// Takes frames (decimal length, line feed, that many bytes) out of a stream that arrives in pieces of any
/// size.
public struct FrameReader: Sendable {
    /// What is wrong with the stream; nothing after it can be read.
    public enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        case lengthNotDecimal
        case tooLong(Int)
        case endedInside

        public var description: String {
            switch self {
            case .lengthNotDecimal: "a frame begins with its length in decimal digits and a line feed"
            case .tooLong(let length):
                "a frame of \(length) bytes is over the limit of \(FrameReader.byteCountMax)"
            case .endedInside: "the input ended inside a frame: its length says more bytes than came"
            }
        }
    }

    public static let byteCountMax = 268_435_456

    private var buffer: [UInt8] = []
    private var start = 0

    public init() {}

    public mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 65_536 || start == buffer.count {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole frame, nil when more bytes are needed.
    public mutating func next() throws(Refusal) -> [UInt8]? {
        var length = 0
        var index = start
        while index < buffer.count, buffer[index].isDigit {
            length = length * 10 + Int(buffer[index] - 0x30)
            if length > FrameReader.byteCountMax { throw .tooLong(length) }
            index += 1
        }
        guard index < buffer.count else { return nil }
        if buffer[index] == cr, index + 1 == buffer.count { return nil }
        if buffer[index] == cr { index += 1 }
        guard index > start, buffer[index] == lf, buffer[start].isDigit else { throw .lengthNotDecimal }
        guard buffer.count - index - 1 >= length else { return nil }
        defer { start = index + 1 + length }
        return Array(buffer[(index + 1)..<(index + 1 + length)])
    }

    /// To be asked at the end of the input.
    public func finish() throws(Refusal) {
        if start < buffer.count { throw .endedInside }
    }
}
