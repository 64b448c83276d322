import Markup

/// A file that came with a message.
struct AttachmentLink: Sendable {
    var name: String
    var href: String
    /// For example "120 kB".
    var size: String
}

/// One thing that happened in a ticket.
struct TimelineEntry: View, Sendable {
    enum Kind: String, Sendable {
        /// A message from the customer, by whichever way in.
        case incoming
        /// A message to the customer, written by a person.
        case reply
        /// Seen only by the desk.
        case note
        /// One line: severity set, assigned, extended.
        case fact
        /// A message the program sent.
        case automatic
    }

    var id: String
    var kind: Kind
    /// Who did it; empty for facts whose words name them.
    var who: String
    var at: Moment
    /// The message, or the fact's one line such as "Ben raised severity to high".
    var text: String
    /// For example "to carla@acme.example" or "accepted by Acme's server at 16:42".
    var detail: String?
    /// Text quoted from earlier messages, shown on request.
    var quoted: String?
    /// The clause that a fact carries out.
    var clause: String?
    var attachments: [AttachmentLink] = []

    var body: some Content {
        Element(.li, class: "entry", .id("entry-\(id)"), .data("kind", kind.rawValue)) {
            if kind == .fact { line } else { message }
        }
    }

    private var line: some Content {
        Element(.p, class: "fact") {
            at
            Element(.span, class: "fact-words", .dir("auto")) { text }
            if let clause { Element(.span, class: "clause") { clause } }
            if let detail { Element(.span, class: "detail") { detail } }
        }
    }

    private var message: some Content {
        Element(.article, .named("aria-label", "\(label) \(who)")) {
            Element(.header) {
                Element(.strong, class: "from") { who }
                Element(.span, class: "kind") { label }
                if let detail { Element(.span, class: "detail") { detail } }
                at
            }
            Element(.div, class: "said", .dir("auto")) { text }
            if let quoted {
                Element(.details, class: "quoted") {
                    Element(.summary) { "Quoted text" }
                    Element(.div, class: "said", .dir("auto")) { quoted }
                }
            }
            if !attachments.isEmpty { files }
        }
    }

    private var files: some Content {
        Element(.ul, class: "files") {
            Each(attachments) { file in
                Element(.li) {
                    Element(.a, .href(file.href)) { file.name }
                    Element(.span, class: "detail") { file.size }
                }
            }
        }
    }

    private var label: String {
        switch kind {
        case .incoming: "Message from"
        case .reply: "Public reply by"
        case .note: "Internal note by"
        case .fact: "Fact"
        case .automatic: "Automatic mail from"
        }
    }
}

/// All that happened in a ticket, oldest first. It is fetched again by itself when something is added.
struct TimelineView: View, Sendable {
    var entries: [TimelineEntry]
    /// Where this part is fetched, for example "/tickets/7/timeline".
    var href: String

    var body: some Content {
        Element(
            .ol, class: "timeline", .id("timeline"), .data("part", href),
            .named("aria-label", fixed: "Timeline")
        ) { entries }
    }
}
