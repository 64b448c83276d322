extension Galley {
    private static let padding = 5.0
    /// A row higher than this is cut between lines, because no page may be too short for it.
    private static let rowHeightMax = Sheet.textHeight / 2

    func table(_ table: PDFTable) -> [Strip] {
        let widths = columnWidths(table)
        let heads = zip(table.columns, widths).map { setter.cell($0.head, $0, .cellHead, $1) }
        var head = strip(heads, 0..<(heads.map(\.lines.count).max() ?? 0), widths, element: .headCell)
        head.marks.insert(
            .box(Mark.Box(x: indent, y: 0, width: width, height: head.height, shade: 0.92)), at: 0)
        head.marks.append(.rule(x: indent, y: head.height, width: width, weight: 0.8))
        head.keepsWithNext = true
        var strips = [head]
        for row in table.rows { strips += rows(row, table, widths, head) }
        strips[0].gap = 8
        strips[0].opens.insert(.table, at: 0)
        strips[strips.count - 1].closes.append(.table)
        strips[strips.count - 1].gapBelow = 9
        Self.bind(&strips)
        return strips
    }

    /// One strip, or several for a row that is too high for a page.
    private func rows(_ row: PDFTable.Row, _ table: PDFTable, _ widths: [Double], _ head: Strip) -> [Strip] {
        let cells = table.columns.indices.map { index in
            let isName = index == 0 && table.columns[0].head.isEmpty
            let face = row.isTotal || isName ? Typeface.cellHead : .cell
            let words = index < row.cells.count ? row.cells[index] : ""
            return setter.cell(words, table.columns[index], face, widths[index])
        }
        var strips: [Strip] = []
        let count = cells.map(\.lines.count).max() ?? 0
        var from = 0
        repeat {
            var to = from + 1
            while to < count, Self.height(of: cells, from..<(to + 1)) <= Self.rowHeightMax { to += 1 }
            var strip = strip(cells, from..<to, widths, element: .cell)
            strip.headAgain = [head]
            if row.isTotal { strip.marks.append(.rule(x: indent, y: 0, width: width, weight: 0.8)) }
            strip.marks.append(.rule(x: indent, y: strip.height, width: width, weight: 0.25))
            strips.append(strip)
            from = to
        } while from < count
        return strips
    }

    private func strip(
        _ cells: [SetText], _ lines: Range<Int>, _ widths: [Double], element: Strip.Element
    ) -> Strip {
        var x = indent
        var marks: [Mark] = []
        for (cell, width) in zip(cells, widths) {
            let shown = lines.clamped(to: 0..<cell.lines.count)
            let piece = Mark.Piece(
                text: cell, lines: shown, x: x + Self.padding, y: Self.padding - 1, element: element)
            marks.append(.text(piece))
            x += width
        }
        let height = Self.height(of: cells, lines) + 2 * Self.padding - 1
        return Strip(height: height, marks: marks, opens: [.row], closes: [.row])
    }

    private static func height(of cells: [SetText], _ lines: Range<Int>) -> Double {
        cells.map { $0.height(of: lines.clamped(to: 0..<$0.lines.count)) }.max() ?? 0
    }

    /// Columns that need less than an equal share get what they need; the others share the rest by need.
    private func columnWidths(_ table: PDFTable) -> [Double] {
        let needs = table.columns.indices.map { index in
            let cells = table.rows.compactMap { index < $0.cells.count ? $0.cells[index] : nil }
            let widest = cells.map { setter.set($0, .cellHead).width }.max() ?? 0
            return max(widest, setter.set(table.columns[index].head, .cellHead).width) + 2 * Self.padding + 2
        }
        return Self.shared(needs, of: width)
    }

    static func shared(_ needs: [Double], of width: Double) -> [Double] {
        let sum = needs.reduce(0, +)
        if sum <= width { return needs.map { $0 + (width - sum) * $0 / sum } }
        var widths: [Double?] = needs.map { _ in nil }
        var rest = width
        var open = needs.count
        while let index = needs.indices.first(where: { widths[$0] == nil && needs[$0] <= rest / Double(open) }
        ) {
            widths[index] = needs[index]
            rest -= needs[index]
            open -= 1
        }
        return spread(rest, over: needs, widths)
    }

    /// No column gets less than half of an equal share.
    private static func spread(_ rest: Double, over needs: [Double], _ widths: [Double?]) -> [Double] {
        let open = needs.indices.filter { widths[$0] == nil }
        let wanted = open.map { needs[$0] }.reduce(0, +)
        let least = rest / Double(max(open.count, 1)) / 2
        return needs.indices.map { index in
            widths[index] ?? least + (rest - least * Double(open.count)) * needs[index] / wanted
        }
    }
}

extension TypeSetter {
    func cell(_ text: String, _ column: PDFTable.Column, _ face: Typeface, _ width: Double) -> SetText {
        set([PDFRun(text)], face, width: width - 10, isAmount: column.isAmount)
    }
}
