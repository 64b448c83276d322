/// One column of a block of figures, packed: what is the same in every row takes no room, times that lie
/// within a century four bytes a row, words one.
struct PackedColumn {
    /// What is empty, among numbers that were unpacked.
    static let null = Int64.min
    static let unreadable = StoreProblem.corrupt("packed figures can't be read: run duly reindex")

    /// The words that the numbers stand for; nil for a column of numbers.
    let words: [String]?
    /// A number for each row, or the place of its word; `null` where it is empty.
    let numbers: [Int64]

    /// A column has numbers, words or nothing in its rows.
    init(_ values: [SQLValue]) {
        var words = WordPlaces()
        numbers = values.map { value in
            switch value {
            case .integer(let number): number
            case .text(let text): words.place(of: text)
            case .null, .blob: Self.null
            }
        }
        self.words = words.all.isEmpty ? nil : words.all
    }

    /// The value of a row, as it was packed.
    func value(at row: Int) -> SQLValue {
        let number = numbers[row]
        if number == Self.null { return .null }
        return words.map { .text($0[Int(number)]) } ?? .integer(number)
    }

    /// The least and the greatest number; nil for words, and where every row is empty.
    var range: ClosedRange<Int64>? {
        let found = numbers.filter { $0 != Self.null }
        guard words == nil, let low = found.min(), let high = found.max() else { return nil }
        return low...high
    }
}

// As bytes: how many words there are and the words, then the numbers as distances from the least. 0 is an
// empty row and 1 the greatest number of all, which stands for "not yet" and would make every distance long.
extension PackedColumn {
    private static let empty: UInt64 = 0
    private static let notYet: UInt64 = 1
    private static let first: UInt64 = 2

    var packed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.add(UInt16(words?.count ?? 0))
        for word in words ?? [] {
            bytes.add(UInt32(word.utf8.count))
            bytes += Array(word.utf8)
        }
        let low = numbers.filter { $0 != Self.null && $0 != .max }.min() ?? 0
        let codes = numbers.map { number in
            switch number {
            case Self.null: Self.empty
            case .max: Self.notYet
            default: UInt64(bitPattern: number &- low) &+ Self.first
            }
        }
        bytes.add(UInt16(codes.count))
        bytes.add(UInt64(bitPattern: low))
        let most = codes.max() ?? 0
        if codes.allSatisfy({ $0 == most }) {
            bytes.append(0)
            bytes.add(most)
            return bytes
        }
        switch most {
        case ...0xFF: bytes.add(codes, as: UInt8.self)
        case ...0xFFFF: bytes.add(codes, as: UInt16.self)
        case ...0xFFFF_FFFF: bytes.add(codes, as: UInt32.self)
        default: bytes.add(codes, as: UInt64.self)
        }
        return bytes
    }

    /// - Throws: `StoreProblem.corrupt` for bytes that no column was packed into.
    init(packed bytes: [UInt8]) throws {
        var reading = PackedReading(bytes)
        let count = Int(try reading.next(UInt16.self))
        words =
            count == 0
            ? nil : try (0..<count).map { _ in try reading.text(Int(try reading.next(UInt32.self))) }
        let rows = Int(try reading.next(UInt16.self))
        let low = Int64(bitPattern: try reading.next(UInt64.self))
        let number: (UInt64) -> Int64 = { code in
            switch code {
            case Self.empty: Self.null
            case Self.notYet: .max
            default: low &+ Int64(bitPattern: code &- Self.first)
            }
        }
        switch try reading.next(UInt8.self) {
        case 0: numbers = Array(repeating: number(try reading.next(UInt64.self)), count: rows)
        case 1: numbers = try reading.codes(rows, as: UInt8.self, number)
        case 2: numbers = try reading.codes(rows, as: UInt16.self, number)
        case 4: numbers = try reading.codes(rows, as: UInt32.self, number)
        case 8: numbers = try reading.codes(rows, as: UInt64.self, number)
        default: throw Self.unreadable
        }
        try reading.end()
        let places = Int64(words?.count ?? 0)
        if places > 0, !numbers.allSatisfy({ $0 == Self.null || (0..<places).contains($0) }) {
            throw Self.unreadable
        }
    }
}

extension [UInt8] {
    fileprivate mutating func add<T: FixedWidthInteger>(_ number: T) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }

    /// Their width in bytes, then all of them.
    fileprivate mutating func add<T: FixedWidthInteger>(_ codes: [UInt64], as width: T.Type) {
        append(UInt8(T.bitWidth / 8))
        for code in codes { add(T(truncatingIfNeeded: code)) }
    }
}

/// Bytes read from the front.
private struct PackedReading {
    let bytes: [UInt8]
    var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func take(_ count: Int) throws -> Range<Int> {
        guard count >= 0, count <= bytes.count - place else { throw PackedColumn.unreadable }
        defer { place += count }
        return place..<place + count
    }

    mutating func next<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        let range = try take(T.bitWidth / 8)
        return bytes.withUnsafeBytes {
            T(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: T.self))
        }
    }

    /// Nothing is left.
    func end() throws {
        if place != bytes.count { throw PackedColumn.unreadable }
    }

    mutating func text(_ count: Int) throws -> String {
        String(decoding: bytes[try take(count)], as: UTF8.self)
    }

    mutating func codes<T: FixedWidthInteger>(
        _ rows: Int, as type: T.Type, _ number: (UInt64) -> Int64
    ) throws -> [Int64] {
        let width = T.bitWidth / 8
        let start = try take(rows * width).lowerBound
        return bytes.withUnsafeBytes { bytes in
            (0..<rows).map { row in
                let code = bytes.loadUnaligned(fromByteOffset: start + row * width, as: T.self)
                return number(UInt64(truncatingIfNeeded: T(littleEndian: code)))
            }
        }
    }
}
