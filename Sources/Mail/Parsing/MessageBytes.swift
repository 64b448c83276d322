/// A message as broken programs deliver it, made fit for reading: what stands before the first field goes,
/// line ends of CR alone become LF, and a body that begins without an empty line gets one.
enum MessageBytes {
    /// Fields that a header begins or goes on with.
    private static let names: [StaticString] = [
        "from", "to", "cc", "subject", "date", "message-id", "received", "return-path", "mime-version",
        "content-type", "content-transfer-encoding", "content-disposition", "delivered-to", "x-original-to",
        "reply-to", "sender", "in-reply-to", "references", "list-id", "dkim-signature", "user-agent",
        "authentication-results", "arc-seal", "x-mailer", "auto-submitted",
    ]
    /// Lines after a stray one in which a field is looked for.
    private static let lineCountMax = 200

    /// Nil when nothing has to be mended.
    static func mended(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if !bytes.contains(lf), bytes.contains(cr) {
            let lines = bytes.map { $0 == cr ? lf : $0 }
            return lines.withUnsafeBufferPointer { mended($0) } ?? lines
        }
        let start = beginning(bytes)
        if let body = unannouncedBody(bytes, from: start) {
            return Array(bytes[start..<body]) + [lf] + Array(bytes[body...])
        }
        return start > 0 ? Array(bytes[start...]) : nil
    }

    /// Behind a byte order mark and, when a field follows them, behind empty lines.
    private static func beginning(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var index = mark
        while index < bytes.count, bytes[index] == cr || bytes[index] == lf { index += 1 }
        return index > mark && isKnownField(bytes, at: index) ? index : mark
    }

    /// Where a line stands in the header that is no field, and no known field comes after it.
    private static func unannouncedBody(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        if HeaderFields.isSeparator(bytes, at: index) { index = HeaderFields.lineEnd(bytes, from: index) }
        while index < bytes.count, !HeaderFields.isEmptyLine(bytes, at: index) {
            let end = HeaderFields.lineEnd(bytes, from: index)
            if index > start, !bytes[index].isBlank, !isField(bytes[index..<end]) {
                return hasFieldBelow(bytes, from: end) ? nil : index
            }
            index = end
        }
        return nil
    }

    private static func hasFieldBelow(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var index = start
        for _ in 0..<lineCountMax {
            guard index < bytes.count, !HeaderFields.isEmptyLine(bytes, at: index) else { return false }
            if isKnownField(bytes, at: index) { return true }
            index = HeaderFields.lineEnd(bytes, from: index)
        }
        return true
    }

    private static func isField(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = line[line.startIndex..<colon].trimmedBytes
        return !name.isEmpty && name.count < 200 && !name.contains { $0.isWhite }
    }

    private static func isKnownField(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let line = bytes[index..<min(bytes.count, index + 40)]
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = line[line.startIndex..<colon].trimmedBytes
        return names.contains { name.equalsIgnoringCase($0) }
    }
}
