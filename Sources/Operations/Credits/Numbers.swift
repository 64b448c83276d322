/// Whole numbers one after another, each in as few bytes as it needs: seven bits a byte, the sign first.
struct NumberWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ numbers: Int...) { for number in numbers { add(Int64(number)) } }

    mutating func add(_ numbers: Int64...) {
        for number in numbers {
            var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
            while rest > 127 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }
}

/// Reads what `NumberWriter` wrote.
struct NumberReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    /// nil at the end, and where no number begins.
    mutating func next() -> Int64? {
        var (value, shift) = (UInt64(0), UInt64(0))
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
            shift += 7
        }
        return nil
    }

    mutating func small() -> Int? { next().flatMap { Int(exactly: $0) } }
}
