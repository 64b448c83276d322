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
    /// Who was told of a note, and whom it names in vain.
    var told: String?
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
    /// The message that it shows; nil for what stands in the facts alone.
    var message: Int64?
    /// To the whole text, where it is cut.
    var rest: NavLink?
    /// Stands before the name instead of the usual words, for example "Call from".
    var saidBy: String?

    var body: some Content {
        Element(.li, class: "entry", .id("entry-\(id)"), .data("kind", kind.rawValue)) {
            switch kind {
            case .fact: line
            case .automatic: automatic
            case .incoming, .reply, .note: said
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
                more
            }
            if let clause { ClauseMark(clause) }
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
            more
            if !attachments.isEmpty { files }
        }
    }

    @ContentBuilder private var more: some Content {
        if let rest {
            Element(.span, class: "rest-of") {
                " "
                Element(.a, .href(rest.href)) { rest.label }
            }
        }
    }

    private var said: some Content {
        Element(.article, .named("aria-label", "\(label) \(who)")) {
            Element(.header) {
                Element(.strong, class: "from") { who }
                Element(.span, class: "kind") { label }
                if let detail { Element(.span, class: "detail") { detail } }
                if let clause { ClauseMark(clause) }
                if let delivery { Element(.span, class: "delivery") { delivery } }
                at
            }
            if let sender { sender }
            parts
            if let page { page }
            Element(.div, class: "said", .dir("auto")) { text }
            more
            if let told { Element(.p, class: "detail told", .dir("auto")) { told } }
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

/// What happened in a ticket, oldest first, from where there is room. What is added comes in by itself.
struct TimelineView: View, Sendable {
    var entries: [TimelineEntry]
    /// To those before; nil where there are none.
    var earlier: NavLink?
    /// From a page of older ones back to the newest.
    var newest: NavLink?

    var body: some Content {
        Element(.p, class: "fold", .id("earlier"), .flag("hidden", earlier == nil)) {
            if let earlier { Element(.a, .href(earlier.href)) { earlier.label } }
        }
        Element(
            .ol, class: "timeline", .id("timeline"), .data("part", fixed: "list"),
            .named("aria-label", fixed: "Timeline")
        ) { entries }
        if let newest {
            Element(.p, class: "fold", .id("newest")) { Element(.a, .href(newest.href)) { newest.label } }
        }
    }
}
