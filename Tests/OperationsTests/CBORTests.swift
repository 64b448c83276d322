import Testing

@testable import Operations

@Suite("CBOR of passkeys")
struct CBORTests {
    private static func bytes(_ text: String) -> [UInt8] { Operations.bytes(hexadecimal: text) }

    @Test(
        "reads the examples of RFC 8949",
        arguments: [
            ("00", .unsigned(0)), ("17", .unsigned(23)), ("1818", .unsigned(24)), ("1903e8", .unsigned(1000)),
            ("1a000f4240", .unsigned(1_000_000)), ("1bffffffffffffffff", .unsigned(.max)),
            ("20", .negative(0)), ("3863", .negative(99)), ("4401020304", .bytes([1, 2, 3, 4])),
            ("62c3bc", .text("ü")), ("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
            ("a201020304", .map([.unsigned(1): .unsigned(2), .unsigned(3): .unsigned(4)])),
            ("f4", .truth(false)), ("f5", .truth(true)), ("f6", .null),
        ] as [(String, CBOR)])
    func reads(_ text: String, _ value: CBOR) throws {
        let read = try CBOR(Self.bytes(text))
        #expect(read == value)
    }

    @Test(
        "refuses what devices do not write",
        arguments: [
            ("", .cutOff), ("18", .cutOff), ("4401", .cutOff), ("5bffffffffffffffff", .cutOff),
            ("1817", .notCanonical), ("1900ff", .notCanonical), ("1a0000ffff", .notCanonical),
            ("1b00000000ffffffff", .notCanonical), ("61ff", .notText), ("0000", .trailing),
            ("a201020103", .twice), ("9f00ff", .unsupported), ("5f4101ff", .unsupported),
            ("c000", .unsupported), ("f90000", .unsupported), ("f7", .unsupported),
            ("9841", .tooMany), ("b841", .tooMany), ("818181818181818100", .tooDeep),
        ] as [(String, CBOR.Problem)])
    func refuses(_ text: String, _ problem: CBOR.Problem) {
        #expect(throws: problem) { try CBOR(Self.bytes(text)) }
    }

    @Test("both sides of its bounds")
    func bounds() throws {
        let list = { (count: Int) in [0x98, UInt8(count)] + [UInt8](repeating: 0, count: count) }
        _ = try CBOR(list(CBOR.countMax))
        #expect(throws: CBOR.Problem.tooMany) { try CBOR(list(CBOR.countMax + 1)) }
        let nested = { (depth: Int) in [UInt8](repeating: 0x81, count: depth) + [0] }
        _ = try CBOR(nested(CBOR.depthMax))
        #expect(throws: CBOR.Problem.tooDeep) { try CBOR(nested(CBOR.depthMax + 1)) }
        let long = { (size: Int) in
            [0x59, UInt8(size >> 8), UInt8(size & 255)] + [UInt8](repeating: 7, count: size)
        }
        _ = try CBOR(long(CBOR.sizeMax - 3))
        #expect(throws: CBOR.Problem.tooLong) { try CBOR(long(CBOR.sizeMax - 2)) }
    }

    @Test("no bytes make it fail otherwise", arguments: 0..<200)
    func hostile(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        let bytes = (0..<64).map { _ -> UInt8 in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(state & 255)
        }
        for length in 0...bytes.count { _ = try? CBOR(Array(bytes.prefix(length))) }
    }
}
