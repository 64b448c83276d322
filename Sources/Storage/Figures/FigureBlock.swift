/// The figures of up to 4,096 tickets with neighbouring numbers, packed column by column: a report over a
/// million tickets reads the few columns that it asks for, and no rows.
///
/// A block says what the rows said when it was packed. Tickets that were written since are marked, and are
/// counted by their rows. All of it can be made anew from the rows, as those can from the facts.
public struct FigureBlock: Sendable {
    static let size: Int64 = 4096

    public let number: Int64
    /// In the order of their tickets, which come first; see `StoredFigures.names`.
    let rows: [[SQLValue]]
    /// Packed by whoever reads the rows: the writer has others waiting.
    fileprivate let columns: [Packed]

    fileprivate struct Packed {
        let name: String
        let range: ClosedRange<Int64>?
        let bytes: [UInt8]
    }

    fileprivate init(number: Int64, rows: [[SQLValue]]) {
        self.number = number
        self.rows = rows
        columns = StoredFigures.names.enumerated().map { index, name in
            let column = PackedColumn(rows.map { $0[index] })
            return Packed(name: name, range: column.range, bytes: column.packed)
        }
    }

    /// Numbers of the tickets that a block may have.
    static func tickets(of number: Int64) -> Range<Int64> { number * size..<(number + 1) * size }
}

extension Reader {
    /// The rows of a block as they are now.
    public func figureBlock(_ number: Int64) throws -> FigureBlock {
        FigureBlock(number: number, rows: try figureRows(of: number))
    }

    private func figureRows(of number: Int64) throws -> [[SQLValue]] {
        let tickets = FigureBlock.tickets(of: number)
        return try connection.rows(
            """
            SELECT \(StoredFigures.columns) FROM figures WHERE ticket >= $1 AND ticket < $2 ORDER BY ticket
            """, [tickets.lowerBound, tickets.upperBound]
        ).map(\.values)
    }

    /// Blocks that are to be packed while more than `most` tickets are marked: those with the most marks,
    /// until half as many are left.
    public func figureBlocksToPack(over most: Int) throws -> [Int64] {
        let marked = try rows(
            "SELECT ticket / $1, COUNT(*) FROM figures_changed GROUP BY 1 ORDER BY 2 DESC, 1",
            FigureBlock.size
        ) { (block: try $0.integer(), marks: Int(try $0.integer())) }
        var left = marked.reduce(0) { $0 + $1.marks }
        guard left > most else { return [] }
        var chosen: [Int64] = []
        for (block, marks) in marked where left > most / 2 {
            chosen.append(block)
            left -= marks
        }
        return chosen
    }

    public func figureBlocks() throws -> [Int64] {
        try rows("SELECT DISTINCT block FROM figures_column ORDER BY block") { try $0.integer() }
    }

    /// Whether a block says of each ticket that is not marked what its row says.
    public func isSound(figureBlock number: Int64) throws -> Bool {
        let marked = try markedFigures(of: number)
        let packed: [[SQLValue]]
        do {
            let columns = try StoredFigures.names.map { try packedFigures($0, ofBlock: number) }
            guard columns.allSatisfy({ $0.numbers.count == columns[0].numbers.count }) else { return false }
            for (name, column) in zip(StoredFigures.names, columns) {
                guard try range(of: name, ofBlock: number) == column.range else { return false }
            }
            packed = columns[0].numbers.indices.map { row in columns.map { $0.value(at: row) } }
        } catch StoreProblem.corrupt {
            return false
        }
        let isMarked: ([SQLValue]) -> Bool = { marked.keys.contains($0[0]) }
        return try packed.filter { !isMarked($0) } == figureRows(of: number).filter { !isMarked($0) }
    }

