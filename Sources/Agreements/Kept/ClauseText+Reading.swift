extension ClauseText {
    /// "A.2  Resolution" in its parts; the unnumbered clauses have no number.
    static func parts(of title: String) -> (number: String?, heading: String) {
        guard let match = title.wholeMatch(of: /([A-Z](?:\.[0-9])?)  (.+)/) else { return (nil, title) }
        return (String(match.output.1), String(match.output.2))
    }

    /// A clause that is written in plain text just as it stood. Where its form can't be told, its words are
    /// paragraphs.
    init(_ clause: Clause, _ heading: String, _ section: KeptText.Section, _ signatories: [Signatory]) {
        var pieces = section.pieces[...]
        var blocks: [Block] = []
        while let piece = pieces.popFirst() {
            if let party = Block.party(of: piece) {
                var signed: [Signatory] = []
                while let next = pieces.first, let signatory = Block.signatory(of: next, signatories) {
                    signed.append(signatory)
                    pieces.removeFirst()
                }
                let isPlace = clause == .signatures || !signed.isEmpty
                blocks.append(isPlace ? .signature(party: party, signatories: signed) : Block(piece))
            } else {
                blocks.append(Block(piece))
            }
        }
        let told = ClauseText(clause, heading, blocks)
        let isSame = "\(section.heading)\n\n\(told.blocks.map(Self.plain).joined())" == section.plain
        self = isSame ? told : ClauseText(clause, heading, section.pieces.map(Block.words))
    }
}

extension ClauseText.Block {
    private static let margin = "   "
    private static let item = "   - "
    private static let remark = "   | "
    private static let further = "     "

    /// The first form that is written just like it.
    init(_ lines: [String]) {
        let forms = [Self.table(lines), Self.list(lines), Self.condition(lines)].compactMap { $0 }
        let kept = lines.joined(separator: "\n") + "\n\n"
        self = forms.first { ClauseText.plain($0) == kept } ?? Self.words(lines)
    }

    /// The words of some lines as one paragraph, with what was printed in bold.
    static func words(_ lines: [String]) -> Self {
        let text = joined(lines)
        let parts = text.split(separator: "**", omittingEmptySubsequences: false)
        guard parts.count > 1, !parts.count.isMultiple(of: 2) else { return .plain(text) }
        let runs = parts.enumerated().map { place, part in
            ClauseText.Run(text: String(part), isBold: !place.isMultiple(of: 2))
        }
        return .paragraph(runs.filter { !$0.text.isEmpty })
    }

    private static func joined(_ lines: some Sequence<String>) -> String {
        lines.map { line in String(line.drop { $0 == " " }) }.joined(separator: " ")
    }

    private static func condition(_ lines: [String]) -> Self? {
        guard lines.allSatisfy({ $0.hasPrefix(remark) }) else { return nil }
        return .condition(joined(lines.map { String($0.dropFirst(remark.count)) }))
    }

    /// Lines from one item's beginning to the next.
    private static func items(_ lines: [String]) -> [[String]]? {
        guard lines.first?.hasPrefix(item) == true else { return nil }
        return lines.reduce(into: []) { items, line in
            if line.hasPrefix(item) {
                items.append([String(line.dropFirst(item.count))])
            } else {
                items[items.count - 1].append(line)
            }
        }
    }

    private static func list(_ lines: [String]) -> Self? {
        items(lines).map { .list($0.map(joined)) }
    }

    /// Rows whose cells, each "head: value" from a line of its own on, have the same heads.
    private static func table(_ lines: [String]) -> Self? {
        guard let items = items(lines) else { return nil }
        let rows = items.map { item -> [String] in
            item.reduce(into: [[String]]()) { cells, line in
                let startsCell = line.hasPrefix(further) && !line.dropFirst(further.count).hasPrefix(" ")
                if cells.isEmpty || startsCell {
                    cells.append([line])
                } else {
                    cells[cells.count - 1].append(line)
                }
            }.map(joined)
        }
        guard let first = rows.first, first.count > 1, rows.allSatisfy({ $0.count == first.count }) else {
            return nil
        }
        let heads = first.indices.map { column in head(of: rows.map { $0[column] }) }
        guard heads.dropFirst().allSatisfy({ !$0.isEmpty }) else { return nil }
        return .table(
            ClauseText.Table(
                head: heads,
                rows: rows.map { row in zip(heads, row).map { value(of: $1, under: $0) } }))
    }

    /// What all cells of a column begin with; nothing where they don't.
    private static func head(of cells: [String]) -> String {
        guard let colon = cells.first?.firstIndex(of: ":") else { return "" }
        let head = String(cells[0][..<colon])
        return cells.allSatisfy { $0.hasPrefix(head + ":") } ? head : ""
    }

    private static func value(of cell: String, under head: String) -> String {
        head.isEmpty ? cell : String(cell.dropFirst(head.count + 1).drop { $0 == " " })
    }

    /// "For Harbor Software GmbH:" above the places to sign.
    static func party(of lines: [String]) -> String? {
        guard lines.count == 1, lines[0].hasPrefix("\(margin)For "), lines[0].hasSuffix(":") else {
            return nil
        }
        return String(lines[0].dropFirst(margin.count + 4).dropLast())
    }

    static func signatory(of lines: [String], _ known: [Signatory]) -> Signatory? {
        guard lines.count == 2, lines[0].hasPrefix("\(margin)Date and signature") else { return nil }
        let line = String(lines[1].dropFirst(margin.count))
        return known.first { "\($0.name), \($0.title)" == line }
    }
}
