import Markup

/// The few drawings of the desk. Each stands beside a word, so all are hidden from screen readers.
enum Icon {
    /// A page with its last line drawn to the end: the promise that was kept.
    static let mark = Raw(
        """
        <svg class="icon" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">\
        <rect class="icon-page" x="2" y="1" width="14" height="16" rx="1.5"></rect>\
        <path class="icon-line" d="M5 5.5h8M5 9h5"></path>\
        <path class="icon-ink" d="M5 12.8h8"></path></svg>
        """)

    /// Beside its count, and named for those who don't see it.
    static let bell = Raw(
        """
        <svg class="icon" width="16" height="16" viewBox="0 0 14 14" aria-hidden="true">\
        <path d="M7 1v1.2M2.5 10.5h9l-1.3-1.8V6a3.2 3.2 0 0 0-6.4 0v2.7zM5.7 12.5h2.6"></path></svg>
        """)

    /// Drawn once a page, under its name; a row only points here.
    static let drawings = Raw(
        """
        <symbol id="mail"><path d="M1.5 3h11v8h-11zM1.5 3.5 7 8l5.5-4.5"></path></symbol>\
        <symbol id="portal"><path d="M1.5 2.5h11v9h-11zM1.5 5.5h11"></path></symbol>\
        <symbol id="chat"><path d="M1.5 2.5h11v7h-6l-3 2.5v-2.5h-2z"></path></symbol>\
        <symbol id="call"><path d="M4.5 1.5h5v11h-5zM6.3 10.7h1.4"></path></symbol>\
        <symbol id="program"><path d="M5 3 1.5 7 5 11M9 3l3.5 4L9 11"></path></symbol>\
        <symbol id="strokes-1"><path class="on" d="M0 9h3v3H0z"></path>\
        <path class="off" d="M4 6h3v6H4zM8 3h3v9H8zM12 0h3v12h-3z"></path></symbol>\
        <symbol id="strokes-2"><path class="on" d="M0 9h3v3H0zM4 6h3v6H4z"></path>\
        <path class="off" d="M8 3h3v9H8zM12 0h3v12h-3z"></path></symbol>\
        <symbol id="strokes-3"><path class="on" d="M0 9h3v3H0zM4 6h3v6H4zM8 3h3v9H8z"></path>\
        <path class="off" d="M12 0h3v12h-3z"></path></symbol>\
        <symbol id="strokes-4">\
        <path class="on" d="M0 9h3v3H0zM4 6h3v6H4zM8 3h3v9H8zM12 0h3v12h-3z"></path></symbol>
        """)
}

/// The way a ticket came in.
enum ChannelMark: String, View, Sendable {
    case mail
    case portal
    case chat
    case call
    case program

    var body: some Content {
        Element(.span, class: "channel") {
            Element(
                .svg, class: "icon", .number("width", 14), .number("height", 14),
                .named("aria-hidden", fixed: "true")
            ) { Element(.use, .href("#\(rawValue)")) }
            word
        }
    }

    private var word: String {
        switch self {
        case .mail: "Mail"
        case .portal: "Portal"
        case .chat: "Chat"
        case .call: "Call"
        case .program: "API"
        }
    }
}