    func packedFigures(_ column: String, ofBlock number: Int64) throws -> PackedColumn {
        let found = try first(
            "SELECT packed FROM figures_column WHERE name = $1 AND block = $2", column, number
        ) { try $0.bytes() }
        guard let found else {
            throw StoreProblem.corrupt("packed figures lack their column \(column): run duly reindex")
        }
        let packed = try PackedColumn(packed: found)
        let isWords = StoredFigures.words.contains(column)
        guard packed.numbers.isEmpty || (packed.words != nil) == isWords else {
            throw PackedColumn.unreadable
        }
        return packed
    }

    /// By which blocks are chosen.
    private func range(of column: String, ofBlock number: Int64) throws -> ClosedRange<Int64>? {
        try first("SELECT low, high FROM figures_column WHERE name = $1 AND block = $2", column, number) {
            let (low, high) = (try $0.integerIfAny(), try $0.integerIfAny())
            guard let low, let high, low <= high else { return nil }
            return low...high
        } ?? nil
    }

    /// The rows of a block's marked tickets; nil for a ticket that has none.
    fileprivate func markedFigures(of number: Int64) throws -> [SQLValue: [SQLValue]?] {
        let tickets = FigureBlock.tickets(of: number)
        let columns = StoredFigures.names.map { "figures.\($0)" }.joined(separator: ", ")
        let found = try connection.rows(
            """
            SELECT figures_changed.ticket, \(columns) FROM figures_changed
            LEFT JOIN figures ON figures.ticket = figures_changed.ticket
            WHERE figures_changed.ticket >= $1 AND figures_changed.ticket < $2
            """, [tickets.lowerBound, tickets.upperBound])
        return Dictionary(
            uniqueKeysWithValues: found.map { row in
                (row.values[0], row.values[1] == .null ? nil : Array(row.values.dropFirst()))
            })
    }
}

extension Writer {
    /// Puts a block in the place of the one before. Tickets that were written since it was read stay marked.
    public func put(_ block: FigureBlock) throws {
        try run("DELETE FROM figures_column WHERE block = $1", block.number)
        for column in block.columns {
            try run(
                "INSERT INTO figures_column (name, block, low, high, packed) VALUES ($1, $2, $3, $4, $5)",
                column.name, block.number, column.range?.lowerBound, column.range?.upperBound, column.bytes)
        }
        let packed = Dictionary(uniqueKeysWithValues: block.rows.map { ($0[0], $0) })
        let written = try markedFigures(of: block.number).filter { $0.value != packed[$0.key] }
        let tickets = FigureBlock.tickets(of: block.number)
        try run(
            "DELETE FROM figures_changed WHERE ticket >= $1 AND ticket < $2", tickets.lowerBound,
            tickets.upperBound)
        for case .integer(let ticket) in written.keys { try mark(figuresOf: ticket) }
        figureMarksOnce = nil
    }

    /// Marks tickets that are in no block and not marked, which nothing would count. Whether there were any.
    public func markUnpackedFigures() throws -> Bool {
        let marked = try run(
            """
            INSERT INTO figures_changed (ticket) SELECT ticket FROM figures WHERE NOT EXISTS (
                SELECT 1 FROM figures_column WHERE name = 'ticket' AND block = figures.ticket / $1)
            ON CONFLICT (ticket) DO NOTHING
            """, FigureBlock.size)
        figureMarksOnce = nil
        return marked > 0
    }

    /// Its tickets are counted by their rows until it is packed anew.
    public func remove(figureBlock number: Int64) throws {
        let tickets = FigureBlock.tickets(of: number)
        try run("DELETE FROM figures_column WHERE block = $1", number)
        try run(
            """
            INSERT INTO figures_changed (ticket) SELECT ticket FROM figures WHERE ticket >= $1 AND ticket < $2
            ON CONFLICT (ticket) DO NOTHING
            """, tickets.lowerBound, tickets.upperBound)
        figureMarksOnce = nil
    }

    /// Its row is not what was packed.
    func mark(figuresOf ticket: Int64) throws {
        try run("INSERT INTO figures_changed (ticket) VALUES ($1) ON CONFLICT (ticket) DO NOTHING", ticket)
        figureMarksOnce = nil
    }
}
