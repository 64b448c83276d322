/// The whole document set in strips, before it is cut into pages.
struct Galley: ~Copyable {
    let setter: TypeSetter
    private(set) var strips: [Strip] = []
    /// Left of the text, right of the column of numbers if there is one.
    let indent: Double

    init(_ blocks: [PDFBlock]) {
        setter = TypeSetter()
        indent = blocks.contains(where: \.isNumbered) ? Sheet.numberColumn : 0
        for (index, block) in blocks.enumerated() {
            add(block)
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            // "The grounds are:" never ends a page.
            if block.isParagraph, next?.isList == true || next?.isTable == true {
                strips[strips.count - 1].keepsWithNext = true
            }
        }
    }

    var width: Double { Sheet.textWidth - indent }

    private mutating func add(_ block: PDFBlock) {
        switch block {
        case .title(let text, let below): add(title(text, below))
        case .heading(let heading): add([self.heading(heading)])
        case .paragraph(let runs): add(paragraph(runs))
        case .remark(let runs): add(remark(runs))
        case .list(let items): add(list(items))
        case .facts(let facts): add(self.facts(facts))
        case .table(let table): add(self.table(table))
        case .bars(let chart): add(bars(chart))
        case .signature(let signature): add(self.signature(signature))
        case .pageBreak: add([Strip(beginsPage: true)])
        }
    }

    private mutating func add(_ more: [Strip]) { strips += more }

    /// A short list or table stays whole; of a long one, neither the first nor the last two rows are parted.
    static func bind(_ strips: inout [Strip]) {
        let isShort = strips.map(\.height).reduce(0, +) < Sheet.textHeight / 5
        for index in strips.indices.dropLast() where isShort || index < 2 || index == strips.count - 2 {
            strips[index].keepsWithNext = true
        }
    }
}

extension PDFBlock {
    var isNumbered: Bool {
        if case .heading(let heading) = self { return heading.number != nil }
        return false
    }

    var isParagraph: Bool { if case .paragraph = self { true } else { false } }
    var isList: Bool { if case .list = self { true } else { false } }
    var isTable: Bool { if case .table = self { true } else { false } }
}
