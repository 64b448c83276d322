/// The days of a proof with long stretches in which nothing was counted drawn as one row, so that a pause of
/// a month still fits a page.
struct FoldedDays: Sendable {
    /// A stretch shorter than this is drawn day by day.
    static let stretchMin = 5

    private(set) var days: [ProofDay] = []
    /// For each day given, the row it is drawn in.
    private(set) var rows: [Int] = []

    init(_ days: [ProofDay], keeping points: [ProofPoint?]) {
        let kept = Set(points.compactMap { $0?.day })
        var index = 0
        while index < days.count {
            let isStill = { (place: Int) in days[place].counted.isEmpty && !kept.contains(place) }
            let end = (index..<days.count).first { !isStill($0) } ?? days.count
            if end - index >= Self.stretchMin {
                fold(days[index..<end])
                index = end
            } else {
                rows.append(self.days.count)
                self.days.append(days[index])
                index += 1
            }
        }
    }

    private mutating func fold(_ stretch: ArraySlice<ProofDay>) {
        rows += stretch.map { _ in days.count }
        guard let first = stretch.first, let last = stretch.last else { return }
        let isPaused = stretch.contains { !$0.paused.isEmpty }
        let paused = isPaused ? stretch.flatMap(\.open) : []
        days.append(
            ProofDay(
                label: "\(first.label) – \(last.label)", open: paused.prefix(2).map { $0 },
                paused: paused.prefix(2).map { $0 },
                note: isPaused ? "\(stretch.count) days paused" : "\(stretch.count) days, nothing counted"))
    }

    /// The same point in the rows as drawn.
    func placed(_ point: ProofPoint?) -> ProofPoint? {
        guard var point, rows.indices.contains(point.day) else { return nil }
        point.day = rows[point.day]
        return point
    }
}
