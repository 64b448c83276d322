/// A plain chart: each bar with its name and its value in words, told apart by length alone.
public struct PDFBars: Hashable, Sendable {
    public struct Bar: Hashable, Sendable {
        public let label: String
        public let words: String
        /// Of the whole width, 0 to 1.
        public let length: Double

        public init(label: String, words: String, length: Double) {
            self.label = label
            self.words = words
            self.length = min(1, max(0, length))
        }
    }

    public let bars: [Bar]
    /// Where the target's line stands, of the whole width.
    public let mark: Double?

    public init(_ bars: [Bar], mark: Double? = nil) {
        self.bars = bars
        self.mark = mark.map { min(1, max(0, $0)) }
    }
}

extension Galley {
    /// One strip a bar, its name at the left and its value at the right.
    func bars(_ chart: PDFBars) -> [Strip] {
        let values = chart.bars.map { setter.set($0.words, .cell) }
        let right = (values.map(\.width).max() ?? 0) + 10
        let names = chart.bars.map { setter.set($0.label, .cell, width: width * 0.28) }
        let left = min((names.map(\.width).max() ?? 0) + 10, width * 0.3)
        let room = width - left - right
        var strips = chart.bars.indices.map { index in
            let height = max(names[index].height, values[index].height) + 5
            var marks: [Mark] = [
                .box(Mark.Box(x: indent + left, y: 3, width: room, height: height - 6, shade: 0.93)),
                .box(
                    Mark.Box(
                        x: indent + left, y: 3, width: room * chart.bars[index].length, height: height - 6,
                        shade: 0.42)),
                .whole(names[index], x: indent, y: 2, as: .paragraph),
                .whole(
                    values[index], x: indent + width - values[index].width, y: 2, as: .paragraph),
            ]
            if let mark = chart.mark {
                let x = indent + left + room * mark
                marks.append(.box(Mark.Box(x: x - 0.6, y: 0, width: 1.2, height: height, shade: 0)))
            }
            return Strip(height: height, marks: marks)
        }
        if strips.isEmpty { return [] }
        strips[0].gap = 8
        strips[strips.count - 1].gapBelow = 12
        Self.bind(&strips)
        return strips
    }
}
