import Markup

/// The picture of a deadline: days as rows, hours across. Opening hours are paper, counted time is ink,
/// pauses are hatched, the deadline is a line with its time. All places are percentages, so that the same
/// drawing fits a phone, a wide screen and a sheet of paper with letters of one size.
struct ProofDrawing: View, Sendable {
    private let days: [ProofDay]
    private let start: ProofPoint?
    private let deadline: ProofPoint?
    private let now: ProofPoint?
    private let hours: HourScale
    private let words: String

    /// - Parameter words: the answer in one sentence, for those who do not see the drawing.
    init(days: [ProofDay], start: ProofPoint?, deadline: ProofPoint?, now: ProofPoint?, words: String) {
        let folded = FoldedDays(days, keeping: [start, deadline, now])
        self.days = folded.days
        self.start = folded.placed(start)
        self.deadline = folded.placed(deadline)
        self.now = folded.placed(now)
        self.words = words
        hours = HourScale(days: folded.days, points: [start, deadline, now].compactMap { $0?.minute })
    }

    var body: some Content {
        Element(.div, class: "proof-drawing", .role("img"), .named("aria-label", words)) {
            Element(.div, class: "day hours") {
                Element(.span, class: "day-label")
                hours
                Element(.span, class: "day-sum") { "Counted" }
            }
            Each(days.indices) { index in
                Element(.div, class: "day") {
                    Element(.span, class: "day-label") { days[index].label }
                    strip(index)
                    Element(.span, class: "day-sum") { days[index].sum ?? "" }
                }
            }
        }
    }

    private func strip(_ index: Int) -> ProofStrip {
        ProofStrip(
            day: days[index], hours: hours, start: on(index, start), deadline: on(index, deadline),
            now: on(index, now))
    }

    private func on(_ index: Int, _ point: ProofPoint?) -> ProofPoint? {
        point?.day == index ? point : nil
    }
}

/// One day as a strip.
private struct ProofStrip: View {
    let day: ProofDay
    let hours: HourScale
    let start: ProofPoint?
    let deadline: ProofPoint?
    let now: ProofPoint?

    /// Height of the strip without the words below it.
    private static let height = 28
    /// Height of a line of words.
    private static let line = 15

    private var labels: Int { (start == nil ? 0 : 1) + (deadline == nil ? 0 : 1) }

    var body: some Content {
        Element(
            .svg, class: "strip", .named("width", fixed: "100%"),
            .number("height", Self.height + Self.line * labels + (labels > 0 ? 3 : 0))
        ) {
            Element(.rect, class: "closed", .named("width", fixed: "100%"), .number("height", Self.height))
            Each(day.open) { span in block("paper", span, inset: 0) }
            Each(hours.marks) { minute in
                Element(
                    .line, class: "hour", .percent("x1", hours.share(minute)),
                    .percent("x2", hours.share(minute)),
                    .number("y2", Self.height))
            }
            Each(day.counted) { span in block("ink", span, inset: 6) }
            Each(day.paused) { span in block("pause", span, inset: 6, fill: "url(#hatch)") }
            if let note = day.note {
                Element(.text, class: "day-note", .named("x", fixed: "50%"), .number("y", 18)) { note }
            }
            if let now { mark("now", now, to: Self.height, label: nil) }
            if let start { mark("start", start, to: Self.height + 4, label: Self.height + Self.line - 1) }
            if let deadline {
                mark("deadline", deadline, to: Self.height + 4, label: Self.height + Self.line * labels - 1)
            }
        }
    }

    private func block(
        _ name: StaticString, _ span: MinuteSpan, inset: Int, fill: StaticString? = nil
    ) -> some Content {
        let from = hours.share(span.from)
        return Element(
            .rect, class: name, .percent("x", from), .number("y", inset),
            .percent("width", max(0.004, hours.share(span.to) - from)),
            .number("height", Self.height - 2 * inset),
            fill.map { .named("fill", fixed: $0) } ?? .all([]))
    }

    private func mark(_ name: StaticString, _ point: ProofPoint, to end: Int, label: Int?) -> some Content {
        let place = hours.share(point.minute)
        return Element(.g, class: name) {
            Element(.line, .percent("x1", place), .percent("x2", place), .number("y2", end))
            if let label {
                Element(
                    .text, .percent("x", place), .number("y", label),
                    .named("text-anchor", fixed: place < 0.25 ? "start" : place > 0.75 ? "end" : "middle")
                ) { point.words }
            }
        }
    }
}
