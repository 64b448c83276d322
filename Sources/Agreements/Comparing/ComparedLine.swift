/// One line of a clause with what was taken out of it and put into it, word by word.
public struct ComparedLine: Hashable, Sendable {
    public enum Fate: Hashable, Sendable { case kept, removed, added }

    /// Words in a row that share a fate.
    public struct Run: Hashable, Sendable {
        public let fate: Fate
        public let text: String
    }

    public let runs: [Run]

    public var isChanged: Bool { runs.contains { $0.fate != .kept } }

    /// The words of the line as they were, or as they are.
    public func words(_ isOld: Bool) -> String {
        runs.filter { $0.fate == .kept || ($0.fate == .removed) == isOld }.map(\.text)
            .joined(separator: " ")
    }

    init(_ runs: [Run]) {
        self.runs = runs
    }

    init(_ fate: Fate, _ text: String) {
        runs = [Run(fate: fate, text: text)]
    }

    /// Lines that go and come at one place and share much are shown as one line that changed.
    static func between(_ old: [String], _ new: [String]) -> [ComparedLine] {
        var lines: [ComparedLine] = []
        var (removed, added): ([String], [String]) = ([], [])
        for edit in Edits.between(old, new) {
            switch edit {
            case .kept(let line):
                lines += paired(removed, added) + [ComparedLine(.kept, line)]
                (removed, added) = ([], [])
            case .removed(let line): removed.append(line)
            case .added(let line): added.append(line)
            }
        }
        return lines + paired(removed, added)
    }

    private static func paired(_ removed: [String], _ added: [String]) -> [ComparedLine] {
        var lines: [ComparedLine] = []
        var next = 0
        for old in removed {
            let match = (next..<max(next, added.count)).lazy
                .compactMap { place in changed(old, added[place]).map { (place, $0) } }.first
            guard let (place, line) = match else {
                lines.append(ComparedLine(.removed, old))
                continue
            }
            lines += added[next..<place].map { ComparedLine(.added, $0) } + [line]
            next = place + 1
        }
        return lines + added[next...].map { ComparedLine(.added, $0) }
    }

    /// nil where less than a third of the words stays: then they are two lines.
    private static func changed(_ old: String, _ new: String) -> ComparedLine? {
        let (before, after) = (words(old), words(new))
        var runs: [(fate: Fate, words: [String])] = []
        var kept = 0
        for edit in Edits.between(before, after) {
            let (fate, word): (Fate, String)
            switch edit {
            case .kept(let same): (fate, word, kept) = (.kept, same, kept + 1)
            case .removed(let old): (fate, word) = (.removed, old)
            case .added(let new): (fate, word) = (.added, new)
            }
            if runs.last?.fate == fate {
                runs[runs.count - 1].words.append(word)
            } else {
                runs.append((fate, [word]))
            }
        }
        guard kept * 3 >= max(before.count, after.count) else { return nil }
        return ComparedLine(runs.map { Run(fate: $0.fate, text: $0.words.joined(separator: " ")) })
    }

    private static func words(_ line: String) -> [String] {
        line.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

extension ClauseText {
    /// The clause as lines without breaks: a paragraph, an item, a row or a place to sign each.
    var lines: [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let runs): [runs.map(\.text).joined()]
            case .list(let items): items.map { "- \($0)" }
            case .table(let table): table.rows.map { Self.line(table.head, $0) }
            case .condition(let text): [text]
            case .signature(let party, let signatories):
                signatories.map { "For \(party): \($0.name), \($0.title)" }
            }
        }
    }

    private static func line(_ head: [String], _ row: [String]) -> String {
        "- "
            + zip(head, row).map { $0.isEmpty ? $1 : "\($0): \($1)" }.joined(separator: "; ")
    }
}
