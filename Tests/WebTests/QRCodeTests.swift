import Crypto
import Foundation
import Testing

@testable import Web

/// The expected squares were drawn by another encoder (Python's qrcode), with the same version and mask.
@Suite("Pictures for a camera")
struct QRCodeTests {
    private static let text = "otpauth://totp/Duly:ana?secret=JBSWY3DPEHPK3PXP"

    private static func lines(_ code: QRCode) -> [String] {
        code.dark.map { row in row.map { $0 ? "#" : "." }.joined() }
    }

    @Test("are those of another encoder, module by module")
    func whole() throws {
        let code = try #require(QRCode(Self.text, mask: 3))
        #expect(Self.lines(code).joined(separator: "\n") == Self.expected)
    }

    @Test("with a version written in, and blocks of two lengths")
    func large() throws {
        let code = try #require(QRCode(String(repeating: "A", count: 200), mask: 3))
        #expect(code.size == 57)
        let digest = SHA256.hash(data: Data(Self.lines(code).joined().utf8))
        let words = digest.map { String(UInt16($0) | 256, radix: 16).dropFirst() }.joined()
        #expect(words == "edddb16ee77d3c23b84b4ae82d73f1a389876315d16066e54c4d767b933a13d9")
    }

    @Test("both sides of the longest text, and the mask that is chosen is one of the eight")
    func bounds() throws {
        #expect(QRCode(String(repeating: "A", count: 666))?.size == 97)
        #expect(QRCode(String(repeating: "A", count: 667)) == nil)
        let chosen = Self.lines(try #require(QRCode(Self.text)))
        #expect((0..<8).contains { QRCode(Self.text, mask: $0).map(Self.lines) == chosen })
    }

    private static let expected = """
        #######.##..#.#.#.######..#######
        #.....#.#.##..#.##.....#..#.....#
        #.###.#...##.##...##..#.#.#.###.#
        #.###.#.##.##..#..#..##...#.###.#
        #.###.#...#.#...#.#...###.#.###.#
        #.....#..#..#######...#.#.#.....#
        #######.#.#.#.#.#.#.#.#.#.#######
        ........#.#.#.####.#.............
        #.##.###.##....####..##.#.#..#.##
        ######..###.###.#####..#.###.###.
        ##..#.###..#.#....#.#..##.#..#.##
        ####...#..##...###....####...#.##
        #..####.##..#.###..#####.#...#...
        #.#.##.##..####..#..###...##.#.#.
        .##...#...####.....###..###.###..
        ##.....####.#.##.....####.#..####
        .###.##....##...#.....#...#.#..#.
        ##.....###.#...#..#...#######..#.
        ....###...#######.#.##..##.#..##.
        .#####.#..#.#..#.##.#..#####.....
        #..####...##.#..#.....#.....#.###
        ##...#.#...#######..##.......##.#
        ..##..#.#.######..###.##.#.##.###
        .##.##.#.#....##..#.#.#...#.##..#
        #.######..###.#..#.##.#.#########
        ........##.##..##.##.##.#...##..#
        #######.#.#####..###.#.##.#.##...
        #.....#.####.######.#..##...####.
        #.###.#..##.##..####..#######.##.
        #.###.#.###.....#..#..####.#..###
        #.###.#.#.#########.####..#..##..
        #.....#..###.#...##.#.#....#.#..#
        #######.##.#..#.####.#.#.#.####..
        """
}
