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
        if HeaderFields.isSeparator(bytes, at: 0) { index = HeaderFields.lineEnd(bytes, from: 0) }
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
        toUTF8()
    }

    /// Raw bytes in a header are in the charset of the body, when they are no UTF-8.
    private mutating func toUTF8() {
        var declared: String?
        for (index, field) in fields.enumerated() where HeaderFields.isForeign(field.raw) {
            if declared == nil {
                declared = first("content-type").flatMap { HeaderParameters($0).token("charset") } ?? ""
            }
            let charset = field.raw.contains(0x1B) ? "iso-2022-jp" : declared
            let text = Charset.text(field.raw, declared: charset)
            fields[index] = Field(name: field.name, raw: Array(text.utf8))
        }
    }

    private static func isForeign(_ raw: [UInt8]) -> Bool {
        guard raw.contains(where: { $0 >= 0x80 || $0 == 0x1B }) else { return false }
        return raw.contains(0x1B) || String(validating: raw, as: UTF8.self) == nil
    }

    /// `From carla@acme.example Mon Mar  2 ...`, with which a mailbox file begins each message.
    static func isSeparator(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let line = bytes[min(index, bytes.count)...]
        guard line.starts(with: "From ".utf8) || line.starts(with: ">From ".utf8) else { return false }
        return line.dropFirst(5).first { !$0.isBlank } != UInt8(ascii: ":")
    }

    static func isEmptyLine(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        emptyLine(bytes, at: index) != nil
    }

    private static func emptyLine(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        if bytes[index] == lf { return 1 }
        if bytes[index] == cr, index + 1 < bytes.count, bytes[index + 1] == lf { return 2 }
        return nil
    }

    static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        bytes[start...].firstIndex(of: lf).map { $0 + 1 } ?? bytes.count
    }

    private static func field(_ line: Slice<UnsafeBufferPointer<UInt8>>, bytesMax: Int) -> Field? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = line[line.startIndex..<colon].trimmedBytes
        guard !name.isEmpty, name.count < 200, !name.contains(where: { $0.isWhite || $0.isControl }) else {
            return nil
        }
        let lowered = String(decoding: name, as: UTF8.self).asciiLowered
        let whole = line[(colon + 1)...]
        // The newest references stand at the end.
        let value = lowered == "references" ? whole.suffix(bytesMax) : whole.prefix(bytesMax)
        return Field(name: lowered, raw: value.trimmedBytes.filter { $0 != 0 })
    }

    /// The first field of this name (lower case).
    func first(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.raw }

    func all(_ name: String) -> [[UInt8]] { fields.filter { $0.name == name }.map(\.raw) }

    /// The decoded value of the first field of this name.
    func text(_ name: String) -> String? { first(name).map { HeaderWords.decode($0) } }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}
