/// The fields of a header in their order, values raw: folded, undecoded, unjudged.
struct HeaderFields {
    struct Field {
        /// Lower case.
        let name: String
        let raw: [UInt8]
    }

    private(set) var fields: [Field] = []
    private(set) var beyondLimits: Set<LimitName> = []
    /// Where the body begins.
    private(set) var bodyStart = 0

    /// Reads until the first empty line, or the end.
    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits) {
        var index = 0
        // An mbox separator, or an SMTP transcript's stray line before the first field.
        if bytes.starts(with: "From ".utf8) { index = HeaderFields.lineEnd(bytes, from: 0) }
        while index < bytes.count {
            if let skipped = HeaderFields.emptyLine(bytes, at: index) {
                index += skipped
                break
            }
            var end = HeaderFields.lineEnd(bytes, from: index)
            while end < bytes.count, bytes[end].isBlank { end = HeaderFields.lineEnd(bytes, from: end) }
            if fields.count >= limits.fieldCountMax {
                beyondLimits.insert(.fields)
            } else if end > limits.headerBytesMax {
                beyondLimits.insert(.headerBytes)
            } else if let field = HeaderFields.field(bytes[index..<end], bytesMax: limits.fieldBytesMax) {
                fields.append(field)
            }
            index = end
        }
        bodyStart = index
    }

    private static func emptyLine(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        if bytes[index] == lf { return 1 }
        if bytes[index] == cr, index + 1 < bytes.count, bytes[index + 1] == lf { return 2 }
        return nil
    }

    private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == lf { return index + 1 }
            index += 1
        }
        return index
    }

    private static func field(_ line: Slice<UnsafeBufferPointer<UInt8>>, bytesMax: Int) -> Field? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = line[line.startIndex..<colon].trimmedBytes
        guard !name.isEmpty, name.count < 200, !name.contains(where: { $0.isWhite || $0.isControl }) else {
            return nil
        }
        let value = line[(colon + 1)...].prefix(bytesMax).trimmedBytes
        return Field(name: String(decoding: name, as: UTF8.self).asciiLowered, raw: value.filter { $0 != 0 })
    }

    /// The first field of this name (lower case).
    func first(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.raw }

    func all(_ name: String) -> [[UInt8]] { fields.filter { $0.name == name }.map(\.raw) }

    /// The decoded value of the first field of this name.
    func text(_ name: String) -> String? { first(name).map { HeaderWords.decode($0) } }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}
