import BusinessTime
import Crypto

/// How facts are chained. An entry's hash is SHA-256 over the 32 bytes of the hash before it in the stream
/// (32 zero bytes for the first) and the entry's fields, each as a netstring (`3:abc,`), in this order:
/// stream kind, stream id, number, sequence, kind, version, happened, recorded, actor, body. Numbers are
/// decimal, instants POSIX seconds.
enum AuditChain {
    struct Place {
        let stream: FactStream
        let number: Int64
        let sequence: Int64
    }

    static let beginning = [UInt8](repeating: 0, count: 32)

    static func hash(of fact: StoredFact, at place: Place, after previous: [UInt8]) -> [UInt8] {
        sha256(bytes(of: fact, at: place, after: previous))
    }

    static func bytes(of fact: StoredFact, at place: Place, after previous: [UInt8]) -> [UInt8] {
        var bytes = previous
        bytes.reserveCapacity(256 + fact.body.count)
        netstring(place.stream.kind, to: &bytes)
        netstring(place.stream.id, to: &bytes)
        netstring(place.number, to: &bytes)
        netstring(place.sequence, to: &bytes)
        netstring(fact.kind, to: &bytes)
        netstring(Int64(fact.version), to: &bytes)
        netstring(fact.happened.seconds, to: &bytes)
        netstring(fact.recorded.seconds, to: &bytes)
        netstring(fact.actor, to: &bytes)
        netstring(fact.body, to: &bytes)
        return bytes
    }

    static func netstring(_ number: Int64, to bytes: inout [UInt8]) {
        netstring(String(number), to: &bytes)
    }

    static func netstring(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(text.utf8.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: ","))
    }

    static func netstring(_ content: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(content.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: content)
        bytes.append(UInt8(ascii: ","))
    }
}

func sha256(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    let digits = Array("0123456789abcdef".utf8)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
