/// A document on A4 pages: set by Pango in any script, written by cairo with its fonts inside.
/// The same value gives the same bytes on one machine, in every process.
public struct PDFDocument: Hashable, Sendable {
    public var imprint: Imprint
    public var blocks: [PDFBlock]

    public init(_ imprint: Imprint, _ blocks: [PDFBlock]) {
        self.imprint = imprint
        self.blocks = blocks
    }

    public func rendered() -> [UInt8] { PrintingRoom.alone(printed) }

    private func printed() -> [UInt8] {
        let galley = Galley(blocks)
        let pages = Page.cut(galley.strips)
        let press = Press(imprint)
        for (index, page) in pages.enumerated() {
            press.add(page, margins: margins(page: index + 1, of: pages.count, galley.setter))
        }
        return press.finished()
    }

    /// Characters that no font of this machine can show; they are printed as boxes.
    public var missingCharacterCount: Int {
        PrintingRoom.alone {
            Galley(blocks).strips.flatMap(\.marks).reduce(0) { count, mark in
                guard case .text(let piece) = mark, piece.lines.lowerBound == 0 else { return count }
                return count + piece.text.missingCount
            }
        }
    }

    /// What stands above and below the text, measured from the top of the page.
    private func margins(page: Int, of count: Int, _ setter: borrowing TypeSetter) -> [Strip] {
        let foot = Sheet.height - Sheet.bottom + 30
        var marks = [
            Mark.rule(x: 0, y: foot - 6, width: Sheet.textWidth, weight: 0.3),
            right("Page \(page) of \(count)", foot, setter),
        ]
        if let mark = imprint.mark {
            marks.append(.whole(setter.set(mark, .margin), y: foot, as: nil))
        }
        if page > 1 {
            let title = setter.set(imprint.title, .margin, width: Sheet.textWidth * 0.75)
            let first = Mark.Piece(text: title, lines: 0..<1, y: 44)
            marks += [.text(first), .rule(x: 0, y: 58, width: Sheet.textWidth, weight: 0.3)]
            if let edition = imprint.edition { marks.append(right(edition, 44, setter)) }
        }
        return [Strip(marks: marks)]
    }

    private func right(_ text: String, _ y: Double, _ setter: borrowing TypeSetter) -> Mark {
        let set = setter.set(text, .margin)
        return .whole(set, x: Sheet.textWidth - set.width, y: y, as: nil)
    }
}
