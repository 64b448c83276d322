/// Numbers that stand for words. Two spellings of one letter are two words, as they are in the store.
struct WordPlaces {
    private var places: [[UInt8]: Int64] = [:]
    private(set) var all: [String] = []

    mutating func place(of word: String) -> Int64 {
        let bytes = Array(word.utf8)
        if let known = places[bytes] { return known }
        places[bytes] = Int64(all.count)
        all.append(word)
        return Int64(all.count - 1)
    }

    subscript(place: Int64) -> String { all[Int(place)] }
}

/// Columns of blocks, unpacked for one reading: a page asks a dozen questions of the same ones.
final class UnpackedFigures {
    private struct Place: Hashable {
        let block: Int64
        let column: String
    }

    /// 16 MB; what goes beyond is unpacked again for each question.
    static let numbersMax = 2 << 20

    private(set) var words = WordPlaces()
    private var known: [Place: [Int64]] = [:]
    private var rows: [Int64: Int] = [:]
    private var count = 0

    func place(of word: String) -> Int64 { words.place(of: word) }

    /// A number for each row, which for a column of words is the place of its word.
    func numbers(_ name: String, ofBlock block: Int64, in reader: Reader) throws -> [Int64] {
        let place = Place(block: block, column: name)
        if let found = known[place] { return found }
        let column = try reader.packedFigures(name, ofBlock: block)
        // Those of one block fit each other: what reads them relies on it.
        guard column.numbers.count == rows[block] ?? column.numbers.count else {
            throw PackedColumn.unreadable
        }
        rows[block] = column.numbers.count
        var numbers = column.numbers
        if let own = column.words {
            let places = own.map { words.place(of: $0) }
            numbers = numbers.map { $0 == PackedColumn.null ? $0 : places[Int($0)] }
        }
        if count + numbers.count <= Self.numbersMax {
            known[place] = numbers
            count += numbers.count
        }
        return numbers
    }
}

/// The columns of a block.
struct BlockColumns {
    let number: Int64
    let reader: Reader
    let unpacked: UnpackedFigures

    func numbers(_ name: String) throws -> [Int64] {
        try unpacked.numbers(name, ofBlock: number, in: reader)
    }
}
