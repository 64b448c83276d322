/// RTF as Outlook packs it (MS-OXRTFCP): literals, and pieces repeated from a ring of 4,096 bytes that begins
/// with common words.
enum CompressedRTF {
    private static let ring = 4_096
    private static let packed: UInt32 = 0x7546_5A4C
    private static let plain: UInt32 = 0x414C_454D

    private static let beginning = Array(
        (#"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "#
            + #"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"#
            + "\r\n" + #"\par \pard\plain\f0\fs20\b\i\u\tab\tx"#).utf8)

    /// Nil when the bytes are of no such form, or longer than the bound when expanded.
    static func expanded(_ bytes: ArraySlice<UInt8>, byteCountMax: Int) -> [UInt8]? {
        var input = LittleEndian(bytes)
        guard input.skip(4), let rawSize = input.number32(), let form = input.number32(), input.skip(4),
            rawSize <= byteCountMax
        else { return nil }
        if form == plain { return input.take(Int(rawSize)).map(Array.init) }
        guard form == packed else { return nil }
        return unpacked(&input, size: Int(rawSize))
    }

    private static func unpacked(_ input: inout LittleEndian, size: Int) -> [UInt8] {
        var ringBytes = [UInt8](repeating: 0x20, count: ring)
        ringBytes.replaceSubrange(0..<beginning.count, with: beginning)
        var position = beginning.count
        var out: [UInt8] = []
        func add(_ byte: UInt8) {
            out.append(byte)
            ringBytes[position] = byte
            position = (position + 1) % ring
        }
        while out.count < size, let flags = input.byte() {
            for bit in 0..<8 where out.count < size {
                if flags >> UInt8(bit) & 1 == 0 {
                    guard let byte = input.byte() else { return out }
                    add(byte)
                    continue
                }
                guard let high = input.byte(), let low = input.byte() else { return out }
                let from = Int(high) << 4 | Int(low) >> 4
                if from == position { return out }
                for step in 0..<(Int(low & 15) + 2) where out.count < size {
                    add(ringBytes[(from + step) % ring])
                }
            }
        }
        return out
    }
}
