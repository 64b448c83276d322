import Testing

@testable import Documents

@Suite("Pages cut from a galley")
struct PageTests {
    /// Blocks of every kind and length, the same for the same seed.
    private func blocks(_ seed: UInt64) -> [PDFBlock] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        func words(_ most: Int) -> String { String(repeating: "words in a row ", count: 1 + next(most)) }
        return (0..<60).map { number in
            switch next(7) {
            case 0: .heading(PDFHeading(words(3), number: "\(number)", anchor: "a\(number)"))
            case 1: .list((0...next(9)).map { _ in [PDFRun(words(12))] })
            case 2: .remark([PDFRun(words(40))])
            case 3:
                .table(
                    PDFTable(
                        columns: [PDFTable.Column("A"), PDFTable.Column("B")],
                        rows: (0..<next(40)).map { _ in PDFTable.Row([words(9), words(30)]) }))
            case 4:
                .signature(PDFSignature(party: "Acme", lines: [PDFSignature.Line(name: "Carla", title: "D")]))
            default: .text(words(60))
            }
        }
    }

    private func height(_ page: Page) -> Double { page.placed.last.map { $0.y + $0.strip.height } ?? 0 }

    @Test(
        "hold every strip once and in order, none beyond the foot, none that must have company alone",
        arguments: 1...40)
    func laws(seed: Int) {
        PrintingRoom.alone {
            let strips = Galley(blocks(UInt64(seed))).strips
            let pages = Page.cut(strips)
            let placed = pages.flatMap(\.placed).filter { !$0.isRepeated }
            #expect(placed.map(\.strip.height) == strips.map(\.height))
            #expect(pages.count > 1)
            for page in pages {
                #expect(height(page) <= Sheet.textHeight)
                for (above, below) in zip(page.placed, page.placed.dropFirst()) {
                    #expect(below.y >= above.y + above.strip.height)
                }
            }
            for page in pages.dropLast() { #expect(page.placed.last?.strip.keepsWithNext == false) }
        }
    }

    @Test("begin with the table's head where a row begins them")
    func heads() {
        PrintingRoom.alone {
            let pages = Page.cut(Galley([.text("Above."), .table(PDFDocumentTests.rows(90))]).strips)
            for page in pages.dropFirst() {
                #expect(page.placed[0].isRepeated)
                #expect(page.placed[0].y == 0)
            }
        }
    }

    @Test("never leave one line of a paragraph alone", arguments: 0...12)
    func parts(count: Int) {
        let parts = Galley.parts(of: count)
        #expect(parts.flatMap { Array($0) } == Array(0..<count))
        #expect(count < 2 || parts[0].count >= 2 && parts[parts.count - 1].count >= 2)
    }

    @Test(
        "give columns all of the width and none too little",
        arguments: [
            [10, 20], [1000, 10], [300, 300, 300], [5000, 4000, 3, 3], [450], [100_000, 1, 1, 1, 1, 1],
        ])
    func columns(needs: [Double]) {
        let widths = Galley.shared(needs, of: 450)
        #expect(abs(widths.reduce(0, +) - 450) < 0.001)
        for (width, need) in zip(widths, needs) {
            #expect(width >= min(need, 450 / Double(needs.count) / 2) - 0.001)
        }
    }
}
