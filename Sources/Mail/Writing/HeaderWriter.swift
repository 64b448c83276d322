/// Fields of a header, folded and encoded; the one place where a value meets a line break.
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ more: [UInt8]) { bytes += more }

    mutating func emptyLine() { bytes += [cr, lf] }

    mutating func delimiter(_ boundary: String, isLast: Bool = false) {
        if !bytes.suffix(2).elementsEqual([cr, lf]) { emptyLine() }
        bytes += Array("--\(boundary)\(isLast ? "--" : "")\r\n".utf8)
    }

    /// A structured value that is ASCII already.
    mutating func field(_ name: String, _ value: String) {
        line(name, words: value.split(separator: " ").map { HeaderWriter.harmless(String($0)) })
    }

    /// A Content-Disposition with its file name: quoted when plain, else by RFC 2231 in pieces.
    mutating func field(_ name: String, _ value: String, parameter filename: String) {
        let clean = HeaderWriter.harmless(filename)
        if clean.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }),
            clean.utf8.count < 60
        {
            return line(name, words: [value, "filename=\"\(clean)\""])
        }
        var pieces: [String] = ["utf-8''"]
        for byte in clean.utf8.prefix(1_000) {
            let isPlain = byte.isLetter || byte.isDigit || "-._".utf8.contains(byte)
            let digits = [TransferEncoding.hex[Int(byte >> 4)], TransferEncoding.hex[Int(byte & 15)]]
            let next =
                isPlain
                ? String(decoding: [byte], as: UTF8.self) : "%" + String(decoding: digits, as: UTF8.self)
            if pieces[pieces.count - 1].utf8.count > 55 { pieces.append("") }
            pieces[pieces.count - 1] += next
        }
        guard pieces.count > 1 else { return line(name, words: [value, "filename*=\(pieces[0])"]) }
        let words = pieces.enumerated().map { "filename*\($0.offset)*=\($0.element)" }
        line(name, words: [value] + words.dropLast().map { $0 + ";" } + words.suffix(1))
    }

    /// Free text: as it stands when ASCII, else in encoded words.
    mutating func text(_ name: String, _ value: String) {
        line(name, words: HeaderWriter.words(HeaderWriter.harmless(value)))
    }

    mutating func mailboxes(_ name: String, _ mailboxes: [Mailbox]) {
        guard !mailboxes.isEmpty else { return }
        var words: [String] = []
        for (index, mailbox) in mailboxes.enumerated() {
            words += HeaderWriter.phrase(HeaderWriter.harmless(mailbox.name))
            words.append("<\(mailbox.address)>" + (index + 1 < mailboxes.count ? "," : ""))
        }
        line(name, words: words)
    }

    mutating func ids(_ name: String, _ ids: [String]) {
        let words = ids.map { id in
            String(
                id.unicodeScalars.filter {
                    !$0.properties.isWhitespace && $0 != "<" && $0 != ">" && $0.value > 0x20
                })
        }
        guard words.contains(where: { !$0.isEmpty }) else { return }
        line(name, words: words.filter { !$0.isEmpty }.map { "<\($0)>" })
    }

    /// Words are joined by blanks; a line is broken before the word that would pass column 78.
    private mutating func line(_ name: String, words: [String]) {
        var column = name.utf8.count + 1
        bytes += Array((name + ":").utf8)
        for (index, word) in words.enumerated() {
            let isTooLong = column + 1 + word.utf8.count > 78 && index > 0
            bytes += Array(((isTooLong ? "\r\n " : " ") + word).utf8)
            column = (isTooLong ? 1 : column + 1) + word.utf8.count
        }
        emptyLine()
    }

    /// No control character, so no line break, ever reaches a header.
    static func harmless(_ value: String) -> String {
        let scalars = value.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || (0x2028...0x2029).contains(scalar.value)
                ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars)).trimmed
    }

    private static func words(_ value: String) -> [String] {
        let isPlain = value.utf8.allSatisfy { $0 < 0x7F } && !value.contains("=?") && !value.contains("  ")
        let words = value.split(separator: " ").map(String.init)
        return isPlain && words.allSatisfy { $0.utf8.count < 900 } ? words : encodedWords(value)
    }

    private static func phrase(_ name: String) -> [String] {
        guard !name.isEmpty else { return [] }
        let isPlain = name.utf8.allSatisfy { $0 < 0x7F } && !name.contains("=?") && name.utf8.count < 60
        guard isPlain else { return encodedWords(name) }
        if name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == space || $0 == UInt8(ascii: "-") }) {
            return name.split(separator: " ").map(String.init)
        }
        let escaped = name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return ["\"" + String(escaped) + "\""]
    }

    /// `=?utf-8?B?...?=`, never cut inside a character, each at most 64 long, so that one fits behind a
    /// field name.
    private static func encodedWords(_ value: String) -> [String] {
        var words: [String] = []
        var chunk: [UInt8] = []
        func flush() {
            let text = String(decoding: TransferEncoding.base64(chunk), as: UTF8.self)
            words.append("=?utf-8?B?\(text)?=")
            chunk.removeAll()
        }
        for scalar in value.unicodeScalars {
            let encoded = Array(String(scalar).utf8)
            if chunk.count + encoded.count > 39 { flush() }
            chunk += encoded
        }
        if !chunk.isEmpty { flush() }
        return words
    }
}
