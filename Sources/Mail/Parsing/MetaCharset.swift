/// The charset that an HTML page names for itself, when its part names none.
enum MetaCharset {
    static func find(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(2_048), as: UTF8.self).asciiLowered
        guard head.utf8.contains(UInt8(ascii: "<")) else { return nil }
        let parts = head.utf8.split(separator: UInt8(ascii: "<"))
        for part in parts where part.starts(with: "meta".utf8) {
            let text = Array(part)
            guard let at = index(of: Array("charset=".utf8), in: text) else { continue }
            let name = text[at...].drop { "\"' ".utf8.contains($0) }.prefix {
                $0.isLetter || $0.isDigit || "-_:.".utf8.contains($0)
            }
            if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
        }
        return nil
    }

    private static func index(of needle: [UInt8], in text: [UInt8]) -> Int? {
        guard text.count >= needle.count else { return nil }
        for start in 0...(text.count - needle.count) where text[start...].starts(with: needle) {
            return start + needle.count
        }
        return nil
    }
}

/// The `cid:` addresses that a page uses, lower case, percent signs decoded.
enum ContentIDs {
    static func used(in html: String) -> Set<String> {
        let bytes = Array(html.utf8)
        var ids: Set<String> = []
        var index = 0
        while index + 4 < bytes.count {
            // The scheme begins a value; the same letters inside a word are no address.
            guard bytes[index].lowered == UInt8(ascii: "c"),
                bytes[(index + 1)..<(index + 4)].equalsIgnoringCase("id:"),
                index > 0, bytes[index - 1].isWhite || "\"'=(".utf8.contains(bytes[index - 1])
            else {
                index += 1
                continue
            }
            let end =
                bytes[(index + 4)...].firstIndex { $0.isWhite || "\"'<>)".utf8.contains($0) } ?? bytes.count
            ids.insert(normal(String(decoding: bytes[(index + 4)..<end], as: UTF8.self)))
            index = end
        }
        return ids
    }

    static func normal(_ id: String) -> String {
        var out: [UInt8] = []
        let bytes = Array(id.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = bytes[index + 1].hexValue,
                let low = bytes[index + 2].hexValue
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index].lowered)
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
