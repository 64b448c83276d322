import Desk
import Mail

/// The words of a mail as somebody wrote them: paragraphs, lists of lines that begin with a dash, facts in
/// lines `Answer by :: {answer_by}`, and below a line `--` the signature. A line whose placeholder has
/// nothing to say is left out.
struct LetterWords {
    /// Characters.
    static let lengthMax = 10_000

    /// What stands for a placeholder.
    enum Value: Hashable {
        case text(String)
        /// Words with pictures between them; they stand in a line of their own.
        case blocks([MailBody.Block])
    }

    private enum Piece: Hashable {
        case text(String)
        case placeholder(String)
    }

    private struct Line {
        let label: [Piece]?
        let pieces: [Piece]
        let isItem: Bool
    }

    private let parts: [[Line]]
    private let signature: [Line]

    init(_ text: String) {
        var parts: [[Line]] = [[]]
        var signature: [Line]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.trimmingPrefix { $0.isWhitespace }
            if signature == nil, bare.allSatisfy({ $0 == "-" || $0.isWhitespace }), bare.hasPrefix("--") {
                signature = []
            } else if signature != nil {
                signature?.append(Self.line(String(line)))
            } else if bare.isEmpty {
                if parts.last?.isEmpty == false { parts.append([]) }
            } else {
                parts[parts.count - 1].append(Self.line(String(line)))
            }
        }
        self.parts = parts.filter { !$0.isEmpty }
        self.signature = (signature ?? []).filter { !$0.pieces.isEmpty }
    }

    private static func line(_ text: String) -> Line {
        if let mark = text.firstRange(of: " :: ") {
            return Line(
                label: pieces(text[..<mark.lowerBound]), pieces: pieces(text[mark.upperBound...]),
                isItem: false)
        }
        let isItem = text.hasPrefix("- ")
        return Line(label: nil, pieces: pieces(isItem ? text.dropFirst(2) : text[...]), isItem: isItem)
    }

    /// A brace that holds no name is a brace.
    private static func pieces(_ text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text
        while let open = rest.firstIndex(of: "{") {
            let name = rest[rest.index(after: open)...].prefix { $0 == "_" || ("a"..."z").contains($0) }
            guard !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
                pieces.append(.text(String(rest[...open])))
                rest = rest[rest.index(after: open)...]
                continue
            }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.placeholder(String(name)))
            rest = rest[rest.index(after: name.endIndex)...]
        }
        return rest.isEmpty ? pieces : pieces + [.text(String(rest))]
    }

    /// What these words name in braces, known or not.
    static func names(in text: String) -> [String] {
        pieces(text[...]).compactMap { piece in
            if case .placeholder(let name) = piece { name } else { nil }
        }
    }

    /// One line of plain text, filled in; nil where a placeholder has nothing to say.
    static func line(_ line: Substring, filled values: [Placeholder: Value]) -> String? {
        line.allSatisfy(\.isWhitespace) ? String(line) : text(pieces(line), values)
    }

    private var names: [String] {
        (parts.flatMap(\.self) + signature).flatMap { ($0.label ?? []) + $0.pieces }.compactMap {
            piece -> String? in
            if case .placeholder(let name) = piece { name } else { nil }
        }
    }

    /// Everything that keeps these words from being used for a kind.
    static func problems(_ text: String, for kind: LetterKind) -> [Refusal] {
        if text.count > lengthMax { return [Refusal.lettersTooLong] }
        let names = LetterWords(text).names
        let known = Set(kind.placeholders.map(\.rawValue))
        var seen: Set<String> = []
        let unknown = names.filter { !known.contains($0) && seen.insert($0).inserted }
        return unknown.map { Refusal.unknownPlaceholder($0, kind) }
            + kind.required.filter { !names.contains($0.rawValue) }.map {
                Refusal.missingPlaceholder($0, kind)
            }
    }
}

