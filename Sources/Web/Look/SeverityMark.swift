import Markup

/// The severity as a word with one to four strokes, so that it reads without colour.
struct SeverityMark: View, Sendable {
    enum Level: Int, Sendable {
        case low = 1
        case normal
        case high
        case critical
    }

    var level: Level

    var body: some Content {
        Element(.span, class: "severity", .data("level", level.rawValue)) {
            Element(
                .svg, class: "strokes", .number("width", 15), .number("height", 12),
                .named("aria-hidden", fixed: "true")
            ) { Element(.use, .href("#strokes-\(level.rawValue)")) }
            word
        }
    }

    private var word: String {
        switch level {
        case .low: "Low"
        case .normal: "Normal"
        case .high: "High"
        case .critical: "Critical"
        }
    }
}
