/// Tickets whose figures are counted by their rows, by the number of their block.
struct FigureMarks: Sendable {
    /// With more of them, rows are gone through for all tickets.
    static let most = 50_000
    /// Rows of so many are read once for all questions of a page; of more each question asks for itself.
    static let readMost = 8192

    let tickets: [Int64: Set<Int64>]

    var isEmpty: Bool { tickets.isEmpty }
    var count: Int { tickets.values.reduce(0) { $0 + $1.count } }
}

extension Reader {
    /// nil where nothing is packed, or too little to be worth it.
    func figureMarks() throws -> FigureMarks? {
        if let known = figureMarksOnce { return known }
        let found = try findFigureMarks()
        figureMarksOnce = .some(found)
        return found
    }

    private func findFigureMarks() throws -> FigureMarks? {
        guard try integer("SELECT 1 FROM figures_column LIMIT 1") != nil else { return nil }
        let marked = try rows("SELECT ticket FROM figures_changed LIMIT $1", FigureMarks.most + 1) {
            try $0.integer()
        }
        if marked.count > FigureMarks.most { return nil }
        let byBlock = Dictionary(grouping: marked) { $0 / FigureBlock.size }
        return FigureMarks(tickets: byBlock.mapValues(Set.init))
    }
}
