/// One element of BER, as signed and encrypted mail is written in (X.690): a tag and where its content lies.
struct BERElement {
    let tag: UInt8
    let content: Range<Int>
    /// Behind the element.
    let end: Int

    /// How deep elements of indefinite length may lie in each other.
    static let depthMax = 30

    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
    static let identifier: UInt8 = 0x06
    static let octets: UInt8 = 0x04
    static let octetsInPieces: UInt8 = 0x24
    static let explicit: UInt8 = 0xA0

    /// Nil when no whole element begins here.
    init?(_ bytes: [UInt8], at start: Int, before limit: Int, depth: Int = 0) {
        guard depth < BERElement.depthMax, start + 2 <= limit, limit <= bytes.count else { return nil }
        tag = bytes[start]
        // Tags of several bytes do not occur here.
        guard tag & 0x1F != 0x1F else { return nil }
        let first = bytes[start + 1]
        if first < 0x80 {
            content = start + 2..<start + 2 + Int(first)
            end = content.upperBound
        } else if first == 0x80 {
            guard let close = BERElement.close(bytes, from: start + 2, before: limit, depth: depth) else {
                return nil
            }
            content = start + 2..<close
            end = close + 2
        } else {
            let digits = Int(first & 0x7F)
            guard digits <= 4, start + 2 + digits <= limit else { return nil }
            let length = bytes[(start + 2)..<(start + 2 + digits)].reduce(0) { $0 << 8 | Int($1) }
            content = start + 2 + digits..<start + 2 + digits + length
            end = content.upperBound
        }
        guard end <= limit else { return nil }
    }

    /// Where the two zeros stand that end an element of indefinite length.
    private static func close(_ bytes: [UInt8], from start: Int, before limit: Int, depth: Int) -> Int? {
        var index = start
        while index + 2 <= limit {
            if bytes[index] == 0, bytes[index + 1] == 0 { return index }
            guard let inner = BERElement(bytes, at: index, before: limit, depth: depth + 1) else {
                return nil
            }
            index = inner.end
        }
        return nil
    }

    /// The elements inside, the first of them only.
    func children(_ bytes: [UInt8], countMax: Int = 10_000) -> [BERElement] {
        var out: [BERElement] = []
        var index = content.lowerBound
        while out.count < countMax,
            let next = BERElement(bytes, at: index, before: content.upperBound)
        {
            out.append(next)
            index = next.end
        }
        return out
    }

    /// The bytes of an octet string, in one piece or many.
    func octets(_ bytes: [UInt8], depth: Int = 0) -> [UInt8]? {
        if tag == BERElement.octets { return Array(bytes[content]) }
        guard tag == BERElement.octetsInPieces, depth < BERElement.depthMax else { return nil }
        return children(bytes, countMax: .max).reduce(into: []) { all, piece in
            all += piece.octets(bytes, depth: depth + 1) ?? []
        }
    }
}
