/// The headers of a POSIX tar (ustar), so that any tool can open a backup.
enum Tar {
    static let block = 512

    static func header(name: String, size: Int64) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at offset: Int) {
            bytes.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        put("0000600\0" + "0000000\0" + "0000000\0", at: 100)
        if size < 1 << 33 {
            put(octal(size, digits: 11) + "\0", at: 124)
        } else {
            // Over 8 GiB the size is written as a binary number, as GNU tar does.
            bytes[124] = 0x80
            for index in 0..<8 { bytes[135 - index] = UInt8(truncatingIfNeeded: size >> (8 * index)) }
        }
        put(octal(0, digits: 11) + "\0" + "        " + "0", at: 136)
        put("ustar\0" + "00", at: 257)
        put(octal(bytes.reduce(0) { $0 + Int64($1) }, digits: 6) + "\0 ", at: 148)
        return bytes
    }

    /// nil for the block of zeros that ends the archive.
    static func entry(_ header: [UInt8]) throws -> (name: String, size: Int64)? {
        if header.allSatisfy({ $0 == 0 }) { return nil }
        var summed = header
        summed.replaceSubrange(148..<156, with: [UInt8](repeating: 32, count: 8))
        let sum = summed.reduce(0) { $0 + Int64($1) }
        if number(header[148..<156]) != sum {
            throw StoreProblem.badBackup("a header of the archive is damaged")
        }
        let name = String(decoding: header[0..<100].prefix { $0 != 0 }, as: UTF8.self)
        if header[124] != 0x80 { return (name, number(header[124..<136])) }
        return (name, header[128..<136].reduce(0) { $0 << 8 | Int64($1) })
    }

    static func padding(_ size: Int64) -> Int {
        Int((Int64(block) - size % Int64(block)) % Int64(block))
    }

    private static func octal(_ number: Int64, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int64 {
        Int64(String(decoding: field.filter { (48...55).contains($0) }, as: UTF8.self), radix: 8) ?? -1
    }
}
