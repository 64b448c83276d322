/// A square of black and white for a camera (ISO/IEC 18004): bytes, medium correction, up to version 20.
struct QRCode: Sendable {
    /// Modules of a side.
    let size: Int
    /// Row by row.
    private(set) var dark: [[Bool]]
    /// What belongs to the pattern and is never masked.
    private var isFixed: [[Bool]]
    private let version: Int

    static let versionMax = 20
    /// For version 1 and on, at medium correction.
    private static let checkBytes = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    ]
    private static let blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

    /// nil where the text is longer than fits.
    ///
    /// - Parameter mask: 0 to 7; nil takes the one that reads best.
    init?(_ text: String, mask: Int? = nil) {
        let bytes = Array(text.utf8)
        let fitting = (1...Self.versionMax).first { version in
            bytes.count + (version < 10 ? 2 : 3) <= Self.dataBytes(version)
        }
        guard let fitting else { return nil }
        version = fitting
        size = fitting * 4 + 17
        dark = Array(repeating: Array(repeating: false, count: size), count: size)
        isFixed = dark
        drawPatterns()
        draw(Self.interleaved(Self.framed(bytes, fitting), fitting))
        let plain = self
        let candidates = (mask.map { [$0] } ?? Array(0..<8)).map { plain.masked(by: $0) }
        if let best = candidates.min(by: { $0.penalty < $1.penalty }) { dark = best.dark }
    }

    // MARK: Bytes

    private static func rawBytes(_ version: Int) -> Int {
        var modules = (16 * version + 128) * version + 64
        if version >= 2 {
            let count = version / 7 + 2
            modules -= (25 * count - 10) * count - 55
            if version >= 7 { modules -= 36 }
        }
        return modules / 8
    }

    private static func dataBytes(_ version: Int) -> Int {
        rawBytes(version) - checkBytes[version - 1] * blocks[version - 1]
    }

    /// Mode, length, the bytes, an end and what fills the rest.
    private static func framed(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
        var bits: [Bool] = []
        func add(_ value: Int, _ length: Int) {
            for place in (0..<length).reversed() { bits.append(value >> place & 1 == 1) }
        }
        add(4, 4)
        add(bytes.count, version < 10 ? 8 : 16)
        for byte in bytes { add(Int(byte), 8) }
        let room = dataBytes(version) * 8
        add(0, min(4, room - bits.count))
        add(0, (8 - bits.count % 8) % 8)
        var filled = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        while filled.count < room / 8 {
            filled.append((filled.count - bits.count / 8) % 2 == 0 ? 0xEC : 0x11)
        }
        return filled
    }

    /// Blocks with their check bytes, taken in turns.
    private static func interleaved(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
        let (count, check) = (blocks[version - 1], checkBytes[version - 1])
        let raw = rawBytes(version)
        let short = count - raw % count
        let length = raw / count - check
        let divisor = Remainder.divisor(check)
        var start = 0
        let parts = (0..<count).map { number in
            let end = start + length + (number < short ? 0 : 1)
            defer { start = end }
            return Array(bytes[start..<end])
        }
        let checks = parts.map { Remainder.of($0, by: divisor) }
        let data = (0...length).flatMap { place in parts.compactMap { place < $0.count ? $0[place] : nil } }
        return data + (0..<check).flatMap { place in checks.map { $0[place] } }
    }

    // MARK: Drawing

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y][x] = isDark
        isFixed[y][x] = true
    }

    private mutating func drawPatterns() {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawRings(x, y, 4) }
        let places = alignments
        for (row, y) in places.enumerated() {
            for (column, x) in places.enumerated() {
                let last = places.count - 1
                let isCorner =
                    (row == 0 && column == 0) || (row == 0 && column == last) || (row == last && column == 0)
                if !isCorner { drawRings(x, y, 2) }
            }
        }
        drawFormat(mask: 0)
        drawVersion()
    }

    private var alignments: [Int] {
        if version == 1 { return [] }
        let count = version / 7 + 2
        let step = (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        return [6] + (0..<count - 1).map { size - 7 - $0 * step }.reversed()
    }

    /// Squares around a middle; the ring of 2, and of 4, is white.
    private mutating func drawRings(_ x: Int, _ y: Int, _ reach: Int) {
        for dy in -reach...reach {
            for dx in -reach...reach {
                let ring = max(abs(dx), abs(dy))
                set(x + dx, y + dy, reach == 4 ? ring != 2 && ring != 4 : ring != 1)
            }
        }
    }

    private mutating func drawFormat(mask: Int) {
        // Medium correction is 0.
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        let bit = { (place: Int) in bits >> place & 1 == 1 }
        for place in 0..<6 { set(8, place, bit(place)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for place in 9..<15 { set(14 - place, 8, bit(place)) }
        for place in 0..<8 { set(size - 1 - place, 8, bit(place)) }
        for place in 8..<15 { set(8, size - 15 + place, bit(place)) }
        set(8, size - 8, true)
    }

    private mutating func drawVersion() {
        guard version >= 7 else { return }
        var rest = version
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = version << 12 | rest
        for place in 0..<18 {
            let (a, b) = (size - 11 + place % 3, place / 3)
            set(a, b, bits >> place & 1 == 1)
            set(b, a, bits >> place & 1 == 1)
        }
    }

    /// Two columns at a time from the right, up and down.
    private mutating func draw(_ bytes: [UInt8]) {
        var place = 0
        for right in stride(from: size - 1, through: 1, by: -2) {
            let column = right <= 6 ? right - 1 : right
            for step in 0..<size {
                let isUpward = (column + 1) & 2 == 0
                let y = isUpward ? size - 1 - step : step
                for x in [column, column - 1] where !isFixed[y][x] && place < bytes.count * 8 {
                    dark[y][x] = bytes[place / 8] >> (7 - place % 8) & 1 == 1
                    place += 1
                }
            }
        }
    }

    private func masked(by mask: Int) -> QRCode {
        var code = self
        for y in 0..<size {
            for x in 0..<size where !isFixed[y][x] && Self.isFlipped(mask, x, y) { code.dark[y][x].toggle() }
        }
        code.drawFormat(mask: mask)
        return code
    }

    private static func isFlipped(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}

// Which mask a camera reads best: no long runs, no squares of one shade, nothing that looks like a corner.
extension QRCode {
    fileprivate var penalty: Int {
        let columns = (0..<size).map { x in dark.map { $0[x] } }
        let lines = dark + columns
        let runs = lines.map(Self.runs).reduce(0, +)
        let corners = lines.map(Self.corners).reduce(0, +)
        let count = dark.joined().count { $0 }
        return runs + corners + squares + abs(count * 20 - size * size * 10) / (size * size) * 10
    }

    private static func runs(_ line: [Bool]) -> Int {
        var (sum, length) = (0, 0)
        for place in line.indices {
            length = place > 0 && line[place] == line[place - 1] ? length + 1 : 1
            if length == 5 { sum += 3 } else if length > 5 { sum += 1 }
        }
        return sum
    }

    private static let corner = [true, false, true, true, true, false, true]

    private static func corners(_ line: [Bool]) -> Int {
        let quiet = [false, false, false, false]
        let patterns = [quiet + corner, corner + quiet]
        return line.indices.dropLast(10).count { start in
            patterns.contains { $0[...] == line[start..<start + 11] }
        } * 40
    }

    private var squares: Int {
        var count = 0
        for y in 1..<size {
            for x in 1..<size {
                let shade = dark[y][x]
                if dark[y - 1][x] == shade, dark[y][x - 1] == shade, dark[y - 1][x - 1] == shade {
                    count += 1
                }
            }
        }
        return count * 3
    }
}

/// What is left of a division of polynomials over 256 numbers: the check bytes of Reed and Solomon.
private enum Remainder {
    static func divisor(_ degree: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: degree)
        result[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for place in 0..<degree {
                result[place] = product(result[place], root)
                if place + 1 < degree { result[place] ^= result[place + 1] }
            }
            root = product(root, 2)
        }
        return result
    }

    static func of(_ bytes: [UInt8], by divisor: [UInt8]) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: divisor.count)
        for byte in bytes {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for place in rest.indices { rest[place] ^= product(divisor[place], factor) }
        }
        return rest
    }

    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var result = 0
        for place in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7) * 0x11D
            result ^= Int(b >> UInt8(place) & 1) * Int(a)
        }
        return UInt8(result)
    }
}
