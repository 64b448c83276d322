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

/// Columns of blocks, unpacked for one reading: a page asks two dozen questions of the same ones.
final class UnpackedFigures {
    private struct Place: Hashable {
        let block: Int64
        let column: String
    }

    /// 16 MB; what goes beyond is unpacked again for each question.
    static let numbersMax = 2 << 20
    /// In place of a block: the rows of all marked tickets.
    static let marked: Int64 = -1

    private(set) var words = WordPlaces()
    private let marks: FigureMarks
    private var known: [Place: [Int64]] = [:]
    private var rows: [Int64: Int] = [:]
    private var ranges: [String: [(block: Int64, range: ClosedRange<Int64>)]] = [:]
    /// Rows of tickets that are not marked, of a block that has others.
    private var unmarked: [Int64: [Int]] = [:]
    private var count = 0
    private var asked = 0

    init(but marks: FigureMarks) {
        self.marks = marks
    }

    func place(of word: String) -> Int64 { words.place(of: word) }

    /// Whether marked tickets are counted here too. Reading all of their rows pays from the fourth question
    /// on: a report alone asks two, the catalogue two dozen.
    func readsMarked() -> Bool {
        asked += 1
        return asked > 3 && marks.count <= FigureMarks.readMost
    }

    /// By which blocks are chosen. A report month by month asks for each month, and the store goes through
    /// megabytes for it.
    func ranges(
        of column: String, in reader: Reader
    ) throws -> [(block: Int64, range: ClosedRange<Int64>)] {
        if let known = ranges[column] { return known }
        let found = try reader.figureRanges(of: column)
        ranges[column] = found
        return found
    }

    /// A number for each row whose ticket is not marked, which for a column of words is the place of its
    /// word.
    func numbers(_ name: String, ofBlock block: Int64, in reader: Reader) throws -> [Int64] {
        let place = Place(block: block, column: name)
        if let found = known[place] { return found }
        if block == Self.marked {
            read(try reader.markedFigures())
            return known[place] ?? []
        }
        var numbers = try packed(name, ofBlock: block, in: reader)
        if let some = try unmarked(ofBlock: block, in: reader) { numbers = some.map { numbers[$0] } }
        if count + numbers.count <= Self.numbersMax {
            known[place] = numbers
            count += numbers.count
        }
        return numbers
    }

    private func packed(_ name: String, ofBlock block: Int64, in reader: Reader) throws -> [Int64] {
        let column = try reader.packedFigures(name, ofBlock: block)
        // Those of one block fit each other: what reads them relies on it.
        guard column.numbers.count == rows[block] ?? column.numbers.count else {
            throw PackedColumn.unreadable
        }
        rows[block] = column.numbers.count
        guard let own = column.words else { return column.numbers }
        let places = own.map { words.place(of: $0) }
        return column.numbers.map { $0 == PackedColumn.null ? $0 : places[Int($0)] }
    }

    /// nil where none is marked.
    private func unmarked(ofBlock block: Int64, in reader: Reader) throws -> [Int]? {
        guard let marked = marks.tickets[block] else { return nil }
        if let found = unmarked[block] { return found }
        let tickets = try packed("ticket", ofBlock: block, in: reader)
        let found = tickets.indices.filter { !marked.contains(tickets[$0]) }
        unmarked[block] = found
        return found
    }

    private func read(_ marked: [[SQLValue]]) {
        for (index, name) in StoredFigures.names.enumerated() {
            known[Place(block: Self.marked, column: name)] = marked.map { number($0[index]) }
        }
    }

    private func number(_ value: SQLValue) -> Int64 {
        switch value {
        case .integer(let number): number
        case .text(let text): words.place(of: text)
        case .null, .blob: PackedColumn.null
        }
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
