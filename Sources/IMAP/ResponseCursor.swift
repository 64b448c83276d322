/// A place in a response, moving over its text and its literals.
struct ResponseCursor {
    private let pieces: [ResponseReader.Piece]
    private var piece = 0
    private var text: [UInt8] = []
    private var position = 0
    let bounds: Bounds

    init(_ pieces: [ResponseReader.Piece], _ bounds: Bounds) {
        self.pieces = pieces
        self.bounds = bounds
        if case .text(let first)? = pieces.first { text = first }
    }

    /// nil at the end of the text before a literal, and at the end of all.
    var next: UInt8? { position < text.count ? text[position] : nil }
    var isAtEnd: Bool { position >= text.count && piece + 1 >= pieces.count }

    func fault(_ wanted: String) -> Violation {
        .malformed(wanted: wanted, found: String(decoding: text[position...].prefix(24), as: UTF8.self))
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func want(_ character: Unicode.Scalar) throws(Violation) {
        if !skip(character) { throw fault("\"\(character)\"") }
    }

    /// Up to a character, which stays.
    mutating func skip(upTo character: Unicode.Scalar) {
        while let byte = next, byte != UInt8(ascii: character) { position += 1 }
    }

    mutating func skipSpaces() {
        while skip(" ") {}
    }

    /// Up to a blank, a bracket, a parenthesis or the end.
    mutating func word() -> String {
        let start = position
        while let byte = next, !" ()[]\"".utf8.contains(byte) { position += 1 }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    mutating func number<T: FixedWidthInteger>(_: T.Type = T.self) throws(Violation) -> T {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        // The radix keeps out a sign.
        guard position > start,
            let value = T(String(decoding: text[start..<position], as: UTF8.self), radix: 10)
        else {
            position = start
            throw fault("a number")
        }
        return value
    }

    /// The rest of this line, for people.
    mutating func rest() -> String {
        defer { position = text.count }
        return String(decoding: text[position...], as: UTF8.self)
    }

    /// A quoted text, a literal, an atom, or NIL, which is nil.
    mutating func string() throws(Violation) -> [UInt8]? {
        if next == UInt8(ascii: "\"") { return try quoted() }
        if let literal = takeLiteral() {
            if case .literal(let bytes) = literal { return bytes }
            throw fault("no body")
        }
        let atom = word()
        if atom.isEmpty { throw fault("a text") }
        return atom.uppercased() == "NIL" ? nil : Array(atom.utf8)
    }

    /// The literal that stands here, and goes behind it.
    mutating func takeLiteral() -> ResponseReader.Piece? {
        guard next == nil, piece + 1 < pieces.count else { return nil }
        if case .text = pieces[piece + 1] { return nil }
        let literal = pieces[piece + 1]
        piece += 2
        position = 0
        text = if piece < pieces.count, case .text(let more) = pieces[piece] { more } else { [] }
        return literal
    }

    private mutating func quoted() throws(Violation) -> [UInt8] {
        try want("\"")
        var bytes: [UInt8] = []
        while let byte = next {
            position += 1
            if byte == UInt8(ascii: "\"") { return bytes }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = next else { break }
                position += 1
                bytes.append(escaped)
            } else {
                bytes.append(byte)
            }
        }
        throw fault("the end of a quoted text")
    }

    /// Steps over a value of any kind.
    mutating func skipValue() throws(Violation) {
        var depth = 0
        repeat {
            skipSpaces()
            if skip("(") {
                depth += 1
                if depth > bounds.depthMax { throw .tooDeep(max: bounds.depthMax) }
            } else if depth > 0, skip(")") {
                depth -= 1
            } else if takeLiteral() == nil {
                if skip("[") || skip("]") { continue }
                if next == UInt8(ascii: "\"") {
                    _ = try quoted()
                } else if word().isEmpty {
                    throw fault("a value")
                }
            }
        } while depth > 0
    }
}
