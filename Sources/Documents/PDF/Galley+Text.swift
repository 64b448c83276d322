extension Galley {
    func title(_ text: String, _ below: String) -> [Strip] {
        let title = setter.set(text, .title, width: Sheet.textWidth)
        let below = setter.set(below, .below, width: Sheet.textWidth)
        let end = title.height + 5 + below.height + 11
        return [
            Strip(
                gapBelow: 11, height: end,
                marks: [
                    .whole(title, as: .title), .whole(below, y: title.height + 5, as: .paragraph),
                    .rule(x: 0, y: end, width: Sheet.textWidth, weight: 1.2),
                ],
                keepsWithNext: true)
        ]
    }

    func heading(_ heading: PDFHeading) -> Strip {
        let text = setter.set(heading.text, .heading, width: width)
        var marks: [Mark] = []
        if let number = heading.number {
            marks.append(.whole(setter.set(number, .heading), as: .heading))
        }
        marks.append(.whole(text, x: indent, as: .heading))
        let line = [heading.number, heading.text].compactMap { $0 }.joined(separator: "  ")
        return Strip(
            gap: 17, height: text.height + 1, marks: marks, keepsWithNext: true,
            landing: Strip.Landing(anchor: heading.anchor, text: line))
    }

    func paragraph(_ runs: [PDFRun]) -> [Strip] {
        let text = setter.set(runs, .body, width: width)
        return Self.parts(of: text.lines.count).enumerated().map { index, lines in
            Strip(
                gap: index == 0 ? 5 : 0, height: text.height(of: lines),
                marks: [.text(Mark.Piece(text: text, lines: lines, x: indent, element: .paragraph))])
        }
    }

    func remark(_ runs: [PDFRun]) -> [Strip] {
        let text = setter.set(runs, .body, width: width - 14)
        return Self.parts(of: text.lines.count).enumerated().map { index, lines in
            let height = text.height(of: lines)
            let bar = Mark.Box(x: indent, y: 0, width: 2.5, height: height, shade: 0.55)
            let words = Mark.Piece(text: text, lines: lines, x: indent + 14, element: .paragraph)
            return Strip(
                gap: index == 0 ? 7 : 0, gapBelow: lines.upperBound == text.lines.count ? 8 : 0,
                height: height, marks: [.box(bar), .text(words)])
        }
    }

    func list(_ items: [[PDFRun]]) -> [Strip] {
        let dash = setter.set("\u{2013}", .body)
        var strips = items.flatMap { runs in
            let text = setter.set(runs, .body, width: width - 16)
            return Self.parts(of: text.lines.count).enumerated().map { index, lines in
                let words = Mark.Piece(text: text, lines: lines, x: indent + 16, element: .item)
                let first = index == 0 ? [Mark.whole(dash, x: indent + 4, as: nil)] : []
                return Strip(
                    gap: index == 0 ? 3 : 0, height: text.height(of: lines), marks: first + [.text(words)])
            }
        }
        if strips.isEmpty { return [] }
        strips[0].opens = [.list]
        strips[strips.count - 1].closes = [.list]
        Self.bind(&strips)
        return strips
    }

    func facts(_ facts: [PDFFact]) -> [Strip] {
        let names = facts.map { setter.set($0.name, .factName, width: width * 0.4) }
        let column = (names.map(\.width).max() ?? 0) + 14
        return zip(facts, names).enumerated().map { index, fact in
            let value = setter.set(fact.0.value, .factValue, width: width - column)
            return Strip(
                gap: index == 0 ? 7 : 2, gapBelow: index == facts.count - 1 ? 9 : 0,
                height: max(fact.1.height, value.height),
                marks: [
                    .whole(fact.1, x: indent, as: .paragraph),
                    .whole(value, x: indent + column, as: .paragraph),
                ])
        }
    }

    /// Lines that stay together: never the first or the last line of a paragraph alone on a page.
    static func parts(of count: Int) -> [Range<Int>] {
        if count < 4 { return [0..<count] }
        return [0..<2] + (2..<(count - 2)).map { $0..<($0 + 1) } + [(count - 2)..<count]
    }
}
