/// Bodies for a wire that carries short lines of ASCII (RFC 2045, 6).
enum TransferEncoding {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static let hex = Array("0123456789ABCDEF".utf8)

    /// Line ends LF in, CRLF out, ending with one.
    static func crlf(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 40 + 2)
        for byte in bytes {
            if byte == lf { out.append(cr) }
            out.append(byte)
        }
        if bytes.last != lf { out += [cr, lf] }
        return out
    }

    static func base64(_ bytes: some Collection<UInt8>, lineLength: Int? = nil) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count * 4 / 3 + bytes.count / 40 + 8)
        var column = 0
        var group: [UInt8] = []
        func flush() {
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for position in 0..<4 {
                out.append(
                    position > group.count ? 0x3D : alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)])
            }
            group.removeAll(keepingCapacity: true)
            column += 4
            if let lineLength, column >= lineLength {
                out += [cr, lf]
                column = 0
            }
        }
        for byte in bytes {
            group.append(byte)
            if group.count == 3 { flush() }
        }
        if !group.isEmpty { flush() }
        if lineLength != nil, column > 0 { out += [cr, lf] }
        return out
    }

    /// Lines of at most 76 characters; line ends LF in, CRLF out.
    static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var column = 0
        for (index, byte) in bytes.enumerated() {
            if byte == lf {
                out += [cr, lf]
                column = 0
                continue
            }
            let isLineEnd = index + 1 == bytes.count || bytes[index + 1] == lf
            let isFrom = column == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
            let isLiteral =
                (byte > 0x20 && byte < 0x7F && byte != 0x3D && !isFrom) || (byte.isBlank && !isLineEnd)
            if column + (isLiteral ? 1 : 3) > 75 {
                out += [0x3D, cr, lf]
                column = 0
            }
            if isLiteral {
                out.append(byte)
                column += 1
            } else {
                out += [0x3D, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
                column += 3
            }
        }
        if bytes.last != lf { out += [cr, lf] }
        return out
    }
}
