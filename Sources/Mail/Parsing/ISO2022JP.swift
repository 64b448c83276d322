/// ISO-2022-JP as Japanese mailers send it (Microsoft's code page 50221): with NEC's and IBM's characters and
/// half-width kana, which iconv's table lacks. Turned into Shift_JIS, whose superset iconv has.
enum ISO2022JP {
    private enum Shift {
        case ascii
        case kana
        case kanji
    }

    /// Nil when a byte fits no shift state.
    static func shiftJIS(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var shift = Shift.ascii
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B {
                guard let (next, length) = escape(bytes, at: index) else { return nil }
                shift = next
                index += length
            } else if shift == .kanji, byte > 0x20 {
                guard index + 1 < bytes.count, (0x21...0x7E).contains(byte),
                    (0x21...0x7E).contains(bytes[index + 1])
                else { return nil }
                append(row: byte, cell: bytes[index + 1], to: &out)
                index += 2
            } else {
                guard byte < 0x80 || (0xA1...0xDF).contains(byte) else { return nil }
                out.append(shift == .kana && byte > 0x20 && byte < 0x60 ? byte | 0x80 : byte)
                // A line begins in ASCII; mailers that forget the escape rely on it.
                if byte == lf { shift = .ascii }
                index += 1
            }
        }
        return out
    }

    private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Shift, Int)? {
        guard index + 2 < bytes.count else { return nil }
        switch (bytes[index + 1], bytes[index + 2]) {
        case (0x28, 0x42), (0x28, 0x4A), (0x28, 0x48): return (.ascii, 3)
        case (0x28, 0x49): return (.kana, 3)
        case (0x24, 0x40), (0x24, 0x42): return (.kanji, 3)
        default: return nil
        }
    }

    private static func append(row: UInt8, cell: UInt8, to out: inout [UInt8]) {
        let lead = (row + 1) / 2 + (row < 0x5F ? 0x70 : 0xB0)
        let trail = row % 2 == 1 ? cell + (cell > 0x5F ? 0x20 : 0x1F) : cell + 0x7E
        out.append(lead)
        out.append(trail)
    }
}
