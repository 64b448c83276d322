/// Base 64 as it arrives: padding may be missing, in the middle, or followed by more; what is no digit is
/// skipped.
enum Base64 {
    private static let padding: UInt8 = 0xFE
    private static let skipped: UInt8 = 0xFF

    private static let values: [UInt8] = (0...255).map { byte in
        switch UInt8(byte) {
        case 0x41...0x5A: UInt8(byte) - 0x41
        case 0x61...0x7A: UInt8(byte) - 0x61 + 26
        case 0x30...0x39: UInt8(byte) - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        case UInt8(ascii: "="): padding
        default: skipped
        }
    }

    static func decode(_ text: some Collection<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var count: UInt32 = 0
        values.withUnsafeBufferPointer { values in
            for byte in text {
                let value = values[Int(byte)]
                if value < 64 {
                    bits = bits << 6 | UInt32(value)
                    count += 6
                    if count >= 8 {
                        count -= 8
                        out.append(UInt8(truncatingIfNeeded: bits >> count))
                    }
                } else if value == padding {
                    count = 0
                }
            }
        }
        return out
    }
}
