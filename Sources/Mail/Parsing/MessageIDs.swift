/// Message ids in a raw value: everything of the form `<...>` without blanks, whatever stands between.
enum MessageIDs {
    static let byteCountMax = 998

    /// Without brackets, in order, the last `countMax` of them, each once.
    static func scan(_ raw: [UInt8], countMax: Int) -> [String] {
        var ids: [String] = []
        var seen: Set<String> = []
        var start: Int?
        for (index, byte) in raw.enumerated() {
            if byte == UInt8(ascii: "<") {
                start = index + 1
            } else if byte.isWhite || byte.isControl {
                start = nil
            } else if byte == UInt8(ascii: ">"), let from = start {
                start = nil
                guard index > from, index - from <= byteCountMax else { continue }
                let id = Charset.text(raw[from..<index], declared: nil)
                if seen.insert(id).inserted { ids.append(id) }
            }
        }
        return ids.suffix(countMax)
    }

    /// The one id of a Message-ID field; accepted without its brackets too.
    static func single(_ raw: [UInt8]) -> String? {
        if let id = scan(raw, countMax: 1).first ?? scanAcrossBlanks(raw) { return id }
        let bare = raw.trimmedBytes.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        guard !bare.isEmpty, bare.count <= byteCountMax, !bare.contains(where: { $0.isWhite || $0.isControl })
        else {
            return nil
        }
        return Charset.text(bare, declared: nil)
    }

    /// `< id@host >`, or an id folded in the middle.
    private static func scanAcrossBlanks(_ raw: [UInt8]) -> String? {
        guard let open = raw.firstIndex(of: UInt8(ascii: "<")),
            let close = raw.firstIndex(of: UInt8(ascii: ">")),
            close > open + 1
        else { return nil }
        let inside = raw[(open + 1)..<close].filter { !$0.isWhite && !$0.isControl }
        guard !inside.isEmpty, inside.count <= byteCountMax else { return nil }
        return Charset.text(inside, declared: nil)
    }
}
