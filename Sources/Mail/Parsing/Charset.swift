import CGMime

/// Bytes to text when the sender may lie about the charset: the declared one (its superset), then UTF-8, then
/// windows-1252, which never fails. NUL is dropped.
enum Charset {
    /// Names that mail uses for something narrower than what it sends.
    private static let supersets: [String: String] = [
        "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
        "gb_2312-80": "gb18030",
        "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252",
        "l1": "windows-1252", "iso_8859-1": "windows-1252", "cp1252": "windows-1252",
        "x-ansi": "windows-1252",
        "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "ksc5601": "cp949",
        "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
        "windows-31j": "cp932",
        "cp50220": "iso-2022-jp", "cp50221": "iso-2022-jp", "iso-2022-jp-ms": "iso-2022-jp",
        "big5": "big5-hkscs", "iso-8859-9": "windows-1254", "iso-8859-11": "cp874", "tis-620": "cp874",
        "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "x-utf-8": "utf-8", "unicode": "utf-16",
        "iso-8859-8-i": "windows-1255", "iso-8859-8": "windows-1255", "x-mac-roman": "macintosh",
        "utf-8n": "utf-8", "iso-8859-6-i": "iso-8859-6",
    ]

    static func text(_ bytes: some Collection<UInt8>, declared: String?) -> String {
        let clean = Array(bytes)
        return clean.withUnsafeBufferPointer { text($0, declared: declared) }
    }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>, declared: String?) -> String {
        let name = declared.map { canonical($0) } ?? ""
        if !plainNames.contains(name), let text = converted(bytes, from: name) { return withoutNUL(text) }
        if let text = String(validating: bytes, as: UTF8.self) { return withoutNUL(text) }
        if name == "utf-8" || name.isEmpty, mostlyUTF8(bytes) {
            return withoutNUL(String(decoding: bytes, as: UTF8.self))
        }
        return withoutNUL(windows1252(bytes))
    }

    /// Names that need no converter: UTF-8 is tried for them first.
    private static let plainNames: Set<String> = [
        "", "utf-8", "us-ascii", "ascii", "ansi_x3.4-1968", "windows-1252", "unknown-8bit", "x-unknown",
        "default", "binary", "8bit",
    ]

    private static func canonical(_ declared: String) -> String {
        var name = declared.asciiLowered.trimmed
        if let star = name.firstIndex(of: "*") { name = String(name[..<star]) }
        if name.utf8.contains(where: {
            !($0.isLetter || $0.isDigit || [0x2D, 0x5F, 0x2E, 0x3A].contains($0))
        }) {
            return ""
        }
        if let known = supersets[name] { return known }
        return name.hasPrefix("cp-") ? "cp" + name.dropFirst(3) : name
    }

    /// Text cut in the middle of a character, or with a stray byte, is still UTF-8.
    private static func mostlyUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var good = 0
        var bad = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte < 0x80 { continue }
            let want = byte >= 0xF0 && byte < 0xF5 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0
            var have = 0
            while have < want, index < bytes.count, bytes[index] & 0xC0 == 0x80 {
                have += 1
                index += 1
            }
            if want > 0, have == want { good += 1 } else { bad += 1 }
        }
        return good >= 10 * bad && good > 0
    }

    /// Strict conversion by iconv; nil when the name is unknown or a byte does not fit.
    private static func converted(_ bytes: UnsafeBufferPointer<UInt8>, from name: String) -> String? {
        if name == "iso-2022-jp" {
            guard let shifted = ISO2022JP.shiftJIS(bytes) else { return nil }
            return shifted.withUnsafeBufferPointer { converted($0, from: "cp932") }
        }
        guard let start = bytes.baseAddress else { return "" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count * 4 + 16) { room in
            let input = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
            let written = cgmime_convert(name, input, bytes.count, room.baseAddress, room.count)
            guard written >= 0 else { return nil }
            return String(decoding: UnsafeRawBufferPointer(room)[..<written], as: UTF8.self)
        }
    }

    /// windows-1252; its five unassigned bytes become U+FFFD.
    private static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        text.reserveCapacity(bytes.count)
        for byte in bytes {
            let value = (0x80...0x9F).contains(byte) ? upper1252[Int(byte) - 0x80] : UInt32(byte)
            text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        }
        return String(text)
    }

    private static let upper1252: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152,
        0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122,
        0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]

    private static func withoutNUL(_ text: String) -> String {
        guard text.utf8.withContiguousStorageIfAvailable({ $0.contains(0) }) ?? true else { return text }
        return String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self)
    }
}
