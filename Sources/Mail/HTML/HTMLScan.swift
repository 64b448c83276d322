/// One linear pass before the parser: comments, raw text and unknown tags go, kept tags are written in one
/// plain form, and nesting is counted. So the parser sees nothing that was not counted, whatever the sender
/// wrote.
struct HTMLScan {
    /// The HTML in plain form; nil when a cap was passed.
    private(set) var plain: [UInt8]?
    private var out: [UInt8] = []
    private var open: [String: Int] = [:]
    private var nesting = 0
    private var formatting = 0
    private var work = 0
    private let bytes: UnsafeBufferPointer<UInt8>
    private let caps: SafeHTML.Caps
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, caps: SafeHTML.Caps) {
        self.bytes = bytes
        self.caps = caps
        guard bytes.count <= caps.byteCountMax else { return }
        out.reserveCapacity(bytes.count)
        while index < bytes.count {
            if nesting > caps.nestingMax || work > caps.workMax { return }
            step()
        }
        plain = out
    }

    private mutating func step() {
        let byte = bytes[index]
        guard byte == UInt8(ascii: "<") else {
            if byte != 0 { out.append(byte) }
            index += 1
            return
        }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if next.isLetter {
            takeTag(isEnd: false)
        } else if next == UInt8(ascii: "/"), index + 2 < bytes.count, bytes[index + 2].isLetter {
            takeTag(isEnd: true)
        } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") {
            skipComment()
        } else {
            out += Array("&lt;".utf8)
            index += 1
        }
    }

    private mutating func skipComment() {
        let isComment = bytes[index...].starts(with: "<!--".utf8)
        guard isComment else {
            index = position(of: UInt8(ascii: ">"), from: index + 1) + 1
            return
        }
        // `<!-->` and `<!--->` are whole comments.
        var at = index + 2
        while at < bytes.count {
            let end = position(of: UInt8(ascii: ">"), from: at)
            let isBang = end >= index + 7 && bytes[end - 1] == UInt8(ascii: "!")
            let dashes = isBang ? end - 2 : end - 1
            if end >= bytes.count
                || bytes[dashes] == UInt8(ascii: "-") && bytes[dashes - 1] == UInt8(ascii: "-")
            {
                index = min(end + 1, bytes.count)
                return
            }
            at = end + 1
        }
        index = bytes.count
    }

    private func position(of byte: UInt8, from start: Int) -> Int {
        var at = start
        while at < bytes.count, bytes[at] != byte { at += 1 }
        return at
    }

    private mutating func takeTag(isEnd: Bool) {
        index += isEnd ? 2 : 1
        let start = index
        while index < bytes.count, !bytes[index].isWhite, bytes[index] != 0x0C,
            bytes[index] != UInt8(ascii: "/"),
            bytes[index] != UInt8(ascii: ">")
        { index += 1 }
        let name =
            index - start > 20 ? "" : String(decoding: bytes[start..<index], as: UTF8.self).asciiLowered
        let mark = out.count
        out += Array((isEnd ? "</" : "<").utf8) + Array(name.utf8)
        takeAttributes(isKept: !isEnd && HTMLAllowList.elements.contains(name))
        out.append(UInt8(ascii: ">"))
        if !HTMLAllowList.elements.contains(name) || (isEnd && HTMLAllowList.void.contains(name)) {
            out.removeSubrange(mark...)
        } else {
            count(name, isEnd: isEnd)
        }
        if !isEnd, HTMLAllowList.rawText.contains(name) { skipRawText(name) }
    }

    private mutating func count(_ name: String, isEnd: Bool) {
        work += 1 + formatting
        if HTMLAllowList.void.contains(name) || HTMLAllowList.optionalEnd.contains(name) { return }
        let step = isEnd ? -1 : 1
        guard !isEnd || open[name, default: 0] > 0 else { return }
        open[name, default: 0] += step
        nesting += step
        if HTMLAllowList.formatting.contains(name) { formatting += step }
    }

    private mutating func takeAttributes(isKept: Bool) {
        var seen: Set<String> = []
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            let byte = bytes[index]
            if byte.isWhite || byte == 0x0C || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let start = index
            index += 1
            while index < bytes.count, !endsName(bytes[index]) { index += 1 }
            let nameBytes = bytes[start..<index]
            let value = takeValue()
            guard isKept, nameBytes.count <= 12, let value else { continue }
            let name = String(decoding: nameBytes, as: UTF8.self).asciiLowered
            guard HTMLAllowList.attributes.contains(name), seen.insert(name).inserted else { continue }
            out += Array(" \(name)=\"".utf8)
            for byte in bytes[value] where byte != 0 {
                if byte == UInt8(ascii: "\"") { out += Array("&quot;".utf8) } else { out.append(byte) }
            }
            out.append(UInt8(ascii: "\""))
        }
        index = min(index + 1, bytes.count)
    }

    private func endsName(_ byte: UInt8) -> Bool {
        byte.isWhite || byte == 0x0C || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "=")
    }

    private mutating func takeValue() -> Range<Int>? {
        var at = index
        while at < bytes.count, bytes[at].isWhite { at += 1 }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { return nil }
        at += 1
        while at < bytes.count, bytes[at].isWhite { at += 1 }
        guard at < bytes.count else {
            index = at
            return nil
        }
        if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
            let end = position(of: bytes[at], from: at + 1)
            index = min(end + 1, bytes.count)
            return at + 1..<end
        }
        let start = at
        while at < bytes.count, !bytes[at].isWhite, bytes[at] != 0x0C, bytes[at] != UInt8(ascii: ">") {
            at += 1
        }
        index = at
        return start..<at
    }

    private mutating func skipRawText(_ name: String) {
        let wanted = Array(name.utf8)
        while index < bytes.count {
            index = position(of: UInt8(ascii: "<"), from: index)
            let after = index + 2 + wanted.count
            guard after < bytes.count else { break }
            if bytes[index + 1] == UInt8(ascii: "/"),
                zip(bytes[(index + 2)..<after], wanted).allSatisfy({ $0.lowered == $1 }),
                endsName(bytes[after])
            {
                index = min(position(of: UInt8(ascii: ">"), from: after) + 1, bytes.count)
                return
            }
            index += 1
        }
        index = bytes.count
    }
}
