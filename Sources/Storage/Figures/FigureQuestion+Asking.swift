import BusinessTime

extension Reader {
    /// The counts that answer a question, in no order.
    public func figures(_ question: FigureQuestion) throws -> [FigureCell] {
        if question.measure == .grounds { return try grounds(question) }
        guard question.ground == nil, let marks = try figureMarks() else { return try counted(question) }
        do {
            return try counted(question, marks)
        } catch StoreProblem.corrupt {
            // Blocks can be made anew: a damaged one makes reports slow, and ends none.
            return try counted(question)
        }
    }

    /// By blocks, and by the rows of marked tickets.
    private func counted(_ question: FigureQuestion, _ marks: FigureMarks) throws -> [FigureCell] {
        let unpacked = unpackedFigures(but: marks)
        var count = FigureCount(question, unpacked)
        for block in try blocks(of: question, unpacked) { try count.add(block, in: self) }
        if marks.isEmpty { return count.cells(with: []) }
        if unpacked.readsMarked() {
            try count.add(UnpackedFigures.marked, in: self)
            return count.cells(with: [])
        }
        let marked = "figures_changed CROSS JOIN figures WHERE figures.ticket = figures_changed.ticket AND "
        return count.cells(with: try counted(question, over: marked))
    }

    /// What was unpacked already; a writer may have packed anew since.
    private func unpackedFigures(but marks: FigureMarks) -> UnpackedFigures {
        if self is Writer { return UnpackedFigures(but: marks) }
        let unpacked = unpackedFiguresOnce ?? UnpackedFigures(but: marks)
        unpackedFiguresOnce = unpacked
        return unpacked
    }

    /// The rows of all marked tickets that have one.
    func markedFigures() throws -> [[SQLValue]] {
        let columns = StoredFigures.names.map { "figures.\($0)" }.joined(separator: ", ")
        return try connection.rows(
            """
            SELECT \(columns) FROM figures_changed CROSS JOIN figures
            WHERE figures.ticket = figures_changed.ticket
            """, []
        ).map(\.values)
    }

    /// Those that may have rows of the question's span.
    private func blocks(of question: FigureQuestion, _ unpacked: UnpackedFigures) throws -> [Int64] {
        let (from, until) = (question.from.seconds, question.until.seconds)
        let stamps = try unpacked.ranges(of: question.stamp, in: self)
        guard question.measure == .open else {
            return stamps.filter { $0.range.upperBound >= from && $0.range.lowerBound < until }.map(\.block)
        }
        let settled = try unpacked.ranges(of: "settled", in: self)
        let open = Set(settled.filter { $0.range.upperBound >= until }.map(\.block))
        return stamps.filter { $0.range.lowerBound < until && open.contains($0.block) }.map(\.block)
    }

    /// What each block has in a column of numbers, in the order of the blocks; none of those that have
    /// nothing.
    func figureRanges(of column: String) throws -> [(block: Int64, range: ClosedRange<Int64>)] {
        try rows(
            "SELECT block, low, high FROM figures_column WHERE name = $1 AND low <= high ORDER BY block",
            column
        ) { (block: try $0.integer(), range: try $0.integer()...$0.integer()) }
    }

    /// By rows; `source` is the tables and how they hang together.
    func counted(_ question: FigureQuestion, over source: String = "figures WHERE ") throws -> [FigureCell] {
        let (kept, values) = question.kept
        let span: [any Bindable] = [question.from, question.until, question.now]
        let amounts =
            question.measure == .uncounted ? ["SUM(waited)", "SUM(excluded)"] : ["COUNT(*)"]
        let sql = """
            SELECT \(question.splitColumn), \(question.key), \(amounts.joined(separator: ", "))
            FROM \(source)\(question.condition)\(kept) GROUP BY \(question.grouping)
            """
        return try connection.rows(sql, span + values).flatMap { row -> [FigureCell] in
            var row = row
            let (split, key) = (try row.text(), try row.text())
            guard question.measure == .uncounted else {
                return [FigureCell(split: split, key: key, amount: try row.integer())]
            }
            return try ["waited", "excluded"].map {
                FigureCell(split: split, key: $0, amount: try row.integer())
            }
        }
    }

    /// Waiting first, under no ground.
    private func grounds(_ question: FigureQuestion) throws -> [FigureCell] {
        var whole = question
        whole.measure = .uncounted
        whole.split = nil
        let waited = try figures(whole).first { $0.key == "waited" }?.amount ?? 0
        let (kept, values) = question.kept
        let span: [any Bindable] = [question.from, question.until, question.now]
        // From the few rows of grounds: most tickets have none.
        let excluded = try connection.rows(
            """
            SELECT ground, SUM(seconds) FROM figures_ground CROSS JOIN figures
            WHERE figures.ticket = figures_ground.ticket AND \(question.condition)\(kept)
            GROUP BY ground ORDER BY ground
            """, span + values)
        let cells = try excluded.map { row in
            var row = row
            return FigureCell(split: try row.text(), key: "excluded", amount: try row.integer())
        }
        return [FigureCell(split: "", key: "waited", amount: waited)] + cells
    }

    /// The tickets behind a number, in order of their own numbers.
    public func figureTickets(
        _ question: FigureQuestion, _ part: FigurePart, after id: Int64, limit: Int
    ) throws -> [TicketRow] {
        let (kept, values) = question.kept
        let next = values.count + 4
        let (some, further) = question.kept(to: part, from: next + 2)
        let columns = columnNames(TicketRow.columns).map { "ticket.\($0)" }
        let sql = """
            SELECT \(columns.joined(separator: ", ")) FROM (
                SELECT figures.ticket AS number FROM figures WHERE \(question.condition)\(kept)\(some)
                AND figures.ticket > $\(next) ORDER BY figures.ticket LIMIT $\(next + 1)) AS found
            JOIN ticket ON ticket.id = found.number ORDER BY ticket.id
            """
        let span: [any Bindable] = [question.from, question.until, question.now]
        let page: [any Bindable] = [id, limit]
        return try connection.rows(sql, span + values + page + further).map { row in
            var row = row
            return try TicketRow(&row)
        }
    }
}
