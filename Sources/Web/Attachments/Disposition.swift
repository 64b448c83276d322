/// The name under which a file is saved, as a header field (RFC 6266, RFC 8187).
enum Disposition {
    /// Bytes. A longer name is cut before its extension would be.
    static let lengthMax = 150

    static func field(_ name: String, isInline: Bool) -> String {
        let safe = plain(name)
        let ascii = String(safe.map { $0.isASCII ? $0 : "_" })
        return
            "\(isInline ? "inline" : "attachment"); filename=\"\(ascii)\"; filename*=UTF-8''\(encoded(safe))"
    }

    /// Without folders, controls, quotes and letters that turn the direction of writing: `gpj.exe` stays so.
    static func plain(_ name: String) -> String {
        let base = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = base.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: false
            default: scalar != "\"" && scalar != "%" && scalar != ";"
            }
        }
        let text = String(String.UnicodeScalarView(kept)).drop { $0 == "." || $0 == " " }
        return text.isEmpty ? "file" : shortened(String(text))
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > lengthMax else { return name }
        let end = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        var short = String(name.prefix(lengthMax))
        while !short.isEmpty, short.utf8.count + min(end.utf8.count, 20) > lengthMax { short.removeLast() }
        return short + (end.utf8.count <= 20 ? end : "")
    }

    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95: bytes.append(byte)
            default: bytes += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
