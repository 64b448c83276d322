extension AgreementText {
    /// The agreement as plain text, lines of at most 78 columns, LF at each end. Part of what is signed.
    public var plain: String {
        clauses.reduce("\(title)\n\n") { $0 + $1.plain }
    }
}

extension ClauseText {
    /// The clause as plain text, for `duly clause A.2` and the document.
    public var plain: String {
        let title = number.map { "\($0)  \(heading)" } ?? heading
        return "\(title)\n\n" + blocks.map(Self.plain).joined() + "\n"
    }

    static func plain(_ block: Block) -> String {
        switch block {
        case .paragraph(let runs):
            wrapped(runs.map { $0.isBold ? "**\($0.text)**" : $0.text }.joined(), indent: "   ", first: "   ")
                + "\n"
        case .list(let items): items.map { wrapped($0, indent: "     ", first: "   - ") }.joined() + "\n"
        case .condition(let text): wrapped(text, indent: "   | ", first: "   | ") + "\n"
        case .table(let table): plain(table) + "\n"
        case .signature(let party, let signatories): signature(party, signatories)
        }
    }

    private static func signature(_ party: String, _ signatories: [Signatory]) -> String {
        signatories.reduce("   For \(party):\n\n") {
            $0 + "   Date and signature  ______________________________\n   \($1.name), \($1.title)\n\n"
        }
    }

    /// Each row as lines of "head: value", so that long texts stay readable at any width.
    private static func plain(_ table: Table) -> String {
        table.rows.map { row in
            zip(table.head, row).enumerated().map { index, cell in
                let label = cell.0.isEmpty ? cell.1 : "\(cell.0): \(cell.1)"
                return wrapped(label, indent: "       ", first: index == 0 ? "   - " : "     ")
            }.joined()
        }.joined()
    }

    private static let width = 78

    static func wrapped(_ text: String, indent: String, first: String) -> String {
        var lines: [String] = []
        var line = first
        var isFresh = true
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !isFresh, line.count + 1 + word.count > width {
                lines.append(line)
                line = indent
                isFresh = true
            }
            line += (isFresh ? "" : " ") + word
            isFresh = false
        }
        lines.append(line)
        return lines.joined(separator: "\n") + "\n"
    }
}
