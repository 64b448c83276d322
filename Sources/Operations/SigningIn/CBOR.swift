/// A value of CBOR (RFC 8949) as passkeys write it (CTAP2 canonical form): definite lengths in their shortest
/// form, no tags, no fractions, no key twice.
indirect enum CBOR: Hashable, Sendable {
    case unsigned(UInt64)
    /// -1 - n.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case truth(Bool)
    case null

    /// Bytes of a whole input.
    static let sizeMax = 16_384
    static let depthMax = 6
    /// Items of one list or map.
    static let countMax = 64

    enum Problem: Error, Hashable, Sendable {
        case tooLong, tooDeep, tooMany, cutOff, notCanonical, unsupported, notText, twice, trailing
    }

    /// One value and nothing behind it.
    init(_ input: [UInt8]) throws(Problem) {
        var place = 0
        self = try CBOR.value(input[...], at: &place, depth: 0)
        guard place == input.count else { throw .trailing }
    }

    /// The value at the beginning, and how many bytes it takes.
    static func first(of input: ArraySlice<UInt8>) throws(Problem) -> (value: CBOR, length: Int) {
        var place = input.startIndex
        let value = try value(input, at: &place, depth: 0)
        return (value, place - input.startIndex)
    }

    private static func value(
        _ input: ArraySlice<UInt8>, at place: inout Int, depth: Int
    ) throws(Problem) -> CBOR {
        guard input.count <= sizeMax else { throw .tooLong }
        guard depth <= depthMax else { throw .tooDeep }
        guard place < input.endIndex else { throw .cutOff }
        let head = input[place]
        place += 1
        if head >> 5 == 7 { return try simple(head & 31) }
        let number = try argument(head & 31, input, at: &place)
        switch head >> 5 {
        case 0: return .unsigned(number)
        case 1: return .negative(number)
        case 2: return .bytes(Array(try piece(number, input, at: &place)))
        case 3:
            guard let text = String(validating: try piece(number, input, at: &place), as: UTF8.self) else {
                throw .notText
            }
            return .text(text)
        case 4: return try array(number, input, at: &place, depth: depth)
        case 5: return try map(number, input, at: &place, depth: depth)
        default: throw .unsupported
        }
    }

    private static func simple(_ word: UInt8) throws(Problem) -> CBOR {
        switch word {
        case 20: .truth(false)
        case 21: .truth(true)
        case 22: .null
        default: throw .unsupported
        }
    }

    private static func array(
        _ count: UInt64, _ input: ArraySlice<UInt8>, at place: inout Int, depth: Int
    ) throws(Problem) -> CBOR {
        guard count <= countMax else { throw .tooMany }
        var items: [CBOR] = []
        for _ in 0..<count { items.append(try value(input, at: &place, depth: depth + 1)) }
        return .array(items)
    }

    private static func map(
        _ count: UInt64, _ input: ArraySlice<UInt8>, at place: inout Int, depth: Int
    ) throws(Problem) -> CBOR {
        guard count <= countMax else { throw .tooMany }
        var entries: [CBOR: CBOR] = [:]
        for _ in 0..<count {
            let key = try value(input, at: &place, depth: depth + 1)
            let item = try value(input, at: &place, depth: depth + 1)
            guard entries.updateValue(item, forKey: key) == nil else { throw .twice }
        }
        return .map(entries)
    }

    /// The number in or behind the head; a longer form than needed is refused.
    private static func argument(
        _ short: UInt8, _ input: ArraySlice<UInt8>, at place: inout Int
    ) throws(Problem) -> UInt64 {
        if short < 24 { return UInt64(short) }
        guard short < 28 else { throw .unsupported }
        let length = 1 << Int(short - 24)
        let number = try piece(UInt64(length), input, at: &place).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let least: UInt64 = length == 1 ? 24 : 1 << (UInt64(length) * 4)
        guard number >= least else { throw .notCanonical }
        return number
    }

    private static func piece(
        _ length: UInt64, _ input: ArraySlice<UInt8>, at place: inout Int
    ) throws(Problem) -> ArraySlice<UInt8> {
        guard length <= UInt64(input.endIndex - place) else { throw .cutOff }
        defer { place += Int(length) }
        return input[place..<place + Int(length)]
    }

    subscript(_ key: String) -> CBOR? { self[.text(key)] }

    subscript(_ key: Int) -> CBOR? {
        self[key < 0 ? .negative(UInt64(-1 - key)) : .unsigned(UInt64(key))]
    }

    private subscript(_ key: CBOR) -> CBOR? {
        guard case .map(let entries) = self else { return nil }
        return entries[key]
    }
}
