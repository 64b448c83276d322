/// The line form of `duly mail sanitize`: `{"name":...,"html":...}` in, the same with safe HTML out.
public enum SanitizeLine {
    /// Nil when the line is no object of strings with an `html`.
    public static func answer(_ line: [UInt8]) -> [UInt8]? {
        var reader = StringObject(line)
        guard let members = reader.read(), let html = members["html"] else { return nil }
        var out = JSONText()
        out.raw("{\"name\":")
        out.string(members["name"] ?? "")
        out.raw(",\"html\":")
        out.string(SafeHTML.sanitize(html))
        out.raw("}")
        return out.bytes
    }
}

/// A JSON object whose values are strings, the last of equal names counting.
private struct StringObject {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() -> [String: String]? {
        var members: [String: String] = [:]
        guard take("{") else { return nil }
        if take("}") { return atEnd ? members : nil }
        repeat {
            guard let name = string(), take(":"), let value = string() else { return nil }
            members[name] = value
        } while take(",")
        return take("}") && atEnd ? members : nil
    }

    private var atEnd: Bool { bytes[index...].allSatisfy(\.isWhite) }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        while index < bytes.count, bytes[index].isWhite { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var out: [UInt8] = []
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] != UInt8(ascii: "\\") {
                out.append(bytes[index])
                index += 1
            } else {
                guard let scalar = escape() else { return nil }
                out += Array(String(scalar).utf8)
            }
        }
        index += 1
        return index <= bytes.count ? String(decoding: out, as: UTF8.self) : nil
    }

    /// The character of an escape; half of a surrogate pair alone is U+FFFD.
    private mutating func escape() -> Unicode.Scalar? {
        guard index + 1 < bytes.count else { return nil }
        let letter = bytes[index + 1]
        index += 2
        switch letter {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "u"): return unicode()
        default: return nil
        }
    }

    private mutating func unicode() -> Unicode.Scalar? {
        guard let unit = unit(at: index) else { return nil }
        index += 4
        guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u"),
            let low = self.unit(at: index + 2), (0xDC00..<0xE000).contains(low)
        else { return "\u{FFFD}" }
        index += 6
        return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    }

    private func unit(at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        return bytes[start..<(start + 4)].reduce(UInt32?.some(0)) { total, byte in
            guard let total, let digit = byte.hexValue else { return nil }
            return total << 4 | UInt32(digit)
        }
    }
}
