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

/// The columns of a block, each read when it is asked for.
struct BlockColumns {
    let number: Int64
    let reader: Reader
    private var known: [String: [Int64]] = [:]
    private var rows: Int?

    init(number: Int64, reader: Reader) {
        self.number = number
        self.reader = reader
    }

    /// A number for each row, which for a column of words is the place of its word.
    mutating func numbers(_ name: String, _ words: inout WordPlaces) throws -> [Int64] {
        if let found = known[name] { return found }
        let column = try reader.packedFigures(name, ofBlock: number)
        // Those of one block fit each other: what reads them relies on it.
        guard column.numbers.count == rows ?? column.numbers.count else { throw PackedColumn.unreadable }
        rows = column.numbers.count
        var numbers = column.numbers
        if let own = column.words {
            let places = own.map { words.place(of: $0) }
            numbers = numbers.map { $0 == PackedColumn.null ? $0 : places[Int($0)] }
        }
        known[name] = numbers
        return numbers
    }
}
