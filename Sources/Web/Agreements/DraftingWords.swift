import Agreements

/// A draft as its page shows it.
struct DraftingWords: Sendable {
    let sheet: DraftSheet
    let preview: AgreementPreview

    var problems: ProblemList {
        ProblemList(
            lines: preview.problems.map { problem in
                let field = sheet.field(of: problem)
                return ProblemList.Line(
                    clause: problem.clause.label, message: problem.message,
                    remedy: Self.sentence(problem.remedy), field: field.map(Self.id),
                    label: field.flatMap(Self.label) ?? (problem.path.isEmpty ? "The draft" : problem.path))
            })
    }

    var document: DraftDocument {
        DraftDocument(
            title: preview.title, problems: problems,
            parts: preview.parts.map { part in
                DraftDocument.Part(
                    clause: "\(part.clause)", heading: Self.heading(part), text: part.text,
                    lacks: part.problems.map { Self.sentence($0.message) })
            })
    }

    var parts: [SheetPartView] {
        let byField = Dictionary(
            preview.problems.compactMap { problem in sheet.field(of: problem).map { ($0, problem) } },
            uniquingKeysWith: { first, _ in first })
        return SheetPart.all.enumerated().map { index, part in
            let groups = part.groups.flatMap { repeated($0) }
            let names = groups.flatMap { $0.fields.map(\.name) }
            let count = names.filter { byField[$0] != nil }.count
            return SheetPartView(
                id: "part-\(index + 1)", heading: part.heading,
                clauses: part.clauses.map(\.id).filter { $0.first?.isUppercase == true }.joined(
                    separator: ", "),
                groups: groups.map { group in
                    SheetPartView.Group(
                        heading: group.heading, fields: group.fields.map { field($0, byField[$0.name]) })
                },
                problemCount: count, isOpen: index == 0 || count > 0)
        }
    }

    /// What repeats is shown as often as it is there, and once more for the next one.
    private func repeated(_ group: SheetPart.Group) -> [SheetPart.Group] {
        guard let path = group.repeats else { return [group] }
        let numbers = sheet.numbers(of: path)
        let next = min((numbers.last ?? 0) + 1, DraftSheet.repeatsMax)
        return (numbers + (numbers.contains(next) ? [] : [next])).map { number in
            group.numbered(number, isSpare: !numbers.contains(number) && !numbers.isEmpty)
        }
    }

    private func field(_ field: SheetField, _ problem: Problem?) -> FormField {
        let value = sheet[field.name]
        let isBlank = value.hasPrefix("[") && value.hasSuffix("]")
        var shown = FormField(
            scope: "sheet", name: field.name, label: field.isOptional ? field.label : field.label,
            kind: Self.kind(field.kind, value), value: isBlank ? "" : value, hint: field.hint)
        shown.key = Self.key(field.name)
        shown.blank = isBlank ? String(value.dropFirst().dropLast()) : nil
        if let problem, !isBlank { shown.problem = Self.sentence(problem.message) }
        return shown
    }

    private static func kind(_ kind: SheetField.Kind, _ value: String) -> FormField.Kind {
        switch kind {
        case .line: return .line
        // What is no date yet would be swallowed by a date field.
        case .date: return value.isEmpty || value.hasPrefix("[") || value.count == 10 ? .date : .line
        case .lines(let rows): return .text(rows: max(rows, min(14, value.split(separator: "\n").count)))
        case .choice(let choices):
            let known = choices.map { FieldChoice(value: $0.value, label: $0.label) }
            let isKnown = value.isEmpty || choices.contains { $0.value == value }
            return .choice(isKnown ? known : known + [FieldChoice(value: value, label: value)])
        }
    }

    private static let labels: [String: String] = Dictionary(
        SheetPart.all.flatMap { part in
            part.groups.flatMap { group in
                group.fields.map { ($0.name, [part.heading, group.heading, $0.label]) }
            }
        }.map { ($0.0, $0.1.compactMap { $0 }.joined(separator: ", ")) },
        uniquingKeysWith: { first, _ in first })

    private static func label(_ name: String) -> String? {
        labels[name] ?? labels[SheetPart.Group.first(name)]
    }

    private static func heading(_ part: AgreementPreview.Part) -> String {
        let isLettered = part.clause.id.first?.isUppercase == true
        guard let heading = part.heading else { return headings[part.clause] ?? "Clause \(part.clause)" }
        return isLettered ? "\(part.clause) \(heading)" : heading
    }

    private static let headings: [Clause: String] = [
        .head: "Parties", .severity: "Severities", .signatures: "Signatures",
    ]

    static func id(_ name: String) -> String { "sheet-\(key(name))" }

    /// A name as it can stand in an address.
    private static func key(_ name: String) -> String {
        String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
    }

    private static func sentence(_ words: String) -> String {
        let ended = words.hasSuffix(".") || words.hasSuffix("?") ? words : words + "."
        return ended.prefix(1).uppercased() + ended.dropFirst()
    }
}

extension SheetPart.Group {
    /// The name of the first of what repeats.
    static func first(_ name: String) -> String {
        guard let open = name.firstIndex(of: "["), let close = name.firstIndex(of: "]") else { return name }
        return "\(name[...open])1\(name[close...])"
    }
}
