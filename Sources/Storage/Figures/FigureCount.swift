import BusinessTime

/// Counts over packed blocks what a question's SQL counts over rows.
struct FigureCount {
    private let question: FigureQuestion
    private let unpacked: UnpackedFigures
    private var amounts = FigureAmounts()

    init(_ question: FigureQuestion, _ unpacked: UnpackedFigures) {
        self.question = question
        self.unpacked = unpacked
    }

    /// Adds a block, but for the tickets that are marked; or those.
    mutating func add(_ block: Int64, in reader: Reader) throws {
        let columns = BlockColumns(number: block, reader: reader, unpacked: unpacked)
        var chosen = try rows(in: columns)
        for (split, value) in question.only where !chosen.isEmpty {
            let wanted = split.isText ? unpacked.place(of: value) : Int64(value) ?? -1
            let column = try columns.numbers(split.column)
            chosen.keep { column[$0] == wanted }
        }
        if chosen.isEmpty { return }
        let splits = try question.split.map { try columns.numbers($0.column) }
        if question.measure == .uncounted { return try addSeconds(of: chosen, splits, columns) }
        try narrow(&chosen, columns)
        let keys = try keys(of: chosen, columns)
        amounts.count(keys, splits.map { splits in chosen.map { splits[$0] } })
    }

    /// With those that were counted by rows; words are the same where their bytes are, as in the store.
    func cells(with others: [FigureCell]) -> [FigureCell] {
        let own = amounts.all.map { FigureCell(split: word($0.split), key: name($0.key), amount: $1) }
        return Dictionary(grouping: own + others) { [Array($0.split.utf8), Array($0.key.utf8)] }.values.map {
            FigureCell(split: $0[0].split, key: $0[0].key, amount: $0.reduce(0) { $0 &+ $1.amount })
        }
    }

    /// Of a split.
    private func word(_ split: Int64) -> String {
        guard let column = question.split else { return "" }
        return column.isText ? unpacked.words[split] : String(split)
    }

    private func name(_ key: Int64) -> String {
        switch question.measure {
        case .acknowledgmentMinutes, .resolutionMinutes, .ratings: String(key)
        case .tiers: "\(key / 2)\(key % 2 == 1 ? "+" : "")"
        case .open: FigureQuestion.ages[Int(key)].name
        case .uncounted: key == 0 ? "waited" : "excluded"
        default: unpacked.words[key]
        }
    }
}

// Which rows count, and under which key: what `FigureQuestion.condition` and `key` say in SQL.
extension FigureCount {
    /// Rows whose instant lies in the question's span.
    private func rows(in columns: BlockColumns) throws -> [Int] {
        let (from, until) = (question.from.seconds, question.until.seconds)
        let stamps = try columns.numbers(question.stamp)
        guard question.measure == .open else {
            return stamps.places { stamps[$0] >= from && stamps[$0] < until }
        }
        let settled = try columns.numbers("settled")
        return stamps.places { stamps[$0] < until && settled[$0] >= until }
    }

    /// Leaves out what the measure does not count.
    private func narrow(_ chosen: inout [Int], _ columns: BlockColumns) throws {
        let hasPromise: Bool
        switch question.measure {
        case .received, .tiers, .open, .uncounted, .grounds, .ratings: hasPromise = false
        default: hasPromise = true
        }
        if hasPromise {
            let (counting, promised) = (
                try columns.numbers("counting"), unpacked.place(of: "promised")
            )
            chosen.keep { counting[$0] == promised }
        }
        switch question.measure {
        case .acknowledgmentCauses, .resolutionCauses:
            let (causes, none) = (try columns.numbers(question.causeColumn), unpacked.place(of: ""))
            let (states, broken) = (try states(of: chosen, columns), unpacked.place(of: "broken"))
            chosen = zip(chosen, states).filter { causes[$0] != none && $1 == broken }.map(\.0)
        case .acknowledgmentMinutes:
            let states = try columns.numbers("acknowledgment")
            let apart = ["automatic", "answered-call"].map { unpacked.place(of: $0) }
            chosen.keep { !apart.contains(states[$0]) }
        case .ratings:
            let ratings = try columns.numbers("rating")
            chosen.keep { ratings[$0] != PackedColumn.null }
        default: break
        }
    }

