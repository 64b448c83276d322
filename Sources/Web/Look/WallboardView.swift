import Markup

/// One screen for a room, to be read from afar.
struct WallboardView: View, Sendable {
    struct Row: View, Sendable {
        var number: String
        /// nil on a screen without a person.
        var subject: String?
        var severity: SeverityMark.Level
        var tier: String
        var isNobodys: Bool
        var clock: ClockBar

        var body: some Content {
            Element(.li, class: "board-row") {
                SeverityMark(level: severity)
                Element(.span, class: "board-number") { number }
                Element(.span, class: "board-what") {
                    if let subject { Element(.span, class: "board-subject", .dir("auto")) { subject } }
                    Element(.span, class: "detail") { isNobodys ? "\(tier), nobody has it" : tier }
                }
                clock
            }
        }
    }

    struct Number: View, Sendable {
        var label: String
        var words: String

        var body: some Content {
            Element(.div, class: "board-figure") {
                Element(.dt) { label }
                Element(.dd) { words }
            }
        }
    }

    struct Adherence: View, Sendable {
        var title: String
        var words: String
        var detail: String
        var target: String?
        /// nil where nothing is decided yet.
        var isMissed: Bool?

        var body: some Content {
            Element(.div, class: "board-figure", .data("state", isMissed.map { $0 ? "broken" : "kept" })) {
                Element(.dt) { title }
                Element(.dd) { words }
                Element(.dd, class: "detail") {
                    detail
                    if let target { isMissed == true ? "; \(target) missed" : "; \(target)" }
                }
            }
        }
    }

    var desk: String
    /// The time of day, for example "16:50".
    var now: String
    var day: String
    var rows: [Row]
    var tiers: [Number]
    var adherence: [Adherence] = []
    var money: [Number] = []
    /// nil on a screen.
    var back: String?
    /// To the screens that nobody is signed in at, for those who open them.
    var screens: String?

    var body: some Content {
        Element(.div, class: "board", .id("board")) {
            Element(.header) {
                Element(.h1, .dir("auto")) { desk }
                Element(.p, class: "board-now") { "\(day) \(now)" }
                if let screens { Element(.a, .href(screens)) { "Screens in rooms" } }
                if let back { Element(.a, .href(back)) { "Back to the queue" } }
            }
            Element(.section, class: "board-next", .named("aria-labelledby", fixed: "next")) {
                Element(.h2, .id("next")) { "Breaks next" }
                if rows.isEmpty {
                    Element(.p, class: "board-empty") { "Nothing is open that could break." }
                } else {
                    Element(.ol) { rows }
                }
            }
            Element(.section, class: "board-figures", .named("aria-labelledby", fixed: "today")) {
                if !adherence.isEmpty {
                    Element(.h2, .id("today")) { "Today" }
                    Element(.dl) { adherence }
                }
                Element(.h2, .id(adherence.isEmpty ? "today" : "open")) { "Open" }
                Element(.dl, class: "board-tiers") { tiers }
                if !money.isEmpty {
                    Element(.h2) { "Credits" }
                    Element(.dl) { money }
                }
            }
        }
    }
}
