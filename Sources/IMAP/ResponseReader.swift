/// Makes responses of bytes as they come. A body is given out piece by piece and never held.
public struct ResponseReader: Sendable {
    public enum Event: Hashable, Sendable {
        /// A `BODY[...]` of so many bytes begins; what it belongs to is known with the response after it.
        case bodyBegins(size: Int)
        case bodyPiece([UInt8])
        case response(Response)
    }

    /// A part of a response.
    enum Piece: Hashable, Sendable {
        case text([UInt8])
        case literal([UInt8])
        case streamed(Int)
    }

    private enum Place: Hashable {
        case text
        case literal(left: Int)
        case body(left: Int)
    }

    public let bounds: Bounds
    /// The most that a body may have: what the server named as its size.
    public var bodyBytesMax = 0

    private var pieces: [Piece] = []
    private var text: [UInt8] = []
    private var literal: [UInt8] = []
    private var textBytes = 0
    private var literals = 0
    private var place = Place.text

    public init(bounds: Bounds = Bounds()) { self.bounds = bounds }

    /// Whether something has begun that is not yet whole.
    public var isAmidst: Bool { !text.isEmpty || !pieces.isEmpty || place != .text }

    public mutating func take(_ bytes: [UInt8]) throws(Violation) -> [Event] {
        var events: [Event] = []
        var index = 0
        while index < bytes.count {
            switch place {
            case .text: try takeText(bytes, &index, &events)
            case .literal(let left):
                let end = min(index + left, bytes.count)
                literal += bytes[index..<end]
                finishLiteral(left - (end - index))
                index = end
            case .body(let left):
                let end = min(index + left, bytes.count)
                events.append(.bodyPiece(Array(bytes[index..<end])))
                place = left == end - index ? .text : .body(left: left - (end - index))
                index = end
            }
        }
        return events
    }

    private mutating func takeText(
        _ bytes: [UInt8], _ index: inout Int, _ events: inout [Event]
    ) throws(Violation) {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n"))
        let stop = end ?? bytes.count
        textBytes += stop - index
        if textBytes > bounds.lineBytesMax { throw .lineTooLong(max: bounds.lineBytesMax) }
        text += bytes[index..<stop]
        index = stop
        guard end != nil else { return }
        index += 1
        if text.last == UInt8(ascii: "\r") { text.removeLast() }
        try endLine(&events)
    }

    private mutating func endLine(_ events: inout [Event]) throws(Violation) {
        guard canHaveLiterals, let (size, marker) = Self.announced(text) else {
            pieces.append(.text(text))
            events.append(.response(try ResponseParser.response(pieces, bounds)))
            (pieces, text, textBytes, literals) = ([], [], 0, 0)
            return
        }
        literals += 1
        if literals > bounds.literalCountMax { throw .tooManyLiterals(max: bounds.literalCountMax) }
        text.removeLast(marker)
        let isBody = Self.endsInBody(text)
        let most = isBody ? bodyBytesMax : bounds.literalBytesMax
        if size > most { throw .literalTooLong(size: size, max: most) }
        pieces.append(.text(text))
        text = []
        if isBody {
            pieces.append(.streamed(size))
            events.append(.bodyBegins(size: size))
            place = size == 0 ? .text : .body(left: size)
        } else {
            finishLiteral(size)
        }
    }

    private mutating func finishLiteral(_ left: Int) {
        place = left == 0 ? .text : .literal(left: left)
        guard left == 0 else { return }
        pieces.append(.literal(literal))
        literal = []
    }

    /// Words for people may end in braces; only data has literals.
    private var canHaveLiterals: Bool {
        let first = if case .text(let first)? = pieces.first { first } else { text }
        guard first.starts(with: [UInt8(ascii: "*"), UInt8(ascii: " ")]) else { return false }
        let word = first.dropFirst(2).prefix { $0 != UInt8(ascii: " ") }
        return Condition.Kind(rawValue: String(decoding: word, as: UTF8.self).lowercased()) == nil
    }

    /// The size in a `{size}` at the end, and the length of that mark.
    private static func announced(_ text: [UInt8]) -> (size: Int, marker: Int)? {
        guard text.last == UInt8(ascii: "}") else { return nil }
        var digits = text.dropLast()
        if digits.last == UInt8(ascii: "+") { digits = digits.dropLast() }
        let start = digits.lastIndex { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let start, text[start] == UInt8(ascii: "{"), digits.count - start - 1 <= 12,
            let size = Int(String(decoding: digits[(start + 1)...], as: UTF8.self))
        else { return nil }
        let isBinary = start > 0 && text[start - 1] == UInt8(ascii: "~")
        return (size, text.count - start + (isBinary ? 1 : 0))
    }

    /// Whether the value that follows is that of `BODY[section]` or `BODY[section]<0>`.
    private static func endsInBody(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        if rest.last == UInt8(ascii: ">"), let open = rest.lastIndex(of: UInt8(ascii: "<")) {
            rest = rest[..<open]
        }
        guard rest.last == UInt8(ascii: "]"), let open = rest.lastIndex(of: UInt8(ascii: "[")) else {
            return false
        }
        let name = rest[..<open].suffix(4)
        return String(decoding: name, as: UTF8.self).uppercased() == "BODY"
    }
}
