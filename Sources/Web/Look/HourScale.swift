import Markup

/// The hours that a proof shows, from the hour before the first thing drawn to the hour after the last.
struct HourScale: View, Sendable {
    let from: Int
    let to: Int

    init(days: [ProofDay], points: [Int]) {
        var minutes = points
        for day in days {
            for span in day.open + day.counted + day.paused { minutes += [span.from, span.to] }
        }
        let first = minutes.min() ?? 8 * 60
        let last = max(minutes.max() ?? 18 * 60, first + 60)
        from = max(0, (first - 1) / 60 * 60)
        to = min(max(24 * 60, (last + 59) / 60 * 60), (last + 60) / 60 * 60)
    }

    /// The place of a minute between the left edge (0) and the right edge (1).
    func share(_ minute: Int) -> Double {
        min(1, max(0, Double(minute - from) / Double(to - from)))
    }

    /// The full hours inside the scale, at most twelve.
    var marks: [Int] {
        let hours = (to - from) / 60
        let step = hours <= 12 ? 60 : 120
        return Array(stride(from: (from + step) / step * step, to: to, by: step))
    }

    var body: some Content {
        Element(.svg, class: "strip", .named("width", fixed: "100%"), .number("height", 18)) {
            Each(marks.enumerated()) { place, minute in
                Element(
                    .text, .class(place.isMultiple(of: 2) ? "hour-label" : "hour-label spare"),
                    .percent("x", share(minute)), .number("y", 13)
                ) { minute / 60 }
            }
        }
    }
}
