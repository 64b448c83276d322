/// JSON of what the API answers: names in snake case and in their order, escapes only where JSON wants them.
///
/// The writer holds everybody up while the answer to a new ticket is made, which must be kept with the
/// ticket. Foundation's encoder took an eighth of that time.
final class AnswerEncoder: Encoder {
    private enum Shape {
        case nothing
        /// Numbers, truths, null and strings, as they stand.
        case word
        case list
        case object
    }

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var shape = Shape.nothing
    private var bytes: [UInt8] = []
    /// Of an object, by name.
    private var members: [(name: String, value: [UInt8])] = []

    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = AnswerEncoder()
        try value.encode(to: encoder)
        return encoder.whole
    }

    private var whole: [UInt8] {
        switch shape {
        case .nothing: Array("{}".utf8)
        case .word: bytes
        case .list: bytes + [UInt8(ascii: "]")]
        case .object: object
        }
    }

    private var object: [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(members.reduce(2) { $0 + $1.name.utf8.count + $1.value.count + 4 })
        for (name, value) in members.sorted(by: { $0.name < $1.name }) {
            all.append(UInt8(ascii: all.isEmpty ? "{" : ","))
            Self.string(name, to: &all)
            all.append(UInt8(ascii: ":"))
            all += value
        }
        if all.isEmpty { all.append(UInt8(ascii: "{")) }
        all.append(UInt8(ascii: "}"))
        return all
    }

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
        shape = .object
        return KeyedEncodingContainer(Members(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        shape = .list
        bytes = [UInt8(ascii: "[")]
        return Items(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

    fileprivate func set(_ word: [UInt8]) { (shape, bytes) = (.word, word) }

    fileprivate func add(_ value: [UInt8], named key: some CodingKey) {
        members.append((Self.snakeCase(key.stringValue), value))
    }

    fileprivate func add(_ item: [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes += item
    }

    /// `acknowledgeBy` is `acknowledge_by`. No name of an answer has two capitals in a row.
    private static func snakeCase(_ name: String) -> String {
        guard name.utf8.contains(where: \.isCapital) else { return name }
        var words: [UInt8] = []
        for byte in name.utf8 {
            if byte.isCapital { words.append(UInt8(ascii: "_")) }
            words.append(byte.isCapital ? byte | 0x20 : byte)
        }
        return String(decoding: words, as: UTF8.self)
    }

    fileprivate static func string(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        string(text, to: &bytes)
        return bytes
    }

    private static func string(_ text: String, to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + text.utf8.count + 2)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte < 0x20 {
                bytes += escapes[Int(byte)]
            } else {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(0x5C) }
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let escapes: [[UInt8]] = (0..<0x20).map { byte in
        let short = [8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"][byte]
        return Array((short ?? "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8)
    }
}

extension UInt8 {
    fileprivate var isCapital: Bool { self >= 0x41 && self <= 0x5A }
}

/// The members of an object, as they are given.
private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: AnswerEncoder
    let codingPath: [any CodingKey] = []

    func encodeNil(forKey key: Key) { encoder.add(Array("null".utf8), named: key) }
    func encode(_ value: String, forKey key: Key) { encoder.add(AnswerEncoder.string(value), named: key) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        encoder.add(try AnswerEncoder.bytes(of: value), named: key)
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy: Inner.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Inner> { preconditionFailure("answers are plain structs") }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("answers are plain structs")
    }

    func superEncoder() -> any Encoder { preconditionFailure("answers are plain structs") }
    func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("answers are plain structs") }
}

/// The items of a list.
private struct Items: UnkeyedEncodingContainer {
    let encoder: AnswerEncoder
    let codingPath: [any CodingKey] = []
    private(set) var count = 0

    init(encoder: AnswerEncoder) { self.encoder = encoder }

    mutating func encodeNil() {
        count += 1
        encoder.add(Array("null".utf8))
    }

    mutating func encode(_ value: some Encodable) throws {
        count += 1
        encoder.add(try AnswerEncoder.bytes(of: value))
    }

    func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type) -> KeyedEncodingContainer<Inner> {
        preconditionFailure("answers are plain structs")
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("answers are plain structs")
    }

    func superEncoder() -> any Encoder { preconditionFailure("answers are plain structs") }
}

/// What is neither object nor list.
private struct Single: SingleValueEncodingContainer {
    let encoder: AnswerEncoder
    let codingPath: [any CodingKey] = []

    func encodeNil() { encoder.set(Array("null".utf8)) }
    func encode(_ value: Bool) { encoder.set(Array((value ? "true" : "false").utf8)) }
    func encode(_ value: String) { encoder.set(AnswerEncoder.string(value)) }
    func encode(_ value: Int) { set(value) }
    func encode(_ value: Int8) { set(value) }
    func encode(_ value: Int16) { set(value) }
    func encode(_ value: Int32) { set(value) }
    func encode(_ value: Int64) { set(value) }
    func encode(_ value: UInt) { set(value) }
    func encode(_ value: UInt8) { set(value) }
    func encode(_ value: UInt16) { set(value) }
    func encode(_ value: UInt32) { set(value) }
    func encode(_ value: UInt64) { set(value) }
    func encode(_ value: Double) throws { throw fraction(value) }
    func encode(_ value: Float) throws { throw fraction(value) }

    /// One answer fails by it, and not the desk.
    private func fraction(_ value: Any) -> EncodingError {
        EncodingError.invalidValue(
            value, .init(codingPath: codingPath, debugDescription: "no answer has a fraction"))
    }

    func encode(_ value: some Encodable) throws { encoder.set(try AnswerEncoder.bytes(of: value)) }

    private func set(_ number: some BinaryInteger) { encoder.set(Array(String(number).utf8)) }
}
