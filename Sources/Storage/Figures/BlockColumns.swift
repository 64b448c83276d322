/// Numbers that stand for words, the same in every block.
struct WordPlaces {
    private var places: [String: Int64] = [:]
    private var words: [String] = []

    mutating func place(of word: String) -> Int64 {
        if let known = places[word] { return known }
        places[word] = Int64(words.count)
        words.append(word)
        return Int64(words.count - 1)
    }

    subscript(place: Int64) -> String { words[Int(place)] }
}

/// The columns of a block, each read when it is asked for.
struct BlockColumns {
    let number: Int64
    let reader: Reader
    private var known: [String: [Int64]] = [:]

    init(number: Int64, reader: Reader) {
        self.number = number
        self.reader = reader
    }

    /// A number for each row, which for a column of words is the place of its word.
    mutating func numbers(_ name: String, _ words: inout WordPlaces) throws -> [Int64] {
        if let found = known[name] { return found }
        let column = try reader.packedFigures(name, ofBlock: number)
        var numbers = column.numbers
        if let own = column.words {
            let places = own.map { words.place(of: $0) }
            numbers = numbers.map { $0 == PackedColumn.null ? $0 : places[Int($0)] }
        }
        known[name] = numbers
        return numbers
    }
}