// Filling in.
extension LetterWords {
    func body(_ values: [Placeholder: Value], _ language: Language) -> MailBody {
        var blocks = parts.flatMap { part in
            Self.runs(part).flatMap { Self.blocks($0, values) }
        }
        let lines = signature.compactMap { Self.text($0.pieces, values) }
        if !lines.isEmpty { blocks.append(.signature(lines.joined(separator: "\n"))) }
        return MailBody(blocks, language: language.rawValue)
    }

    /// Lines of one form that follow each other.
    private static func runs(_ lines: [Line]) -> [[Line]] {
        lines.reduce(into: []) { runs, line in
            if let last = runs.last?.last, last.isItem == line.isItem,
                (last.label == nil) == (line.label == nil)
            {
                runs[runs.count - 1].append(line)
            } else {
                runs.append([line])
            }
        }
    }

    private static func blocks(_ run: [Line], _ values: [Placeholder: Value]) -> [MailBody.Block] {
        if run[0].label != nil {
            let rows = run.compactMap { line -> MailBody.Row? in
                guard let label = text(line.label ?? [], values), let value = text(line.pieces, values) else {
                    return nil
                }
                return MailBody.Row(label, value)
            }
            return rows.isEmpty ? [] : [.table(rows)]
        }
        if run[0].isItem {
            let items = run.flatMap { Self.items($0, values) }
            return items.isEmpty ? [] : [.list(items)]
        }
        var blocks: [MailBody.Block] = []
        var lines: [String] = []
        func flush() {
            if !lines.isEmpty { blocks.append(.paragraph(lines.joined(separator: "\n"))) }
            lines = []
        }
        for line in run {
            if let inserted = inserted(line, values) {
                flush()
                blocks += inserted
            } else if let text = text(line.pieces, values) {
                lines.append(text)
            }
        }
        flush()
        return blocks
    }

    private static func inserted(_ line: Line, _ values: [Placeholder: Value]) -> [MailBody.Block]? {
        guard line.pieces.count == 1, case .placeholder(let name) = line.pieces[0],
            let placeholder = Placeholder(rawValue: name), case .blocks(let blocks) = values[placeholder]
        else { return nil }
        return blocks
    }

    /// A placeholder alone may stand for several items.
    private static func items(_ line: Line, _ values: [Placeholder: Value]) -> [String] {
        guard let text = text(line.pieces, values) else { return [] }
        guard line.pieces.count == 1, case .placeholder = line.pieces[0] else { return [text] }
        return text.split(separator: "\n").map(String.init)
    }

    /// nil where a placeholder has nothing to say.
    private static func text(_ pieces: [Piece], _ values: [Placeholder: Value]) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .placeholder(let name):
                guard let value = Placeholder(rawValue: name).flatMap({ values[$0] })?.text, !value.isEmpty
                else { return nil }
                text += value
            }
        }
        return text.isEmpty ? nil : text
    }
}

extension LetterWords.Value {
    var text: String {
        switch self {
        case .text(let text): text
        case .blocks(let blocks): String(MailBody(blocks).text.dropLast())
        }
    }
}

extension Refusal {
    static let lettersTooLong = Refusal(
        "words-too-long", field: "words", "The words are longer than \(LetterWords.lengthMax) characters.",
        remedy: "Say it in fewer; a long text can go as a file.")

    static func unknownPlaceholder(_ name: String, _ kind: LetterKind) -> Refusal {
        Refusal(
            "placeholder-unknown", field: "words",
            "This mail knows no placeholder {\(name.prefix(64))}.",
            remedy: "It knows: \(kind.placeholders.map(\.written).joined(separator: ", ")).")
    }

    static func missingPlaceholder(_ placeholder: Placeholder, _ kind: LetterKind) -> Refusal {
        Refusal(
            "placeholder-missing", clause: kind.clause, field: "words",
            "The words leave out \(placeholder.written), \(placeholder.meaning): the mail is to say it.",
            remedy: "Put \(placeholder.written) where it is to stand.")
    }
}
