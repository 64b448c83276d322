extension Galley {
    /// One party's signatories, all on one page.
    func signature(_ signature: PDFSignature) -> [Strip] {
        let party = setter.set([PDFRun("For \(signature.party)", isBold: true)], .body, width: width)
        let head = Strip(
            gap: 20, height: party.height, marks: [.whole(party, x: indent, as: .paragraph)],
            keepsWithNext: !signature.lines.isEmpty)
        return [head]
            + signature.lines.enumerated().map { index, line in
                var strip = line.signed.map { signed(line, $0) } ?? blank(line)
                strip.keepsWithNext = index < signature.lines.count - 1
                return strip
            }
    }

    /// Room for a pen above two lines: the signature, and place and date.
    private func blank(_ line: PDFSignature.Line) -> Strip {
        let half = (width - 24) / 2
        let name = setter.set("\(line.name), \(line.title)", .cell, width: half)
        let date = setter.set("Place and date", .cell, width: half)
        let second = indent + half + 24
        return Strip(
            gap: 34, height: 5 + max(name.height, date.height),
            marks: [
                .rule(x: indent, y: 0, width: half, weight: 0.6),
                .rule(x: second, y: 0, width: half, weight: 0.6),
                .whole(name, x: indent, y: 5, as: .paragraph),
                .whole(date, x: second, y: 5, as: .paragraph),
            ])
    }

    private func signed(_ line: PDFSignature.Line, _ how: String) -> Strip {
        let name = setter.set("\(line.name), \(line.title)", .cellHead, width: width - 20)
        let words = setter.set(how, .cell, width: width - 20)
        let height = 16 + name.height + words.height
        return Strip(
            gap: 10, height: height,
            marks: [
                .box(Mark.Box(x: indent, y: 0, width: width, height: height, shade: 0.95)),
                .whole(name, x: indent + 10, y: 8, as: .paragraph),
                .whole(words, x: indent + 10, y: 8 + name.height, as: .paragraph),
            ])
    }
}
