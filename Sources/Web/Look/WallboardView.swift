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
        /// Of what is due today.
        var detail: String
        /// Of what was done today.
        var done: String
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
                Element(.dd, class: "detail") { done }
            }
        }
    }

    /// Somebody who is in a chat now.
    struct ChatRow: View, Sendable {
        var number: String
        /// nil on a screen without a person.
        var name: String?
        /// How long they have waited for a word; nil while the last one is the desk's.
        var wait: String?

        var body: some Content {
            Element(.li, .data("state", fixed: wait == nil ? "kept" : "warning")) {
                Element(.span, class: "board-number") { number }
                Element(.span, class: "board-subject", .dir("auto")) { name ?? "" }
                Element(.span, class: "board-wait") { wait.map { "waits \($0)" } ?? "in talk" }
            }
        }
    }

    struct Chats: View, Sendable {
        var summary = "None open"
        var isWaitedFor = false
        var rows: [ChatRow] = []
        /// Those that there is no room for.
        var more: String?
        /// Whether anybody takes chats now.
        var isStaffed = true

        var body: some Content {
            Element(
                .section, class: "board-chats", .named("aria-labelledby", fixed: "chats"),
                .data("state", fixed: isWaitedFor ? "warning" : "kept")
            ) {
                Element(.h2, .id("chats")) { "Chats" }
                Element(.p, class: "board-summary") { summary }
                if !isStaffed {
                    Element(.p, class: "detail") { "Nobody takes chats: visitors leave a message." }
                }
                if !rows.isEmpty { Element(.ol) { rows } }
                if let more { Element(.p, class: "detail") { more } }
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
    var chats = Chats()
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
            Element(.div, class: "board-side") {
                figures
                chats
            }
        }
    }

    private var figures: some Content {
        Element(.section, class: "board-figures", .named("aria-labelledby", fixed: "today")) {
            if !adherence.isEmpty {
                Element(.h2, .id("today")) { "Due today" }
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
