import Markup

/// One promise of a ticket: a thin bar that fills, and its state in words.
/// Every state has a shape of its own: kept is full, running fills, warning has a notch, broken runs past
/// its end, paused is hatched, ended is a thin line, not started is empty.
struct ClockBar: View, Sendable {
    enum Promise: String, Sendable {
        case acknowledgment
        case resolution
    }

    enum State: String, Sendable {
        case kept
        case running
        case warning
        case broken
        case paused
        case ended
        case notStarted
    }

    /// What the page needs to count down by itself.
    struct Countdown: Sendable {
        /// Business seconds left at `asOf`; below zero when the deadline is past.
        var left: Int
        /// When `left` was true, UTC seconds.
        var asOf: Int
        /// The deadline, UTC seconds.
        var due: Int
        /// Whether the clock counts at `asOf`: not paused, and the desk open.
        var countsNow: Bool
        /// The next instant at which counting starts or stops, UTC seconds.
        var changesAt: Int?
        /// For example "1 h 12 min left"; the page keeps it current.
        var words: String
    }

    var promise: Promise
    var state: State
    /// Time used over time given; above 1 when broken.
    var share: Double
    /// The share at which the first warning is due.
    var warnsAt: Double?
    /// For example "Acknowledge by 16:40 today".
    var words: String
    /// The deadline in the reader's and the agreement's zone, and why the clock stands still if it does.
    var hover: String?
    var countdown: Countdown?
    /// Why a clock that is not paused stands still, for example "closed until Mon 09:00".
    var closed: String?
    /// The deadline in the agreement's zone where that is another, for who hears the page.
    var agreed: String?

    var body: some Content {
        Element(
            .span, class: "clock", .data("state", state.rawValue), .title(hover),
            .data("left", countdown?.left), .data("as-of", countdown?.asOf),
            .data("due", countdown?.due), .data("counts", countdown.map { $0.countsNow ? 1 : 0 }),
            .data("changes", countdown?.changesAt),
            .data("permille", countdown == nil ? nil : Int(share * 1000))
        ) {
            bar
            Element(.span, class: "clock-words") {
                words
                if let countdown {
                    " "
                    Element(.span, class: "rest") {
                        Element(.span, class: "left") { countdown.words }
                        if let closed {
                            " "
                            Element(.span, class: "shut") { closed }
                        }
                    }
                }
                if let agreed { Element(.span, class: "unseen") { ", due \(agreed)" } }
            }
        }
    }

    private var bar: some Content {
        Element(
            .svg, class: "bar", .named("width", fixed: "100%"), .number("height", 8),
            .named("aria-hidden", fixed: "true")
        ) {
            if state == .broken { overrun } else { filling }
        }
    }

    /// The deadline stands at three quarters; what lies beyond is the overrun, at most one third of the time.
    private var overrun: some Content {
        Pieces {
            Element(.rect, class: "fill", .named("width", fixed: "74%"), .number("height", 8))
            Element(
                .rect, class: "over", .named("x", fixed: "76%"), .number("y", 2), .number("height", 4),
                .percent("width", 0.03 + 0.21 * min(1, max(0, share - 1))))
        }
    }

    private var filling: some Content {
        Pieces {
            Element(.rect, class: "track", .named("width", fixed: "100%"), .number("height", 8))
            Element(.rect, class: "fill", .percent("width", filled), .number("height", 8))
            if state == .paused {
                Element(
                    .rect, .named("fill", fixed: "url(#hatch)"), .named("width", fixed: "100%"),
                    .number("height", 8))
            }
            if let warnsAt, state == .running || state == .warning {
                Element(
                    .rect, class: "notch", .percent("x", warnsAt), .number("width", 2), .number("height", 8))
            }
        }
    }

    private var filled: Double {
        switch state {
        case .kept: 1
        case .notStarted, .ended: 0
        case .running, .warning, .broken, .paused: min(1, max(0, share))
        }
    }
}

/// Some pieces without an element around them.
struct Pieces<Inside: Content>: Content {
    let inside: Inside

    init(@ContentBuilder inside: () -> Inside) {
        self.inside = inside()
    }

    func write(to output: inout Output) {
        inside.write(to: &output)
    }
}