    private func keys(of chosen: [Int], _ columns: BlockColumns) throws -> [Int64] {
        switch question.measure {
        case .acknowledgments, .resolutions: return try states(of: chosen, columns)
        case .acknowledgmentCauses, .resolutionCauses:
            let causes = try columns.numbers(question.causeColumn)
            return chosen.map { causes[$0] }
        case .acknowledgmentMinutes, .resolutionMinutes:
            let name = question.isAcknowledgment ? "acknowledge_took" : "resolve_took"
            let took = try columns.numbers(name)
            return chosen.map { took[$0] / 60 }
        case .tiers:
            let (tiers, escalations) = (
                try columns.numbers("tier"), try columns.numbers("escalations")
            )
            return chosen.map { tiers[$0] &* 2 &+ (escalations[$0] > 0 ? 1 : 0) }
        case .open:
            let (until, ages) = (question.until.seconds, FigureQuestion.ages)
            let received = try columns.numbers("received")
            return chosen.map { row in
                let place = ages.firstIndex { age in
                    age.below.map { until &- received[row] < Int64($0) * 86_400 } ?? true
                }
                return Int64(place ?? ages.count - 1)
            }
        case .ratings, .received, .uncounted, .grounds:
            let column = try columns.numbers(question.measure == .ratings ? "rating" : "counting")
            return chosen.map { column[$0] }
        }
    }

    /// How the promises stand: what is undecided and was due before now is broken.
    private func states(of chosen: [Int], _ columns: BlockColumns) throws -> [Int64] {
        let states = try columns.numbers(question.isAcknowledgment ? "acknowledgment" : "resolution")
        let due = try columns.numbers(question.stamp)
        let (undecided, broken) = (unpacked.place(of: "undecided"), unpacked.place(of: "broken"))
        let now = question.now.seconds
        return chosen.map { states[$0] == undecided && due[$0] < now ? broken : states[$0] }
    }

    private mutating func addSeconds(
        of chosen: [Int], _ splits: [Int64]?, _ columns: BlockColumns
    ) throws {
        let (waited, excluded) = (
            try columns.numbers("waited"), try columns.numbers("excluded")
        )
        for row in chosen where waited[row] > 0 || excluded[row] > 0 {
            amounts.add(waited[row], split: splits?[row] ?? 0, key: 0)
            amounts.add(excluded[row], split: splits?[row] ?? 0, key: 1)
        }
    }
}

// Without a branch a row: a processor can't foretell which rows count.
extension [Int64] {
    /// The places that fit, in order.
    fileprivate func places(where fits: (Int) -> Bool) -> [Int] {
        [Int](unsafeUninitializedCapacity: count) { places, chosen in
            for place in indices {
                places[chosen] = place
                chosen += fits(place) ? 1 : 0
            }
        }
    }
}

extension [Int] {
    /// Leaves out what does not fit.
    fileprivate mutating func keep(where fits: (Int) -> Bool) {
        let kept = withUnsafeMutableBufferPointer { rows in
            var kept = 0
            for row in rows {
                rows[kept] = row
                kept += fits(row) ? 1 : 0
            }
            return kept
        }
        removeLast(count - kept)
    }
}

extension FigureQuestion {
    /// The column whose instants the span is about.
    var stamp: String {
        switch measure {
        case .acknowledgments, .acknowledgmentCauses: "acknowledge_by"
        case .resolutions, .resolutionCauses: "resolve_by"
        case .acknowledgmentMinutes: "acknowledged"
        case .resolutionMinutes: "resolved"
        case .received, .tiers, .open, .uncounted, .grounds: "received"
        case .ratings: "settled"
        }
    }

    fileprivate var isAcknowledgment: Bool {
        switch measure {
        case .acknowledgments, .acknowledgmentCauses, .acknowledgmentMinutes: true
        default: false
        }
    }

    fileprivate var causeColumn: String { isAcknowledgment ? "acknowledge_cause" : "resolve_cause" }
}
