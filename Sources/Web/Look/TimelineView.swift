import Markup

/// A file that came with a message.
struct AttachmentLink: Sendable {
    var name: String
    var href: String
    /// For example "PDF, 120 kB".
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
    /// Who did it; empty for facts that nobody in particular did.
    var who: String
    var at: Moment
    /// The message, or the fact's one line such as "Ben raised severity to high".
    var text: String
    /// For example "extends by 8 h".
    var detail: String?
    /// How its sending went, for example "waiting to be sent".
    var delivery: String?
    /// Text quoted from earlier messages, shown on request.
    var quoted: String?
    /// The clause that a fact carries out.
    var clause: String?
    var attachments: [AttachmentLink] = []
    /// The mail as it came, for the desk alone; nil for what came otherwise.
    var mail: AttachmentLink?
    /// Who a mail is really from; nil for what came otherwise.
    var sender: SenderNote?
    /// The message as it was sent, where it was more than text.
    var page: MessagePage?
    /// What its files tell: an invitation, a signature.
    var parts = MessageParts()
    /// Stands before the name instead of the usual words, for example "Call from".
    var saidBy: String?

    var body: some Content {
        Element(.li, class: "entry", .id("entry-\(id)"), .data("kind", kind.rawValue)) {
            switch kind {
            case .fact: line
            case .automatic: automatic
            case .incoming, .reply, .note: message
            }
        }
    }

    private var line: some Content {
        Element(.p, class: "fact") {
            at
            Element(.span, class: "fact-words", .dir("auto")) {
                if !who.isEmpty {
                    Element(.strong) { who }
                    " "
                }
                text
            }
            if let clause { Element(.span, class: "clause") { clause } }
            if let detail { Element(.span, class: "detail") { detail } }
        }
    }

    /// Folded: what a program writes is rarely what one looks for.
    private var automatic: some Content {
        Element(.details) {
            Element(.summary) {
                Element(.span, class: "kind") { label }
                Element(.strong, class: "from") { who }
                if let delivery { Element(.span, class: "delivery") { delivery } }
                at
            }
            Element(.div, class: "said", .dir("auto")) { text }
            if !attachments.isEmpty { files }
        }
    }

    private var message: some Content {
        Element(.article, .named("aria-label", "\(label) \(who)")) {
            Element(.header) {
                Element(.strong, class: "from") { who }
                Element(.span, class: "kind") { label }
                if let detail { Element(.span, class: "detail") { detail } }
                if let clause { Element(.span, class: "clause") { clause } }
                if let delivery { Element(.span, class: "delivery") { delivery } }
                at
            }
            if let sender { sender }
            parts
            if let page { page }
            Element(.div, class: "said", .dir("auto")) { text }
            if let quoted {
                Element(.details, class: "quoted") {
                    Element(.summary) { "Quoted text" }
                    Element(.div, class: "said", .dir("auto")) { quoted }
                }
            }
            if !attachments.isEmpty || mail != nil { files }
        }
    }

    private var files: some Content {
        Element(.ul, class: "files") {
            Each(attachments + [mail].compactMap { $0 }) { file in
                Element(.li) {
                    Element(.a, .href(file.href)) { file.name }
                    Element(.span, class: "detail") { file.size }
                }
            }
        }
    }

    var label: String {
        if let saidBy { return saidBy }
        return switch kind {
        case .incoming: "Message from"
        case .reply: "Public reply by"
        case .note: "Internal note by"
        case .fact: "Fact"
        case .automatic: "Automatic mail from"
        }
    }
}

/// All that happened in a ticket, oldest first. What is added comes in by itself.
struct TimelineView: View, Sendable {
    var entries: [TimelineEntry]

    var body: some Content {
        Element(
            .ol, class: "timeline", .id("timeline"), .data("part", fixed: "list"),
            .named("aria-label", fixed: "Timeline")
        ) { entries }
    }
}
