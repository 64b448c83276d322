import Foundation

/// An address of the Internet protocol, version 4 or 6, as its bytes.
struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    /// nil for another family. By its layout: the address stands behind family and port, and in version 6
    /// behind the flow as well.
    init?(_ address: UnsafeRawPointer) {
        switch Int32(address.load(as: sa_family_t.self)) {
        case AF_INET: bytes = Array(UnsafeRawBufferPointer(start: address + 4, count: 4))
        case AF_INET6: bytes = Array(UnsafeRawBufferPointer(start: address + 8, count: 16))
        default: return nil
        }
    }

    /// As it is written, for example `10.0.0.1` or `fe80::1`.
    init?(_ text: String) {
        var read = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &read) == 1 {
            bytes = Array(read.prefix(4))
        } else if inet_pton(AF_INET6, text, &read) == 1 {
            bytes = read
        } else {
            return nil
        }
    }

    /// Whether it can be an address of somebody else's server: of no loopback, private, link-local, shared,
    /// documentation or multicast range (RFC 6890).
    var isPublic: Bool {
        bytes.count == 4 ? Self.isPublic(four: bytes) : Self.isPublic(six: bytes)
    }

    private static func isPublic(four: [UInt8]) -> Bool {
        switch (four[0], four[1], four[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224...255, _, _): false
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
        case (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113): false
        default: true
        }
    }

    private static func isPublic(six: [UInt8]) -> Bool {
        // An address of version 4 in other clothes: mapped, or translated by 64:ff9b::/96 and 2002::/16.
        if six[0..<10].allSatisfy({ $0 == 0 }), six[10] == 0xff, six[11] == 0xff {
            return isPublic(four: Array(six[12...]))
        }
        if six[0..<12].elementsEqual([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return isPublic(four: Array(six[12...]))
        }
        if six[0] == 0x20, six[1] == 0x02 { return isPublic(four: Array(six[2..<6])) }
        let isGlobal = six[0] & 0xe0 == 0x20
        let isDocumentation = six[0..<4].elementsEqual([0x20, 0x01, 0x0d, 0xb8])
        let isTeredo = six[0..<4].elementsEqual([0x20, 0x01, 0, 0])
        return isGlobal && !isDocumentation && !isTeredo
    }

    var description: String {
        if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }.joined(separator: ":")
    }
}
